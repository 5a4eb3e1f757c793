package archsim.engine.machines.dcnn;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.UniformLayer;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.LiteralLayer;
import archsim.engine.machines.RandomLayers;
import archsim.engine.pe.Cause;
import archsim.engine.pe.SlotStack;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Transfer;
import archsim.workloads.Axis;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DcnnTest {

    private static final Accelerator DCNN = AcceleratorLibrary.find("dcnn");
    private static final Accelerator DCNN_OPT = AcceleratorLibrary.find("dcnn-opt");

    static Stream<LayerWorkload> layers() {
        return RandomLayers.of(120, 71);
    }

    private static LayerPlan plan(Accelerator machine, LayerShape shape, int everyNthInput) {
        var layer = new LayerWorkload(
                new Layer("layer", shape),
                Mask.full(Math.toIntExact(shape.weights())),
                Mask.of(Math.toIntExact(shape.inputs()), i -> i % everyNthInput == 0),
                16,
                Scheme.DENSE);
        return machine.dataflow().plan(layer, machine.machine());
    }

    /** 2 x 2 outputs a PE, 384 filters, 9 offsets, 256 / 16 channel vectors; 7 x 7 of 8 x 8 PEs have an output. */
    @Test
    void alexNetConv3TakesADotProductForEachOutputOffsetAndVectorOfChannels() {
        LayerPlan plan = plan(DCNN, UniformLayer.shape(1, 256, 384, 13, 13, 3, 3, 1, 1, 1), 1);
        assertThat(plan.computeCycles()).isEqualTo(4 * 384 * 9 * 16);
        assertThat(plan.computeSlots().fragmentation()).isZero();
        assertThat(plan.computeSlots().useful()).isEqualTo(169L * 384 * 2304);
    }

    /**
     * Stride 4 cuts 3 channels into 48 maps. Of 3 x 3 offsets 4 have all 48 channels (3 vectors), 4 have 36 (3 vectors)
     * and one 27 (2): 26 dot products an output, of which a PE has 7 x 7.
     */
    @Test
    void offsetsWithinAStrideCountAsChannels() {
        LayerPlan plan = plan(DCNN, UniformLayer.shape(1, 3, 96, 227, 227, 11, 11, 4, 0, 1), 1);
        assertThat(plan.computeCycles()).isEqualTo(49 * 96 * 26);
    }

    /** 100 filters on 64 PEs are 2 each, 40 inputs 3 vectors. */
    @Test
    void filtersOfAFullyConnectedLayerAreDealtToThePes() {
        LayerPlan plan = plan(DCNN, LayerShape.fullyConnected(1, 40, 100), 1);
        assertThat(plan.computeCycles()).isEqualTo(2 * 3);
    }

    /** Every second input of 16 is there: half of the products are made, in the same cycles. */
    @Test
    void theOptimisedMachineGatesZerosButTakesTheSameTime() {
        LayerShape shape = UniformLayer.shape(1, 16, 4, 8, 8, 1, 1, 1, 0, 1);
        LayerPlan plain = plan(DCNN, shape, 2);
        LayerPlan gated = plan(DCNN_OPT, shape, 2);
        assertThat(gated.computeCycles()).isEqualTo(plain.computeCycles());
        assertThat(gated.computeSlots()).isEqualTo(plain.computeSlots());
        assertThat(multiplied(plain)).isEqualTo(16 * 4 * 64);
        assertThat(multiplied(gated)).isEqualTo(16 * 4 * 32);
    }

    private static long multiplied(LayerPlan plan) {
        Map<Action, Long> counts = new HashMap<>();
        plan.onChip().forEach((key, count) -> counts.put(key.action(), count));
        return counts.get(Action.Multiply.of(16));
    }

    /**
     * 1 MiB of inputs are 8192 of 16 bits a PE. 256 x 256 x 16 are 16 384: two passes over raw inputs; DCNN-opt brings
     * every fourth one, as 20 bits.
     */
    @Test
    void inputsThatDoNotFitComeRawOrCompressed() {
        LayerShape shape = UniformLayer.shape(1, 16, 2, 256, 256, 1, 1, 1, 0, 1);
        long inputs = 16L * 256 * 256;
        assertThat(bits(plan(DCNN, shape, 4), DataType.INPUTS)).isEqualTo(inputs * 16);
        assertThat(bits(plan(DCNN_OPT, shape, 4), DataType.INPUTS)).isEqualTo(inputs / 4 * 20);
        assertThat(bits(plan(DCNN, shape, 4), DataType.WEIGHTS)).isEqualTo(2 * 32 * 16);
    }

    private static long bits(LayerPlan plan, DataType type) {
        return plan.tiles().stream()
                .flatMap(tile -> tile.loads().stream())
                .filter(load -> load.dataType() == type)
                .mapToLong(Transfer::bits)
                .sum();
    }

    /** Counting dot product by dot product: of each PE, for each of its outputs, filter and offset. */
    @ParameterizedTest
    @MethodSource("layers")
    void cyclesAndSlotsAreThoseOfCountingDotProducts(LayerWorkload layer) {
        var literal = new LiteralLayer(layer);
        LayerShape shape = layer.shape();
        long[] ofPe = new long[64];
        long useful = 0;
        long slots = 0;
        for (int group = 0; group < shape.groups(); group++) {
            for (int filter = 0; filter < literal.filters(group).size(); filter++) {
                for (int n = 0; n < shape.n(); n++) {
                    for (int p = 0; p < shape.p(); p++) {
                        for (int q = 0; q < shape.q(); q++) {
                            int pe = shape.isFullyConnected()
                                    ? filter % 64
                                    : 8 * (p / up(shape.p())) + q / up(shape.q());
                            ofPe[pe] += dotProducts(literal);
                            useful += literal.columns().size();
                            slots += 16L * dotProducts(literal);
                        }
                    }
                }
            }
        }
        long cycles = Arrays.stream(ofPe).max().orElseThrow();
        LayerPlan plan = DCNN.dataflow().plan(layer, DCNN.machine());
        assertThat(plan.computeCycles()).isEqualTo(cycles);
        assertThat(plan.computeSlots())
                .isEqualTo(SlotStack.useful(useful)
                        .lost(Cause.FRAGMENTATION, slots - useful)
                        .lost(Cause.IMBALANCE, 1024 * cycles - slots));
    }

    /** Outputs of a PE along an axis of eight. */
    private static int up(int outputs) {
        return (outputs + 7) / 8;
    }

    /** Vectors of up to 16 of the columns that the stride does not tell apart. */
    private static long dotProducts(LiteralLayer literal) {
        Axis down = literal.shape().rows();
        Axis across = literal.shape().columns();
        Map<String, Integer> channels = new HashMap<>();
        for (LiteralLayer.Column column : literal.columns()) {
            channels.merge(
                    column.r() * down.dilation() / down.stride()
                            + ","
                            + column.s() * across.dilation() / across.stride(),
                    1,
                    Integer::sum);
        }
        return channels.values().stream().mapToLong(count -> (count + 15) / 16).sum();
    }
}
