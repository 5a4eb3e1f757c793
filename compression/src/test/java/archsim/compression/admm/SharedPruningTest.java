package archsim.compression.admm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.compression.config.Admm;
import archsim.compression.config.CompressionConfig;
import archsim.compression.config.CompressionConfigs;
import archsim.compression.config.LayerTarget;
import archsim.compression.config.Method;
import archsim.compression.config.Round;
import archsim.compression.config.Training;
import archsim.compression.network.ArchitectureBuilder;
import archsim.compression.network.Architectures;
import archsim.compression.network.LayerSpec;
import archsim.compression.network.LiveChannels;
import archsim.compression.network.NetworkModel;
import archsim.workloads.LayerShape;
import archsim.workloads.Scheme;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers that share channels take one choice of them. */
class SharedPruningTest {

    private static final int CHANNELS = 6;

    private static final OptionalInt OPEN = OptionalInt.empty();

    /** Layers 0 stem, 1 inner, 2 outer, 3 out: stem and outer write the stream of 6 channels, inner and out read it. */
    private static final NetworkModel RESIDUAL = residual();

    /** Layers 0 expand, 1 depthwise, 2 project, 3 out: 6 channels go through the first three. */
    private static final NetworkModel INVERTED = new ArchitectureBuilder("inverted", 2, 3, 3)
            .layer(convolution("expand", 2, CHANNELS, 1, 1))
            .norm()
            .relu6()
            .layer(convolution("depthwise", CHANNELS, CHANNELS, 3, CHANNELS))
            .norm()
            .relu6()
            .layer(convolution("project", CHANNELS, 3, 1, 1))
            .norm()
            .connected("out", 2)
            .build();

    private static NetworkModel residual() {
        var builder = new ArchitectureBuilder("residual", 2, 3, 3)
                .layer(convolution("stem", 2, CHANNELS, 1, 1))
                .norm()
                .relu();
        int stream = builder.here();
        return builder.layer(convolution("inner", CHANNELS, 3, 3, 1))
                .norm()
                .relu()
                .layer(convolution("outer", 3, CHANNELS, 3, 1))
                .norm()
                .add(stream)
                .relu()
                .connected("out", 2)
                .build();
    }

    private static LayerSpec convolution(String name, int channels, int filters, int kernel, int groups) {
        LayerShape shape = LayerShape.convolution(channels, filters)
                .map(3, 3)
                .kernel(kernel, kernel)
                .padding(kernel / 2)
                .groups(groups)
                .build();
        return new LayerSpec(name, shape, false);
    }

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    private static LayerTarget filters(int count) {
        return new LayerTarget(OPEN, OptionalInt.of(count), OPEN, OPEN, OPEN, OptionalDouble.empty());
    }

    private static LayerTarget channels(int count) {
        return new LayerTarget(OPEN, OPEN, OPEN, OptionalInt.of(count), OPEN, OptionalDouble.empty());
    }

    private static boolean[] support(
            NetworkModel architecture, Scheme scheme, Map<String, LayerTarget> targets, float[] values) {
        var steps = Admm.of(1, 1, 0.01, 2, 0.1, 0.1);
        var round = Round.of(targets, steps, new Training(0, 0, 0));
        return new PrunedSet(round, scheme, Method.PLAIN).support(values, new CompressionState(architecture));
    }

    /** Small integers, so that ties are common. */
    private static float[] values(NetworkModel architecture, long seed) {
        var random = new SplittableRandom(seed);
        float[] values = new float[architecture.parameters()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(-3, 4);
        }
        return values;
    }

    private static double discarded(NetworkModel architecture, float[] values, boolean[] support) {
        double sum = 0;
        for (int layer = 0; layer < architecture.depth(); layer++) {
            for (int i = architecture.weightOffset(layer); i < architecture.biasOffset(layer); i++) {
                sum += support[i] ? 0 : (double) values[i] * values[i];
            }
        }
        return sum;
    }

    /** By brute force: of all sets of so many channels the least that removing the others costs. */
    private static double least(
            NetworkModel architecture, List<Integer> writers, List<Integer> readers, int keep, float[] values) {
        return IntStream.range(0, 1 << CHANNELS)
                .filter(set -> Integer.bitCount(set) == keep)
                .mapToObj(set -> only(architecture, writers, readers, set))
                .mapToDouble(support -> discarded(architecture, values, support))
                .min()
                .orElseThrow();
    }

    private static boolean[] only(
            NetworkModel architecture, List<Integer> writers, List<Integer> readers, int channels) {
        boolean[] support = new boolean[architecture.parameters()];
        Arrays.fill(support, true);
        for (int layer = 0; layer < architecture.depth(); layer++) {
            LayerSpec spec = architecture.layer(layer);
            for (int i = 0; i < spec.weights(); i++) {
                int filter = i / spec.columns();
                int channel = spec.channelOf(filter, i % spec.columns());
                support[architecture.weightOffset(layer) + i] =
                        (!writers.contains(layer) || (channels >> filter & 1) != 0)
                                && (!readers.contains(layer) || (channels >> channel & 1) != 0);
            }
        }
        return support;
    }

