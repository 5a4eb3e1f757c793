package archsim.engine.machines;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.Taps;
import archsim.engine.UniformLayer;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.pe.Machine;
import archsim.engine.plan.Dataflow;
import archsim.engine.plan.FunctionalRun;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.LayerValues;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every dataflow computes what a plain convolution computes, with exactly the products that its plan calls useful. */
public class FunctionalTest {

    private static final Map<String, Accelerator> DESIGNS = new HashMap<>();

    static Stream<Arguments> runs() {
        return DesignLayers.of(() -> RandomLayers.of(150, 11));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void everyDesignConvolves(String design, LayerWorkload layer) {
        checkOutputs(design, layer);
    }

    /** One 7 x 7 window of 16 channels is larger than half of DianNao's input buffer. */
    @Test
    void everyDesignConvolvesWithLargeKernels() {
        for (LayerShape shape : List.of(
                UniformLayer.shape(1, 16, 20, 9, 9, 7, 7, 1, 3, 1),
                UniformLayer.shape(1, 24, 6, 11, 11, 11, 11, 1, 0, 2))) {
            var layer = new LayerWorkload(
                    new Layer("large", shape),
                    Mask.full(Math.toIntExact(shape.weights())),
                    Mask.of(Math.toIntExact(shape.inputs()), i -> i % 3 > 0),
                    4,
                    Scheme.DENSE);
            AcceleratorLibrary.names().stream()
                    .filter(design -> DesignLayers.isMadeFor(design, layer))
                    .forEach(design -> checkOutputs(design, layer));
        }
    }

    public static void checkOutputs(String design, LayerWorkload layer) {
        Accelerator accelerator = DESIGNS.computeIfAbsent(design, AcceleratorLibrary::find);
        checkOutputs(accelerator.machine(), accelerator.dataflow(), layer);
    }

    public static void checkOutputs(Machine machine, Dataflow dataflow, LayerWorkload layer) {
        LayerValues values = RandomLayers.values(layer, 5);
        FunctionalRun run = dataflow.compute(layer, machine, values);
        LayerPlan plan = dataflow.plan(layer, machine);
        assertThat(run.outputs()).isEqualTo(plainConvolution(layer.shape(), values));
        assertThat(plan.computeSlots().useful()).isEqualTo(run.products());
    }

    /** The seven loops. */
    private static long[] plainConvolution(LayerShape shape, LayerValues values) {
        long[] outputs = new long[Math.toIntExact(shape.outputs())];
        int at = 0;
        for (int n = 0; n < shape.n(); n++) {
            for (int k = 0; k < shape.k(); k++) {
                for (int p = 0; p < shape.p(); p++) {
                    for (int q = 0; q < shape.q(); q++) {
                        outputs[at++] = output(shape, values, n, k, p, q);
                    }
                }
            }
        }
        return outputs;
    }

    private static long output(LayerShape shape, LayerValues values, int n, int k, int p, int q) {
        long sum = 0;
        int firstChannel = k / shape.filtersPerGroup() * shape.channelsPerGroup();
        for (int c = 0; c < shape.channelsPerGroup(); c++) {
            for (int r = 0; r < shape.r(); r++) {
                for (int s = 0; s < shape.s(); s++) {
                    int h = Taps.row(shape, p, r);
                    int w = Taps.column(shape, q, s);
                    sum += (long) values.weight(k, c, r, s) * values.input(n, firstChannel + c, h, w);
                }
            }
        }
        return sum;
    }

    /** The oracle itself: one 2 x 2 filter of 1 2 3 4 over 3 x 3 inputs of 1 to 9; 1*1 + 2*2 + 3*4 + 4*5 = 37. */
    @Test
    void thePlainConvolutionIsRight() {
        var shape = UniformLayer.shape(1, 1, 1, 3, 3, 2, 2, 1, 0, 1);
        var values = new LayerValues(shape, new int[] {1, 2, 3, 4}, new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
        assertThat(plainConvolution(shape, values)).containsExactly(37, 47, 67, 77);
        assertThat(List.of(shape.p(), shape.q())).containsExactly(2, 2);
    }
}
