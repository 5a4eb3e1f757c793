package archsim.reports.result;

import archsim.engine.run.result.Alpha;
import archsim.engine.run.result.Comparison;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A comparison as {@code result.json} holds it.
 *
 * <p>A ratio whose divisor is nothing (a workload without a single effectual product, say) has no value. It is written
 * as {@code null}, and the key {@code undefined}, absent otherwise, lists the names of all such ratios.
 */
public final class ComparisonJson {

    private final Map<String, Object> undefined = new LinkedHashMap<>();

    private ComparisonJson() {}

    /** {@code comparison} as an ordered tree of maps and numbers. */
    public static Map<String, Object> of(Comparison comparison) {
        return new ComparisonJson().tree(comparison);
    }

    private Map<String, Object> tree(Comparison comparison) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("baseline", comparison.baseline());
        tree.put("workload", comparison.workload());
        tree.put("alpha", byAlpha("alpha", comparison.alpha()));
        put(tree, "beta", "beta", comparison.beta());
        tree.put("ppr", byAlpha("ppr", comparison.ppr()));
        put(tree, "energyRatio", "energyRatio", comparison.energyRatio());
        if (Double.isNaN(comparison.energyRatio())) {
            undefined.put("energyRatio", "an energy is partial");
        }
        put(tree, "storageRatio", "storageRatio", comparison.storageRatio());
        var factors = new LinkedHashMap<String, Object>();
        comparison.lossFactors().forEach((cause, factor) -> put(factors, cause, "lossFactors." + cause, factor));
        tree.put("lossFactors", factors);
        if (!comparison.sameNetwork()) {
            undefined.replaceAll((path, why) -> path.startsWith("ppr.") || path.startsWith("lossFactors.")
                    ? "another network than the baseline's: nothing was pruned"
                    : why);
        }
        if (!undefined.isEmpty()) {
            tree.put("undefined", undefined);
        }
        return tree;
    }

    private Map<String, Object> byAlpha(String name, Alpha alpha) {
        var tree = new LinkedHashMap<String, Object>();
        put(tree, "params", name + ".params", alpha.params());
        put(tree, "macsWeights", name + ".macsWeights", alpha.macsWeights());
        put(tree, "macsWeightsActivations", name + ".macsWeightsActivations", alpha.macsWeightsActivations());
        return tree;
    }

    private void put(Map<String, Object> tree, String key, String path, double ratio) {
        if (Double.isFinite(ratio)) {
            tree.put(key, ratio);
            return;
        }
        tree.put(key, JsonValue.NULL);
        undefined.put(path, Double.isNaN(ratio) ? "nothing over nothing" : "something over nothing");
    }
}
