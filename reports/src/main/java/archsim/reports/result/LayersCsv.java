package archsim.reports.result;

import archsim.base.table.CsvTable;
import archsim.base.table.ResultTable;
import archsim.engine.run.result.LayerResult;
import archsim.engine.run.result.Metrics;
import archsim.engine.run.result.Operands;
import archsim.engine.run.result.Overlapped;
import archsim.engine.run.result.Rates;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.workloads.InputOrigin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A result as {@code layers.csv}: a line for each layer of each run, and one named {@code total} after each run's last.
 *
 * <p>A column is named like the key in {@code result.json} with dots for nesting, e.g. {@code slotStack.useful}. What
 * one layer has and another lacks (a component, a buffer) is 0 where it is lacking.
 */
public final class LayersCsv {

    /** The {@code layer} of a line that sums a run. */
    public static final String TOTAL = "total";

    private static final String INPUTS = "inputs";
    private static final List<String> RATES = List.of(
            INPUTS,
            "images",
            "throughputPerSecond",
            "gops",
            "arithmeticIntensity",
            "averagePowerMw",
            "topsPerWatt",
            "edpPjNs",
            "energyPerImagePj");
    private static final List<String> HEADS = List.of("workload", "accelerator", "layer", "mode");

    private LayersCsv() {}

    /** Header and lines, each ended by a line feed. */
    public static String of(SimulationResult result) {
        List<Map<String, Object>> lines = lines(result);
        var order =
                new ArrayList<>(MetricsJson.of(result.runs().get(0).totals()).keySet());
        order.addAll(order.indexOf("utilisation"), RATES);
        Set<String> columns = columns(lines, order);
        var table = ResultTable.titled("");
        columns.forEach(table::text);
        for (Map<String, Object> line : lines) {
            table.row(columns.stream().map(name -> line.getOrDefault(name, 0)).toArray());
        }
        return CsvTable.render(table.build());
    }

    private static List<Map<String, Object>> lines(SimulationResult result) {
        var lines = new ArrayList<Map<String, Object>>();
        for (RunResult run : result.runs()) {
            for (LayerResult layer : run.layers()) {
                Operands operands = layer.operands();
                lines.add(gained(
                        line(run, layer.name(), layer.mode(), operands.inputs(), layer.metrics(), operands.batch()),
                        layer.overlapped()));
            }
            lines.add(gained(line(run, TOTAL, "", run.inputs(), run.totals(), run.images()), run.overlapped()));
        }
        return lines;
    }

    private static Map<String, Object> line(
            RunResult run, String layer, String mode, InputOrigin inputs, Metrics metrics, int images) {
        var line = new LinkedHashMap<String, Object>();
        line.put("workload", run.workload());
        line.put("accelerator", run.accelerator());
        line.put("layer", layer);
        line.put("mode", mode);
        var tree = MetricsJson.of(metrics);
        tree.remove("unpriced");
        tree.putAll(Rates.of(metrics, images).byName());
        flatten("", tree, line);
        line.put(INPUTS, inputs.jsonName());
        return line;
    }

    private static Map<String, Object> gained(Map<String, Object> line, Optional<Overlapped> overlap) {
        overlap.ifPresent(gain -> {
            line.put("overlap.savedCycles", gain.savedCycles());
            line.put("overlap.earlyBytes", gain.earlyBytes());
        });
        return line;
    }

    private static void flatten(String prefix, Map<?, ?> tree, Map<String, Object> line) {
        tree.forEach((key, value) -> {
            if (value instanceof Map<?, ?> nested) {
                flatten(prefix + key + ".", nested, line);
            } else {
                line.put(prefix + key, value);
            }
        });
    }

    /** Every key of every line; those of a group stay together, groups in the {@code order} of the JSON. */
    private static Set<String> columns(List<Map<String, Object>> lines, List<String> order) {
        var groups = new LinkedHashMap<String, Set<String>>();
        HEADS.forEach(head -> groups.put(head, new LinkedHashSet<>()));
        order.forEach(group -> groups.put(group, new LinkedHashSet<>()));
        for (Map<String, Object> line : lines) {
            for (String key : line.keySet()) {
                groups.computeIfAbsent(key.split("\\.", 2)[0], group -> new LinkedHashSet<>())
                        .add(key);
            }
        }
        var columns = new LinkedHashSet<String>();
        groups.values().forEach(columns::addAll);
        return columns;
    }
}
