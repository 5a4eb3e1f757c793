package archsim.cli;

import archsim.base.RootLocale;
import archsim.base.json.EnumNames;
import archsim.base.table.ResultTable;
import archsim.workloads.LayerShape;
import archsim.workloads.imports.ModelImport;
import archsim.workloads.model.CompressedLayer;
import java.util.List;
import java.util.stream.Collectors;

/** The layers of a model just imported. */
final class ImportTable {

    private ImportTable() {}

    static ResultTable of(ModelImport made) {
        ResultTable.Builder table = ResultTable.titled(RootLocale.format(
                        "%s, %s",
                        made.model().manifest().network(),
                        EnumNames.of(made.model().manifest().scheme())))
                .text("layer")
                .text("filters")
                .text("input")
                .text("output")
                .text("stride")
                .text("padding")
                .text("dilation")
                .number("groups", "%d")
                .number("macs", "%,d")
                .number("weights", "%,d")
                .number("keptWeights", "%,d")
                .number("bits", "%d")
                .text("regularity");
        List<CompressedLayer> layers = made.model().layers();
        for (int i = 0; i < layers.size(); i++) {
            CompressedLayer layer = layers.get(i);
            LayerShape shape = layer.layer().shape();
            table.row(
                    layer.layer().name(),
                    RootLocale.format("%dx%dx%dx%d", shape.k(), shape.channelsPerGroup(), shape.r(), shape.s()),
                    map(shape.n(), shape.c(), shape.h(), shape.w()),
                    map(shape.n(), shape.k(), shape.p(), shape.q()),
                    both(shape.rows().stride(), shape.columns().stride()),
                    padding(shape),
                    both(shape.rows().dilation(), shape.columns().dilation()),
                    shape.groups(),
                    shape.macs(),
                    layer.weights().size(),
                    layer.manifest().keptWeights(),
                    layer.weights().bits(),
                    EnumNames.of(made.regularities().get(i)));
        }
        return table.build();
    }

    /** One number, or that of the rows and that of the columns. */
    private static String both(int down, int across) {
        return down == across ? String.valueOf(down) : down + "x" + across;
    }

    /** On all sides, or at top, left, bottom and right. */
    private static String padding(LayerShape shape) {
        List<Integer> sides = List.of(
                shape.rows().paddingBefore(),
                shape.columns().paddingBefore(),
                shape.rows().paddingAfter(),
                shape.columns().paddingAfter());
        return sides.stream().distinct().count() == 1
                ? String.valueOf(sides.get(0))
                : sides.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** Channels, height and width, and before them the images of a batch. */
    private static String map(int images, int channels, int height, int width) {
        String map = RootLocale.format("%dx%dx%d", channels, height, width);
        return images == 1 ? map : images + "x" + map;
    }
}
