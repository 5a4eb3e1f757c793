package archsim.reports.text;

import archsim.base.table.ResultTable;
import archsim.engine.run.result.LayerResult;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.reports.result.LayersCsv;
import archsim.reports.words.FittedText;
import archsim.workloads.storage.StorageBits;
import java.util.List;
import java.util.Optional;

/** What the stored bits of each layer are for, and in which format. */
public final class StorageExplanation {

    private StorageExplanation() {}

    /** Everything in one table. */
    public static ResultTable table(SimulationResult result) {
        var table = ResultTable.titled("Storage of the weights (bits)")
                .text("workload")
                .text("layer")
                .text("format")
                .number("kept weights", "keptWeights", "%,d")
                .number("weights", "storageBits.weights", "%,d")
                .number("indices", "storageBits.indices", "%,d")
                .number("fillers", "storageBits.fillers", "%,d")
                .number("pointers", "storageBits.pointers", "%,d")
                .number("scales", "storageBits.scales", "%,d")
                .number("total", "storageBits.total", "%,d")
                .number("bits/kept weight", "bitsPerKeptWeight", "%.2f");
        for (RunResult run : result.runs()) {
            for (LayerResult layer : run.layers()) {
                row(
                        table,
                        run.workload(),
                        layer.name(),
                        layer.storageFormat(),
                        layer.metrics().keptWeights(),
                        layer.metrics().storage());
            }
            row(
                    table,
                    run.workload(),
                    LayersCsv.TOTAL,
                    "",
                    run.totals().keptWeights(),
                    run.totals().storage());
        }
        boolean none =
                result.runs().stream().allMatch(run -> run.totals().storage().scales() == 0);
        return table.leaveOut("scales", none).build();
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
                bits.scales(),
                bits.total(),
                kept == 0 ? Optional.empty() : Optional.of((double) bits.total() / kept));
    }

    /** The table for people, one a workload, so that names of layers have room. */
    public static String text(SimulationResult result) {
        ResultTable all = table(result);
        var text = new StringBuilder();
        for (RunResult run : result.runs()) {
            List<List<Object>> rows = all.rows().stream()
                    .filter(row -> row.get(0).equals(run.workload()))
                    .map(row -> row.subList(1, row.size()))
                    .toList();
            var one = new ResultTable(
                    all.title() + ", " + run.workload(),
                    all.columns().subList(1, all.columns().size()),
                    rows);
            text.append(text.length() == 0 ? "" : "\n").append(FittedText.table(one));
        }
        return text.toString();
    }
}
