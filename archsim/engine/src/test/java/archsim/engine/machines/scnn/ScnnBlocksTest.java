package archsim.engine.machines.scnn;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.DataType;
import archsim.engine.UniformLayer;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.counts.ChangedDesign;
import archsim.engine.counts.CountedLayers;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Transfer;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.storage.ScnnBlocks;
import archsim.workloads.storage.StorageBits;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What SCNN and its baseline move, against the storage format of the same name. */
class ScnnBlocksTest {

    private static final int RUN_BITS = 4;
    private static final Accelerator SCNN = AcceleratorLibrary.find("scnn");

    /** Its accumulators take 8 filters of a layer with one sum a PE. */
    private static final Accelerator BLOCKS_OF_EIGHT =
            ChangedDesign.of("scnn", "{'dataflow': {'accumulatorEntries': 8, 'accumulatorBanks': 8}}");

    /** One PE, whose memory is so small that inputs come from DRAM, and whose accumulators hold the sums of all filters. */
    private static final Accelerator ONE_PE = ChangedDesign.of(
            "scnn",
            "{'peArray': {'rows': 1, 'columns': 1}, 'dataflow': {'accumulatorEntries': 4096},"
                    + "'buffers': {'inputs': {'capacityBytes': 1, 'wordBits': 80, 'banks': 1}}}");

    private static final Accelerator DCNN_OPT = ChangedDesign.of(
            "dcnn-opt",
            "{'peArray': {'rows': 1, 'columns': 1},"
                    + "'buffers': {'inputs': {'capacityBytes': 1, 'wordBits': 128, 'banks': 1}}}");

    static Stream<LayerWorkload> layersOfOneBlockAChannel() {
        return CountedLayers.of(250, 1429)
                .filter(layer -> layer.shape().n() == 1
                        && layer.shape().groups() == 1
                        && !layer.scheme().isStructured()
                        && !layer.shape().isFullyConnected());
    }

    /**
     * A block has its weights by stride class, kernel offset and filter. Laid out in that order as filters of 1 x 1, the
     * format stores as many bits.
     */
    @ParameterizedTest
    @MethodSource("layersOfOneBlockAChannel")
    void aBlockTakesTheBitsOfTheFormat(LayerWorkload layer) {
        LayerShape shape = layer.shape();
        List<Integer> offsets = offsetsByClass(shape);
        int entries = shape.k() * offsets.size();
        int kernel = shape.r() * shape.s();
        var mask = Mask.of(entries * shape.c(), i -> {
            int entry = i / shape.c();
            int filter = entry % shape.k();
            return layer.weights().get((filter * shape.c() + i % shape.c()) * kernel + offsets.get(entry / shape.k()));
        });
        var flat = UniformLayer.shape(1, shape.c(), entries, 2, 2, 1, 1, 1, 0, 1);
        StorageBits stored = new ScnnBlocks(entries).size(mask, flat, layer.weightBits());
        LayerPlan plan = SCNN.dataflow().plan(layer, SCNN.machine());
        assertThat(moved(plan, DataType.WEIGHTS) + moved(plan, DataType.INDICES))
                .isEqualTo(stored.total());
    }

    private static List<Integer> offsetsByClass(LayerShape shape) {
        var offsets = new ArrayList<Integer>();
        for (int strideClass = 0;
                strideClass < shape.rows().stride() * shape.columns().stride();
                strideClass++) {
            int ofClass = strideClass;
            IntStream.range(0, shape.r() * shape.s())
                    .filter(i -> i
                                            / shape.s()
                                            * shape.rows().dilation()
                                            % shape.rows().stride()
                                            * shape.columns().stride()
                                    + i
                                            % shape.s()
                                            * shape.columns().dilation()
                                            % shape.columns().stride()
                            == ofClass)
                    .forEach(offsets::add);
        }
        return offsets;
    }

    static Stream<LayerWorkload> pointwiseLayers() {
        var random = new SplittableRandom(1433);
        return IntStream.range(0, 60).mapToObj(i -> pointwise(random));
    }

    private static LayerWorkload pointwise(SplittableRandom random) {
        var shape = UniformLayer.shape(1, 1 + random.nextInt(40), 8 * (1 + random.nextInt(9)), 5, 7, 1, 1, 1, 0, 1);
        double density = random.nextDouble();
        return new LayerWorkload(
                new Layer("layer", shape),
                Mask.of(Math.toIntExact(shape.weights()), i -> random.nextDouble() < density),
                Mask.of(Math.toIntExact(shape.inputs()), i -> random.nextDouble() < density),
                1 + random.nextInt(16),
                Scheme.NON_STRUCTURED);
    }

    @ParameterizedTest
    @MethodSource("pointwiseLayers")
    void blocksOfEightFiltersTakeTheBitsOfTheFormat(LayerWorkload layer) {
        StorageBits stored = new ScnnBlocks(8).size(layer.weights(), layer.shape(), layer.weightBits());
        LayerPlan plan = BLOCKS_OF_EIGHT.dataflow().plan(layer, BLOCKS_OF_EIGHT.machine());
        long entries = (stored.weights() + stored.indices() + stored.fillers()) / (layer.weightBits() + RUN_BITS);
        assertThat(moved(plan, DataType.WEIGHTS)).isEqualTo(entries * layer.weightBits());
        assertThat(moved(plan, DataType.INDICES)).isEqualTo(entries * RUN_BITS + stored.pointers());
    }

    /** A channel of inputs is a block of as many filters of 1 x 1 as the map has positions, whose count is not moved. */
    @ParameterizedTest
    @MethodSource("pointwiseLayers")
    void inputsTakeTheBitsOfTheFormat(LayerWorkload layer) {
        LayerShape shape = layer.shape();
        int map = shape.h() * shape.w();
        var mask = Mask.of(layer.inputs().size(), i -> layer.inputs().get(i % shape.c() * map + i / shape.c()));
        StorageBits stored =
                new ScnnBlocks(map).size(mask, UniformLayer.shape(1, shape.c(), map, 2, 2, 1, 1, 1, 0, 1), 16);
        LayerPlan plan = ONE_PE.dataflow().plan(layer, ONE_PE.machine());
        assertThat(moved(plan, DataType.INPUTS)).isEqualTo(stored.total() - stored.pointers());
    }

    /** DCNN-opt's inputs are one block. */
    @ParameterizedTest
    @MethodSource("pointwiseLayers")
    void inputsOfTheBaselineTakeTheBitsOfTheFormat(LayerWorkload layer) {
        int inputs = layer.inputs().size();
        var flat = UniformLayer.shape(1, 1, inputs, 2, 2, 1, 1, 1, 0, 1);
        StorageBits stored = new ScnnBlocks(inputs).size(layer.inputs(), flat, 16);
        LayerPlan plan = DCNN_OPT.dataflow().plan(layer, DCNN_OPT.machine());
        assertThat(moved(plan, DataType.INPUTS)).isEqualTo(stored.total() - stored.pointers());
    }

    private static long moved(LayerPlan plan, DataType type) {
        return plan.tiles().stream()
                .flatMap(tile -> tile.loads().stream())
                .filter(load -> load.dataType() == type)
                .mapToLong(Transfer::bits)
                .sum();
    }
}
