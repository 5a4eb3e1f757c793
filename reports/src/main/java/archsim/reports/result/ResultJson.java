package archsim.reports.result;

import archsim.base.Provenance;
import archsim.base.json.StrictJson;
import archsim.engine.run.result.LayerResult;
import archsim.engine.run.result.Operands;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A result as {@code result.json}: the same result always gives the same bytes.
 *
 * <p>Keys are those of the records in {@code archsim.engine.run}, in fixed order. Absent from a machine is absent from
 * the file (a component, a buffer), except that causes and data types are always all there.
 */
public final class ResultJson {

    /** Version of the layout; a change that could break a reader raises it. */
    public static final int SCHEMA_VERSION = 1;

    private ResultJson() {}

    /**
     * The document, indented, ending with a line feed.
     *
     * @throws IllegalArgumentException if a time or an energy is not finite
     */
    public static String of(SimulationResult result) {
        var document = new LinkedHashMap<String, Object>();
        document.put("schemaVersion", SCHEMA_VERSION);
        document.put("provenance", provenance(result.provenance()));
        document.put("config", result.config());
        document.put("areaMm2", result.areaMm2());
        document.put(
                "runs",
                result.runs().stream().map(run -> run(run, result.areaMm2())).toList());
        document.put(
                "comparisons",
                result.comparisons().stream().map(ComparisonJson::of).toList());
        result.monteCarlo().ifPresent(energies -> document.put("monteCarlo", MonteCarloReport.json(energies)));
        return StrictJson.write(document);
    }

    /** What a document was made from and by. */
    public static Map<String, Object> provenance(Provenance provenance) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("archsimVersion", provenance.archsimVersion());
        tree.put("gitCommit", provenance.gitCommit());
        tree.put("configSha256", provenance.configSha256());
        tree.put("modelSha256", provenance.modelSha256());
        tree.put("seed", provenance.seed());
        tree.put("tableSources", provenance.tableSources());
        return tree;
    }

    private static Map<String, Object> run(RunResult run, Map<String, Double> areaMm2) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("workload", run.workload());
        tree.put("accelerator", run.accelerator());
        run.accuracy().ifPresent(accuracy -> tree.put("accuracy", accuracy));
        var totals = new LinkedHashMap<String, Object>();
        totals.putAll(MetricsJson.of(run.totals()));
        totals.putAll(run.rates().byName());
        if (!areaMm2.isEmpty()) {
            totals.put(
                    "areaMm2",
                    areaMm2.values().stream().mapToDouble(Double::doubleValue).sum());
        }
        totals.put("inputs", run.inputs().jsonName());
        run.overlapped().ifPresent(gain -> totals.put("overlap", gain));
        run.language().ifPresent(facts -> totals.put("tokens", facts.tokens()));
        tree.put("totals", totals);
        run.language().ifPresent(facts -> {
            var language = new LinkedHashMap<String, Object>();
            language.put("facts", facts);
            language.put("rates", run.tokenRates().orElseThrow().byName());
            tree.put("language", language);
        });
        tree.put("layers", run.layers().stream().map(ResultJson::layer).toList());
        return tree;
    }

    private static Map<String, Object> layer(LayerResult layer) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("name", layer.name());
        tree.put("mode", layer.mode());
        tree.put("convolution", layer.convolution());
        Operands operands = layer.operands();
        tree.put("batch", operands.batch());
        tree.put("weightBits", operands.weightBits());
        tree.put("rounded", operands.rounded());
        tree.put("inputs", operands.inputs().jsonName());
        tree.put("inputDensity", operands.inputDensity());
        tree.put("zeroInputs", operands.zeroInputs().jsonName());
        tree.putAll(MetricsJson.of(layer.metrics()));
        tree.put("storageFormat", layer.storageFormat());
        tree.put("actions", layer.actions());
        layer.repeat().ifPresent(repeat -> tree.put("repeat", repeat));
        layer.overlapped().ifPresent(gain -> tree.put("overlap", gain));
        return tree;
    }
}
