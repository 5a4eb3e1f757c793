package archsim.compression.train;

import archsim.compression.network.ArchitectureBuilder;
import archsim.compression.network.LayerSpec;
import archsim.compression.network.NetworkModel;
import archsim.compression.network.TensorShape;
import archsim.compression.train.data.Samples;
import archsim.workloads.LayerShape;
import java.util.List;
import java.util.SplittableRandom;

/** Small networks that hold every kind of node, on images of 2 x 7 x 7 and three classes. */
enum Graphs {
    STRIDED(images("strided")
            .layer(convolution("a", 2, 4, 7, 3, 2, 1, 1))
            .relu()
            .layer(convolution("b", 4, 3, 4, 3, 1, 1, 1))
            .maxPool(3, 2, 1)
            .relu6()
            .connected("out", 3)),
    GROUPED(images("grouped")
            .convolution("a", 8, 1)
            .relu()
            .layer(convolution("b", 8, 8, 7, 3, 1, 1, 2))
            .averagePool(3, 2, 0)
            .connected("out", 3)),
    PADDED(images("padded").convolution("a", 4, 1).averagePool(3, 2, 1).relu().connected("out", 3)),
    DEPTHWISE(images("depthwise")
            .layer(unbiased("a", 2, 4, 7, 1, 1, 0, 1))
            .norm()
            .relu6()
            .layer(unbiased("b", 4, 4, 7, 3, 2, 1, 4))
            .norm()
            .relu6()
            .layer(unbiased("c", 4, 3, 4, 1, 1, 0, 1))
            .norm()
            .averagePool(4, 4, 0)
            .connected("out", 3)),
    RESIDUAL(residual()),
    SHORTCUT(shortcut()),
    CONCATENATED(concatenated()),
    EXCITED(excited()),
    TRANSPOSED(transposed()),
    WIDE(images("wide")
            .convolution("a", 16, 1)
            .relu()
            .layer(convolution("b", 16, 16, 7, 3, 1, 1, 1))
            .averagePool(7, 7, 0)
            .connected("out", 3)),
    DROPPED(images("dropped").convolution("a", 3, 3).relu().dropout(0.4).connected("out", 3));

    @SuppressWarnings("ImmutableEnumChecker") // an architecture never changes
    private final NetworkModel architecture;

    Graphs(ArchitectureBuilder builder) {
        this.architecture = builder.build();
    }

    NetworkModel architecture() {
        return architecture;
    }

    /** A block that halves the map and doubles the channels beside a shortcut without parameters. */
    private static ArchitectureBuilder shortcut() {
        ArchitectureBuilder graph = images("shortcut").convolution("a", 4, 1).relu();
        int start = graph.here();
        graph.layer(convolution("b", 4, 8, 7, 3, 2, 1, 1));
        int end = graph.here();
        int beside = graph.from(start).shortcut(new TensorShape(8, 4, 4)).here();
        return graph.from(end).add(beside).relu().averagePool(4, 4, 0).connected("out", 3);
    }

    /** Two layers side by side and what they read, behind one another. */
    private static ArchitectureBuilder concatenated() {
        ArchitectureBuilder graph =
                images("concatenated").convolution("a", 4, 1).relu();
        int start = graph.here();
        int one = graph.layer(convolution("b", 4, 3, 7, 1, 1, 0, 1)).relu().here();
        int other = graph.from(start)
                .layer(convolution("c", 4, 5, 7, 3, 1, 1, 1))
                .relu()
                .here();
        return graph.concatenate(List.of(one, start, other))
                .layer(convolution("d", 12, 4, 7, 3, 2, 1, 1))
                .relu()
                .averagePool(4, 4, 0)
                .connected("out", 3);
    }

