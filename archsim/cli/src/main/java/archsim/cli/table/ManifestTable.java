package archsim.cli.table;

import archsim.base.RootLocale;
import archsim.base.json.EnumNames;
import archsim.base.json.StrictJson;
import archsim.base.table.ResultTable;
import archsim.cli.option.Format;
import archsim.workloads.model.LayerManifest;
import archsim.workloads.model.ModelManifest;
import java.util.Locale;
import java.util.OptionalDouble;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/** What a model's manifest says, as a table of its layers. */
public final class ManifestTable {

    private static final double CONFIDENCE = 0.95;

    private ManifestTable() {}

    public static String render(ModelManifest manifest, Format format) {
        return format == Format.JSON ? StrictJson.write(manifest) : format.render(table(manifest));
    }

    private static ResultTable table(ModelManifest manifest) {
        ResultTable.Builder table = ResultTable.titled(RootLocale.format(
                        "%s, %s, trained on %s: accuracy %s, %s before compression",
                        manifest.network(),
                        EnumNames.of(manifest.scheme()),
                        manifest.dataset(),
                        percent(manifest.accuracyAfter()) + interval(manifest),
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

    /** Where the accuracy lies with a confidence of 95 %, if it is known of how many images it is. */
    private static String interval(ModelManifest manifest) {
        String images = manifest.hyperParameters().getOrDefault(ModelManifest.TEST_IMAGES, "");
        if (!images.matches("[1-9]\\d{0,8}") || manifest.accuracyAfter().isEmpty()) {
            return "";
        }
        int all = Integer.parseInt(images);
        int right = (int) Math.round(all * manifest.accuracyAfter().getAsDouble());
        ConfidenceInterval interval = new WilsonScoreInterval().createInterval(all, right, CONFIDENCE);
        return String.format(
                Locale.ROOT,
                " (95 %%: %.2f to %.2f %%)",
                100 * interval.getLowerBound(),
                100 * interval.getUpperBound());
    }
}
