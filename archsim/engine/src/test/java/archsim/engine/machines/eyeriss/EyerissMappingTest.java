package archsim.engine.machines.eyeriss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.engine.UniformLayer;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.RandomLayers;
import archsim.engine.pe.Machine;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.plan.MappingGoal;
import archsim.engine.plan.MemoryRate;
import archsim.engine.plan.Objective;
import archsim.engine.sram.Buffers;
import archsim.engine.sram.SramBuffer;
import archsim.engine.tiling.KeptLayer;
import archsim.engine.tiling.PipelineTime;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EyerissMappingTest {

    private static final Accelerator DESIGN = AcceleratorLibrary.find("eyeriss");
    private static final Eyeriss EYERISS = (Eyeriss) DESIGN.dataflow();

    private static LayerWorkload dense(LayerShape shape) {
        return new LayerWorkload(
                new Layer("layer", shape),
                Mask.full(Math.toIntExact(shape.weights())),
                Mask.full(Math.toIntExact(shape.inputs())),
                16,
                Scheme.DENSE);
    }

    private static RowStationaryMapping mapping(LayerShape shape) {
        return EYERISS.mapping(dense(shape), DESIGN.machine());
    }

    /** AlexNet on four images: R e r t, as published. */
    static Stream<Arguments> alexNet() {
        return Stream.of(
                Arguments.of(UniformLayer.shape(4, 3, 96, 227, 227, 11, 11, 4, 0, 1), 11 * 7 * 2),
                Arguments.of(UniformLayer.shape(4, 96, 256, 27, 27, 5, 5, 1, 2, 2), 5 * 27),
                Arguments.of(UniformLayer.shape(4, 256, 384, 13, 13, 3, 3, 1, 1, 1), 3 * 13 * 4),
                Arguments.of(UniformLayer.shape(4, 384, 384, 13, 13, 3, 3, 1, 1, 2), 3 * 13 * 4),
                Arguments.of(UniformLayer.shape(4, 384, 256, 13, 13, 3, 3, 1, 1, 2), 3 * 13 * 4));
    }

    @ParameterizedTest
    @MethodSource("alexNet")
    void asManyPesWorkAsOnTheChip(LayerShape shape, int pes) {
        assertThat(mapping(shape).activePes(shape.r())).isEqualTo(pes);
    }

    /** As published: 96 filters of a strip of 7 rows take 73,920 B and 35 rows of 227 inputs 15,890 B: 19 + 4 banks. */
    @Test
    void conv1OfAlexNetIsMappedAsOnTheChip() {
        assertThat(mapping(UniformLayer.shape(4, 3, 96, 227, 227, 11, 11, 4, 0, 1)))
                .isEqualTo(new RowStationaryMapping(96, 1, 7, 16, 1, 1, 2));
    }

    /** As published: 4 images of 64 maps of 13 x 13 sums take 86,528 B and of 4 channels 7,200 B: 22 + 2 banks. */
    @Test
    void conv3OfAlexNetIsMappedAsOnTheChip() {
        assertThat(mapping(UniformLayer.shape(4, 256, 384, 13, 13, 3, 3, 1, 1, 1)))
                .isEqualTo(new RowStationaryMapping(64, 4, 13, 16, 4, 1, 4));
    }

    static Stream<LayerWorkload> layers() {
        Stream<LayerWorkload> large = Stream.of(
                        UniformLayer.shape(4, 3, 96, 227, 227, 11, 11, 4, 0, 1),
                        UniformLayer.shape(4, 256, 384, 13, 13, 3, 3, 1, 1, 1),
                        UniformLayer.shape(1, 64, 64, 224, 224, 3, 3, 1, 1, 1),
                        UniformLayer.shape(3, 40, 50, 56, 56, 1, 1, 1, 0, 1),
                        LayerShape.fullyConnected(8, 4096, 1000))
                .map(EyerissMappingTest::dense);
        return Stream.concat(
                RandomLayers.of(150, 71).filter(layer -> DESIGN.dataflow().runs(layer.layer())), large);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void everyMappingFitsTheChip(LayerWorkload layer) {
        RowStationaryMapping mapping = EYERISS.mapping(layer, DESIGN.machine());
        LayerShape shape = layer.shape();
        assertThat(mapping.activePes(shape.r())).isBetween(1, 12 * 14);
        assertThat(mapping.q() * shape.s()).isLessThanOrEqualTo(12);
        assertThat(mapping.p() * mapping.q() * shape.s()).isLessThanOrEqualTo(224);
        assertThat(mapping.p()).isLessThanOrEqualTo(24);
        assertThat(mapping.p() * mapping.t() * mapping.q() * mapping.r() * shape.r() * shape.s() * 2)
                .isLessThanOrEqualTo(8192);
        assertThat(banks(mapping, shape)).isLessThanOrEqualTo(25);
    }

    private static int banks(RowStationaryMapping mapping, LayerShape shape) {
        int rows = (mapping.e() - 1) * shape.rows().stride() + shape.r();
        int paddedWidth =
                shape.w() + shape.columns().paddingBefore() + shape.columns().paddingAfter();
        int inputBytes = 2 * mapping.n() * mapping.q() * mapping.r() * rows * paddedWidth;
        int psumBytes = 2 * mapping.n() * mapping.m() * mapping.e() * shape.q();
        return (inputBytes + 4095) / 4096 + (psumBytes + 4095) / 4096;
    }

    static Stream<LayerWorkload> smallLayers() {
        return RandomLayers.of(400, 73)
                .filter(layer -> DESIGN.dataflow().runs(layer.layer()))
                .filter(layer -> layer.shape().k() / layer.shape().groups() <= 12
                        && layer.shape().c() / layer.shape().groups() <= 12)
                .limit(40);
    }

    @ParameterizedTest
    @MethodSource("smallLayers")
    void noMappingCostsLessThanTheOneFound(LayerWorkload layer) {
        var loops = RowStationaryLoops.of(new KeptLayer(layer));
        for (Objective objective : Objective.values()) {
            Comparator<RowStationaryCost> order = RowStationaryCost.by(objective);
            MappingGoal goal = PipelineTime.goal(objective, MemoryRate.UNSTATED);
            var found = new RowStationaryCost(
                    RowStationarySearch.best(new KeptLayer(layer), DESIGN.machine(), EYERISS, goal), loops, EYERISS);
            assertThat(all(loops).map(mapping -> new RowStationaryCost(mapping, loops, EYERISS)))
                    .noneMatch(other -> order.compare(other, found) < 0);
        }
    }

    private static Stream<RowStationaryMapping> all(RowStationaryLoops loops) {
        int sets = 12 / loops.filterRows() * 14;
        return range(loops.filters())
                .flatMap(m -> range(loops.images())
                        .flatMap(n -> range(loops.outputRows()).flatMap(e -> range(Math.min(loops.filters(), 24))
                                .flatMap(p -> range(Math.min(loops.channels(), 12))
                                        .flatMap(q -> range(Math.min(sets, loops.channels()))
                                                .flatMap(r -> range(Math.min(sets, loops.filters()))
                                                        .map(t -> new RowStationaryMapping(m, n, e, p, q, r, t))))))))
                .filter(mapping -> isLegal(mapping, loops));
    }

    private static Stream<Integer> range(int to) {
        return IntStream.rangeClosed(1, to).boxed();
    }

    /** Even cuts, sets side by side only of filters above 6 rows, an image's inputs in one bank unless of one channel. */
    private static boolean isLegal(RowStationaryMapping mapping, RowStationaryLoops loops) {
        int bands = 12 / loops.filterRows();
        int sideBySide = mapping.e() > 14 || bands > 1 ? 1 : 14 / mapping.e();
        int sets = bands / ((mapping.e() + 13) / 14) * sideBySide;
        int channels = mapping.passChannels();
        int bytesOfImage = 2 * channels * loops.inputRows(mapping.e()) * loops.inputColumns();
        return mapping.r() * mapping.t() <= sets
                && loops.filters() % mapping.m() == 0
                && loops.images() % mapping.n() == 0
                && loops.channels() % channels == 0
                && mapping.m() % mapping.passFilters() == 0
                && (channels == 1 || bytesOfImage <= 4096)
                && mapping.q() * loops.filterColumns() <= 12
                && mapping.p() * mapping.q() * loops.filterColumns() <= 224
                && mapping.passFilters() * channels * loops.filterRows() * loops.filterColumns() <= 4096
                && banks(mapping, loops.shape()) <= 25;
    }

    private static LayerWorkload vgg(int images, int channels, int filters, int extent) {
        return dense(UniformLayer.shape(images, channels, filters, extent, extent, 3, 3, 1, 1, 1));
    }

    /** Worked out from the active PEs, the times and the buffer traffic that are published for VGG-16 on three images. */
    static Stream<Arguments> vgg16() {
        return Stream.of(
                Arguments.of(vgg(3, 3, 64, 224), new RowStationaryMapping(16, 1, 13, 4, 1, 1, 4)),
                Arguments.of(vgg(3, 64, 64, 224), new RowStationaryMapping(16, 1, 13, 4, 1, 1, 4)),
                Arguments.of(vgg(3, 64, 128, 112), new RowStationaryMapping(32, 1, 13, 8, 1, 1, 4)),
                Arguments.of(vgg(3, 128, 128, 112), new RowStationaryMapping(32, 1, 13, 8, 1, 1, 4)),
                Arguments.of(vgg(3, 128, 256, 56), new RowStationaryMapping(64, 1, 13, 16, 2, 1, 4)),
                Arguments.of(vgg(3, 256, 256, 56), new RowStationaryMapping(64, 1, 13, 16, 2, 1, 4)),
                Arguments.of(vgg(3, 256, 512, 28), new RowStationaryMapping(64, 1, 14, 16, 4, 1, 4)),
                Arguments.of(vgg(3, 512, 512, 28), new RowStationaryMapping(64, 1, 14, 16, 4, 1, 4)),
                Arguments.of(vgg(3, 512, 512, 14), new RowStationaryMapping(64, 3, 14, 16, 4, 2, 2)));
    }

    @ParameterizedTest
    @MethodSource("vgg16")
    void vgg16IsMappedAsOnTheChip(LayerWorkload layer, RowStationaryMapping mapping) {
        assertThat(EYERISS.mapping(layer, DESIGN.machine())).isEqualTo(mapping);
    }

    @Test
    void filtersHigherThanTheArrayAreRefused() {
        assertThatThrownBy(() -> mapping(UniformLayer.shape(1, 1, 1, 20, 20, 13, 3, 1, 0, 1)))
                .isInstanceOf(InfeasibleLayerException.class)
                .hasMessageContaining("filters have 13 rows, a PE set needs as many rows of the array and it has 12");
    }

    @Test
    void filtersWiderThanAScratchpadAreRefused() {
        assertThatThrownBy(() -> mapping(UniformLayer.shape(1, 1, 1, 20, 20, 3, 13, 1, 0, 1)))
                .isInstanceOf(InfeasibleLayerException.class)
                .hasMessageContaining("a row of a filter has 13 weights, the scratchpads of a PE hold 12");
    }

    @Test
    void banksOfUnequalSizeAreRefused() {
        var buffers = DESIGN.machine().buffers();
        var machine = new Machine(
                DESIGN.machine().peArray(),
                1,
                DESIGN.precision(),
                new Buffers(buffers.weights(), new SramBuffer(6144, 64, 3), buffers.outputs()));
        var layer = new KeptLayer(dense(LayerShape.fullyConnected(1, 4, 4)));
        assertThatThrownBy(() -> RowStationarySearch.best(layer, machine, EYERISS, PipelineTime.goal()))
                .isInstanceOf(InfeasibleLayerException.class)
                .hasMessageContaining("those of inputs have 2048 bytes and those of outputs 4096");
    }

    /** One row of 120,000 inputs takes 240,000 bytes. */
    @Test
    void inputsThatDoNotFitTheGlobalBufferAreRefused() {
        assertThatThrownBy(() -> mapping(UniformLayer.shape(1, 1, 1, 1, 120_000, 1, 1, 1, 0, 1)))
                .isInstanceOf(InfeasibleLayerException.class)
                .hasMessageContaining("do not fit the banks of the global buffer");
    }
}
