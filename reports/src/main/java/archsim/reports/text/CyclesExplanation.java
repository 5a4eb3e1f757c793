package archsim.reports.text;

import archsim.base.RootLocale;
import archsim.base.table.ResultTable;
import archsim.engine.pe.Cause;
import archsim.engine.run.result.LayerResult;
import archsim.engine.run.result.Metrics;
import archsim.engine.run.result.Overlapped;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.reports.result.LayersCsv;
import archsim.reports.words.FittedText;
import java.util.Optional;

/** Where the cycles of each layer went: every multiplier slot by its one cause. */
public final class CyclesExplanation {

    private static final String OVERLAPPED =
            "not among the cycles: what the layer would wait more if its first weights were not fetched early";

    private CyclesExplanation() {}

    /** Everything in one table, for programs. */
    public static ResultTable table(SimulationResult result) {
        var table = ResultTable.titled("Cycles")
                .text("workload")
                .text("layer")
                .text("cause")
                .number("slots", "%d")
                .number("cycles", "%s")
                .number("share", "%s")
                .text("meaning");
        for (RunResult run : result.runs()) {
            for (LayerResult layer : run.layers()) {
                rows(table, run.workload(), layer.name(), layer.metrics(), layer.overlapped());
            }
            rows(table, run.workload(), LayersCsv.TOTAL, run.totals(), run.overlapped());
        }
        return table.build();
    }

    private static void rows(
            ResultTable.Builder table, String workload, String layer, Metrics metrics, Optional<Overlapped> overlap) {
        long all = metrics.slotStack().total();
        metrics.slotStack()
                .byCause()
                .forEach((cause, slots) -> table.row(
                        workload,
                        layer,
                        cause.jsonName(),
                        slots,
                        (double) slots / metrics.multipliers(),
                        all == 0 ? 0.0 : (double) slots / all,
                        cause.meaning()));
        overlap.ifPresent(gain -> table.row(
                workload,
                layer,
                "overlapped",
                gain.savedCycles() * metrics.multipliers(),
                (double) gain.savedCycles(),
                metrics.cycles() == 0 ? 0.0 : (double) gain.savedCycles() / metrics.cycles(),
                OVERLAPPED));
    }

    /** A cycle stack for each workload, and what its causes mean. */
    public static String text(SimulationResult result) {
        var text = new StringBuilder();
        for (RunResult run : result.runs()) {
            text.append(RootLocale.format(
                            "Cycles of %s on %d multipliers\n",
                            run.workload(), run.totals().multipliers()))
                    .append(FittedText.table(RunTables.cycleStack(run)))
                    .append('\n');
        }
        for (Cause cause : Cause.values()) {
            text.append(RootLocale.format("%s: %s\n", cause.jsonName(), cause.meaning()));
        }
        if (result.runs().stream().anyMatch(run -> run.overlapped().isPresent())) {
            text.append("overlapped: " + OVERLAPPED + "\n");
        }
        return text.toString();
    }
}
