package archsim.reports.text;

import archsim.base.table.ResultTable;
import archsim.engine.run.result.LayerResult;
import archsim.engine.run.result.Metrics;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.reports.result.LayersCsv;
import archsim.reports.words.Scale;
import java.util.Optional;

/** The layers of all workloads in one table, the totals of each workload in its last rows. */
public final class LayerTable {

    private LayerTable() {}

    public static ResultTable of(SimulationResult result) {
        Scale energy = Scale.ofEnergy(result.runs().stream()
                .mapToDouble(run -> run.totals().energy().totalPj())
                .max()
                .orElse(0));
        var table = ResultTable.titled("Layers (compute: memory never stalls; bound: closed form)")
                .text("workload")
                .text("layer")
                .text("mode")
                .number("MACs", "%,d")
                .number("kept MACs", "%,d")
                .number("cycles", "%,d")
                .number("compute", "%,d")
                .number("bound", "%,d")
                .number("util. (%)", "%.1f")
                .fitted("time (\u00b5s)")
                .fitted("energy (" + energy.symbol() + ")")
                .number("DRAM (B)", "%,d")
                .number("storage (B)", "%,d")
                .number("kept weights (%)", "%.1f")
                .text("format");
        for (RunResult run : result.runs()) {
            for (LayerResult layer : run.layers()) {
                row(table, energy, run, layer.name(), layer.mode(), layer.metrics(), layer.storageFormat());
            }
        }
        for (RunResult run : result.runs()) {
            row(table, energy, run, LayersCsv.TOTAL, "", run.totals(), "");
        }
        return table.build();
    }

    private static void row(
            ResultTable.Builder table,
            Scale energy,
            RunResult run,
            String layer,
            String mode,
            Metrics metrics,
            String format) {
        table.row(
                run.workload(),
                layer,
                mode,
                metrics.macs(),
                metrics.macsWeights(),
                metrics.cycles(),
                metrics.computeCycles(),
                metrics.analyticalCycles(),
                100 * metrics.utilisation(),
                metrics.timeNs() / 1000,
                energy.of(metrics.energy().totalPj()),
                metrics.dramBytes().values().stream().mapToLong(Long::longValue).sum(),
                (metrics.storage().total() + 7) / 8,
                metrics.weights() == 0
                        ? Optional.empty()
                        : Optional.of(100.0 * metrics.keptWeights() / metrics.weights()),
                format);
    }
}