    private static int[] filters(NetworkModel architecture, boolean[] support, int layer) {
        return LiveChannels.of(architecture, support).filters(layer);
    }

    /** One writer names the count, the other follows; the choice is the projection of the product space. */
    @ParameterizedTest
    @MethodSource("seeds")
    void theWritersOfASumTakeTheClosestChoiceTogether(long seed) {
        float[] values = values(RESIDUAL, seed);
        boolean[] support = support(RESIDUAL, Scheme.FILTER, Map.of("outer", filters(3)), values);
        assertThat(discarded(RESIDUAL, values, support))
                .isCloseTo(least(RESIDUAL, List.of(0, 2), List.of(1, 3), 3, values), within(1e-9));
        assertThat(filters(RESIDUAL, support, 0)).hasSize(3).isEqualTo(filters(RESIDUAL, support, 2));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theReadersOfASumTakeTheClosestChoiceTogether(long seed) {
        float[] values = values(RESIDUAL, seed);
        boolean[] support = support(RESIDUAL, Scheme.CHANNEL, Map.of("out", channels(2)), values);
        assertThat(discarded(RESIDUAL, values, support))
                .isCloseTo(least(RESIDUAL, List.of(0, 2), List.of(1, 3), 2, values), within(1e-9));
        assertThat(filters(RESIDUAL, support, 0)).hasSize(2).isEqualTo(filters(RESIDUAL, support, 2));
    }

    /** A depthwise filter goes with its channel and counts once, though it is both written and read there. */
    @ParameterizedTest
    @MethodSource("seeds")
    void depthwiseFiltersGoWithTheExpandedOnes(long seed) {
        float[] values = values(INVERTED, seed);
        double least = least(INVERTED, List.of(0, 1), List.of(1, 2), 4, values);
        boolean[] support = support(INVERTED, Scheme.FILTER, Map.of("expand", filters(4)), values);
        assertThat(discarded(INVERTED, values, support)).isCloseTo(least, within(1e-9));
        assertThat(filters(INVERTED, support, 0)).hasSize(4).isEqualTo(filters(INVERTED, support, 1));
        boolean[] byChannel = support(INVERTED, Scheme.CHANNEL, Map.of("project", channels(4)), values);
        assertThat(byChannel).isEqualTo(support);
    }

    /** Both writers name the 3 filters and columns of their own: 2 of 2, and 5 of 27. */
    @Test
    void columnsStayEachLayersOwn() {
        float[] values = RESIDUAL.initial(7);
        var targets = Map.of("stem", LayerTarget.matrix(3, 2), "outer", LayerTarget.matrix(3, 5));
        LiveChannels survivors = LiveChannels.of(RESIDUAL, support(RESIDUAL, Scheme.COLUMN_FILTER, targets, values));
        assertThat(survivors.filters(0)).hasSize(3).isEqualTo(survivors.filters(2));
        assertThat(survivors.kept(0)).isEqualTo(3 * 2);
        assertThat(survivors.kept(2)).isEqualTo(3 * 5);
        assertThat(survivors.kept(1)).isEqualTo(3 * 3 * 9);
        assertThat(survivors.kept(3)).isEqualTo(2 * 3 * 9);
    }

    /** A search divides filters faster where columns are not limited too, so that counts fall apart: the least holds. */
    @Test
    void ofDifferentCountsTheLeastHolds() {
        float[] values = RESIDUAL.initial(7);
        var targets = Map.of("stem", filters(4), "outer", filters(2));
        LiveChannels survivors = LiveChannels.of(RESIDUAL, support(RESIDUAL, Scheme.FILTER, targets, values));
        assertThat(survivors.filters(0)).hasSize(2).isEqualTo(survivors.filters(2));
    }

    /**
     * Half of all filters of ResNet-8, six of its nine named: 8 x 3 x 9 in conv1, 2 (8 x 8 x 9), 16 x 8 x 9 + 16 x 16 x 9 +
     * 16 x 8, 32 x 16 x 9 + 32 x 32 x 9 + 32 x 16 in the blocks and 10 x 32 in fc are 19 608 of 77 360 weights.
     */
    @Test
    void theShippedRoundHalvesWhatResnetsStreamsCarry() {
        CompressionConfig config = CompressionConfigs.find("resnet8-cifar10-filter");
        NetworkModel resnet = Architectures.named(config.network());
        var targets = config.rounds().get(0).layers();
        LiveChannels survivors = LiveChannels.of(resnet, support(resnet, config.scheme(), targets, resnet.initial(1)));
        assertThat(IntStream.range(0, resnet.depth()).map(survivors::kept).sum())
                .isEqualTo(19_608);
    }
}
