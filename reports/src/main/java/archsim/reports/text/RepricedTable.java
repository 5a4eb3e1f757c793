package archsim.reports.text;

import archsim.base.RootLocale;
import archsim.base.table.ResultTable;
import archsim.engine.run.result.MachineTerms;
import archsim.engine.run.result.Metrics;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.reports.words.FittedText;
import archsim.reports.words.Scale;
import java.util.List;
import java.util.stream.Stream;

/** What a run took by its own prices, beside what it takes by others. */
public final class RepricedTable {

    private RepricedTable() {}

    /**
     * The table, as text.
     *
     * @param before the run
     * @param after the same workloads in the same order, priced again
     */
    public static String of(SimulationResult before, SimulationResult after) {
        Scale energy = Scale.ofEnergy(Stream.of(before, after)
                .flatMap(result -> result.runs().stream())
                .mapToDouble(run -> run.totals().energy().totalPj())
                .max()
                .orElse(0));
        var table = ResultTable.titled(RootLocale.format(
                        "Priced again: before at %s, after at %s; clock and cycles are the same",
                        node(before), node(after)))
                .text("workload")
                .number(RootLocale.format("before (%s)", energy.unit()), "%,.4g")
                .number(RootLocale.format("after (%s)", energy.unit()), "%,.4g")
                .number("after / before", "%.3f")
                .number("before (mW)", "%,.4g")
                .number("after (mW)", "%,.4g");
        List<RunResult> runs = before.runs();
        for (int i = 0; i < runs.size(); i++) {
            Metrics then = runs.get(i).totals();
            Metrics now = after.runs().get(i).totals();
            double thenPj = then.energy().totalPj();
            double nowPj = now.energy().totalPj();
            table.row(
                    runs.get(i).workload(),
                    energy.of(thenPj),
                    energy.of(nowPj),
                    nowPj / thenPj,
                    thenPj / then.timeNs(),
                    nowPj / now.timeNs());
        }
        return FittedText.table(table.build())
                + RootLocale.format("Area (mm2): before %,.4g, after %,.4g\n\n", areaMm2(before), areaMm2(after));
    }

    private static String node(SimulationResult result) {
        return MachineTerms.of(result.config())
                        .map(MachineTerms::nodes)
                        .orElseGet(() -> String.valueOf(
                                result.config().getJsonObject("accelerator").getInt("technologyNm")))
                + " nm";
    }

    private static double areaMm2(SimulationResult result) {
        return result.areaMm2().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }
}
