package archsim.cli.table;

import archsim.base.RootLocale;
import archsim.base.json.EnumNames;
import archsim.base.table.ResultTable;
import archsim.workloads.LayerShape;
import archsim.workloads.Quantisation;
import archsim.workloads.imports.ModelImport;
import archsim.workloads.model.CompressedLayer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The layers of a model just imported. */
public final class ImportTable {

    private ImportTable() {}

    public static ResultTable of(ModelImport made) {
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
                .text("regularity")
                .text("type")
                .text("groupSize")
                .number("scales", "scales.count", "%,d")
                .number("scale (b)", "scales.bits", "%d")
                .number("global scales", "globalScales", "%,d")
                .number("zero points", "zeroPoints.count", "%,d")
                .number("zero point (b)", "zeroPoints.bits", "%d")
                .number("file (b)", "fileBits", "%,d");
        List<CompressedLayer> layers = made.model().layers();
        for (int i = 0; i < layers.size(); i++) {
            CompressedLayer layer = layers.get(i);
            LayerShape shape = layer.layer().shape();
            Optional<Quantisation> found = layer.weights().quantisation();
            table.row(
                    layer.layer().name(),
                    shape.k() + "x" + shape.channelsPerGroup() + "x" + shape.r() + "x" + shape.s(),
                    map(shape.n(), shape.c(), shape.h(), shape.w()),
                    map(shape.n(), shape.k(), shape.p(), shape.q()),
                    shape.stride().toString(),
                    shape.padding().toString(),
                    shape.dilation().toString(),
                    shape.groups(),
                    shape.macs(),
                    layer.weights().size(),
                    layer.manifest().keptWeights(),
                    layer.weights().bits(),
                    EnumNames.of(made.regularities().get(i)),
                    found.map(Quantisation::type),
                    found.map(ImportTable::groupSize),
                    found.map(quantised -> quantised.scales().count()),
                    found.map(quantised -> quantised.scales().bits()),
                    found.map(quantised -> quantised.globalScales().count()),
                    found.map(quantised -> quantised.zeroPoints().count()),
                    found.map(quantised -> quantised.zeroPoints().bits()),
                    found.map(Quantisation::fileBits));
        }
        return table.build();
    }

    /** Inputs, or rows and columns of a block, that share a scale. */
    private static String groupSize(Quantisation quantised) {
        return quantised.groupSize().stream().map(String::valueOf).collect(Collectors.joining("x"));
    }

    /** Channels, height and width, and before them the images of a batch. */
    private static String map(int images, int channels, int height, int width) {
        String map = channels + "x" + height + "x" + width;
        return images == 1 ? map : images + "x" + map;
    }
}
