package archsim.reports;

import archsim.base.table.ResultTable;
import archsim.engine.run.LayerResult;
import archsim.engine.run.RunResult;
import archsim.engine.run.SimulationResult;
import archsim.workloads.storage.StorageBits;

/** What the stored bits of each layer are for, and in which format. */
public final class StorageExplanation {

    private StorageExplanation() {}

    /** Everything in one table. */
    public static ResultTable table(SimulationResult result) {
        var table = ResultTable.titled("Storage of the weights (bits)")
                .text("workload")
                .text("layer")
                .text("format")
                .number("keptWeights", "%,d")
                .number("weights", "%,d")
                .number("indices", "%,d")
                .number("fillers", "%,d")
                .number("pointers", "%,d")
                .number("total", "%,d")
                .number("bitsPerKeptWeight", "%.2f");
        for (RunResult run : result.runs()) {
            for (LayerResult layer : run.layers()) {
                row(
                        table,
                        run.workload(),
                        layer.name(),
                        layer.storageFormat(),
                        layer.figures().keptWeights(),
                        layer.figures().storage());
            }
            row(
                    table,
                    run.workload(),
                    LayersCsv.TOTAL,
                    "",
                    run.totals().keptWeights(),
                    run.totals().storage());
        }
        return table.build();
    }

    private static void row(
            ResultTable.Builder table, String workload, String layer, String format, long kept, StorageBits bits) {
        table.row(
                workload,
                layer,
                format,
                kept,
                bits.weights(),
                bits.indices(),
                bits.fillers(),
                bits.pointers(),
                bits.total(),
                kept == 0 ? (Object) "-" : (double) bits.total() / kept);
    }

    /** The table for people. */
    public static String text(SimulationResult result) {
        return FittedText.table(table(result));
    }
}
