package archsim.cli;

import archsim.base.RootLocale;
import archsim.base.json.EnumNames;
import archsim.base.json.StrictJson;
import archsim.base.table.ResultTable;
import archsim.workloads.model.LayerManifest;
import archsim.workloads.model.ModelManifest;
import java.util.Locale;
import java.util.OptionalDouble;

/** What a model's manifest says, as a table of its layers. */
final class ManifestTable {

    private ManifestTable() {}

    static String render(ModelManifest manifest, Format format) {
        return format == Format.JSON ? StrictJson.write(manifest) : format.render(table(manifest));
    }

    private static ResultTable table(ModelManifest manifest) {
        ResultTable.Builder table = ResultTable.titled(RootLocale.format(
                        "%s, %s, trained on %s: accuracy %s, %s before compression",
                        manifest.network(),
                        EnumNames.of(manifest.scheme()),
                        manifest.dataset(),
                        percent(manifest.accuracyAfter()),
                        percent(manifest.accuracyBefore())))
                .text("layer")
                .number("weights", "%,d")
                .number("keptWeights", "%,d")
                .number("rate", "%.1f")
                .number("bits", "%d");
        long weights = 0;
        long kept = 0;
        for (LayerManifest layer : manifest.layers()) {
            table.row(
                    layer.name(),
                    layer.weights(),
                    layer.keptWeights(),
                    rate(layer.weights(), layer.keptWeights()),
                    layer.bits());
            weights += layer.weights();
            kept += layer.keptWeights();
        }
        return table.row("total", weights, kept, rate(weights, kept), "").build();
    }

    private static Object rate(long weights, long kept) {
        return kept == 0 ? "all pruned" : (Object) ((double) weights / kept);
    }

    private static String percent(OptionalDouble accuracy) {
        return accuracy.isPresent() ? String.format(Locale.ROOT, "%.2f %%", 100 * accuracy.getAsDouble()) : "unknown";
    }
}