    /** A map times what its own means excite. */
    private static ArchitectureBuilder excited() {
        ArchitectureBuilder graph = images("excited").convolution("a", 6, 3).relu();
        int map = graph.here();
        int gate = graph.averagePool(5, 5, 0)
                .convolution("squeeze", 3, 1)
                .relu()
                .convolution("excite", 6, 1)
                .here();
        return graph.from(map)
                .scale(gate)
                .convolution("b", 4, 1)
                .relu()
                .averagePool(5, 5, 0)
                .connected("out", 3);
    }

    /** A map that is halved and doubled again beside one that was not. */
    private static ArchitectureBuilder transposed() {
        ArchitectureBuilder graph = images("transposed").convolution("a", 4, 2).relu();
        int wide = graph.here();
        int up = graph.maxPool(2, 2)
                .convolution("b", 5, 1)
                .relu()
                .convolution("up", 12, 1)
                .depthToSpace(2)
                .relu()
                .here();
        return graph.concatenate(List.of(up, wide))
                .layer(convolution("c", 7, 4, 6, 3, 1, 1, 1))
                .relu()
                .averagePool(6, 6, 0)
                .connected("out", 3);
    }

    private static ArchitectureBuilder images(String name) {
        return new ArchitectureBuilder(name, 2, 7, 7);
    }

    static LayerSpec convolution(
            String name, int channels, int filters, int side, int kernel, int stride, int padding, int groups) {
        return new LayerSpec(name, shape(channels, filters, side, kernel, stride, padding, groups), true);
    }

    /** Normalisation would take a bias back. */
    static LayerSpec unbiased(
            String name, int channels, int filters, int side, int kernel, int stride, int padding, int groups) {
        return new LayerSpec(name, shape(channels, filters, side, kernel, stride, padding, groups), false);
    }

    private static LayerShape shape(
            int channels, int filters, int side, int kernel, int stride, int padding, int groups) {
        return LayerShape.convolution(channels, filters)
                .map(side, side)
                .kernel(kernel, kernel)
                .stride(stride)
                .padding(padding)
                .groups(groups)
                .build();
    }

    /** An identity block, then one whose shortcut is a convolution of stride 2. */
    private static ArchitectureBuilder residual() {
        var builder = images("residual")
                .layer(unbiased("stem", 2, 4, 7, 1, 1, 0, 1))
                .norm()
                .relu();
        int block1 = builder.here();
        builder.layer(unbiased("a", 4, 4, 7, 3, 1, 1, 1)).norm().add(block1).relu();
        int block2 = builder.here();
        builder.layer(unbiased("shortcut", 4, 5, 7, 1, 2, 0, 1)).norm();
        int shortcut = builder.here();
        builder.from(block2)
                .layer(unbiased("b", 4, 5, 7, 3, 2, 1, 1))
                .norm()
                .relu()
                .layer(unbiased("c", 5, 5, 4, 3, 1, 1, 1))
                .norm();
        return builder.add(shortcut).relu().averagePool(4, 4, 0).connected("out", 3);
    }

    /** Weights, biases, scales and shifts at random, running means near 0, running variances near 1. */
    float[] parameters(long seed) {
        var random = new SplittableRandom(seed);
        float[] parameters = architecture.initial(seed);
        for (int place = 0; place < architecture.nodes().size(); place++) {
            var node = architecture.nodes().get(place);
            boolean layer = node instanceof archsim.compression.network.Node.Linear;
            for (int i = 0; i < node.parameters(); i++) {
                double draw = random.nextDouble() - 0.5;
                parameters[architecture.offset(place) + i] += (float) (layer ? 0.2 * draw : 0.6 * draw);
            }
        }
        return parameters;
    }

    /** Random images with labels 0 to 2. */
    static Samples samples(int count, long seed) {
        var random = new SplittableRandom(seed);
        var extent = new TensorShape(2, 7, 7);
        byte[] pixels = new byte[count * extent.size()];
        byte[] labels = new byte[count];
        random.nextBytes(pixels);
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) random.nextInt(3);
        }
        return Samples.of(pixels, labels, extent);
    }
}
