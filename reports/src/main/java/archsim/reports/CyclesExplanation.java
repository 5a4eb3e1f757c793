package archsim.reports;

import archsim.base.RootLocale;
import archsim.base.table.ResultTable;
import archsim.engine.run.Figures;
import archsim.engine.run.LayerResult;
import archsim.engine.run.RunResult;
import archsim.engine.run.SimulationResult;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the cycles of each layer went: every multiplier slot by its one cause. */
public final class CyclesExplanation {

    private static final Map<String, String> MEANINGS = meanings();

    private CyclesExplanation() {}

    /** What each cause means, in the order of results. */
    static Map<String, String> meanings() {
        var meanings = new LinkedHashMap<String, String>();
        meanings.put("useful", "a product that the dataflow had to make");
        meanings.put("fragmentation", "lanes left over where the work does not fill a vector");
        meanings.put("imbalance", "waiting for the slowest PE or lane");
        meanings.put("conflict", "waiting for a bank or port");
        meanings.put("index", "decoding, filler zeros, scanning of empty windows");
        meanings.put("halo", "partial sums exchanged between tiles, products outside the output");
        meanings.put("fill", "pipelines filling and draining");
        meanings.put("dramStall", "waiting for DRAM");
        return Collections.unmodifiableMap(meanings);
    }

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
                rows(table, run.workload(), layer.name(), layer.figures());
            }
            rows(table, run.workload(), LayersCsv.TOTAL, run.totals());
        }
        return table.build();
    }

    private static void rows(ResultTable.Builder table, String workload, String layer, Figures figures) {
        long all = figures.slotStack().total();
        figures.slotStack()
                .byCause()
                .forEach((cause, slots) -> table.row(
                        workload,
                        layer,
                        cause,
                        slots,
                        (double) slots / figures.multipliers(),
                        all == 0 ? 0.0 : (double) slots / all,
                        MEANINGS.getOrDefault(cause, "")));
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
        MEANINGS.forEach((cause, meaning) -> text.append(RootLocale.format("%s: %s\n", cause, meaning)));
        return text.toString();
    }
}
