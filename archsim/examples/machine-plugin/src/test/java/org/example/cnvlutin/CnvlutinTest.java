package org.example.cnvlutin;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.pe.Cause;
import archsim.engine.plan.FunctionalRun;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.LayerValues;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class CnvlutinTest {

    private static final Accelerator DESIGN = AcceleratorLibrary.find("cnvlutin");

    private static LayerWorkload layer(LayerShape shape, IntPredicate isPresent) {
        return new LayerWorkload(
                new Layer("layer", shape),
                Mask.full(Math.toIntExact(shape.weights())),
                Mask.of(Math.toIntExact(shape.inputs()), isPresent),
                16,
                Scheme.DENSE);
    }

    /** Lane 0 has channels 0, 16 and 32, all three present; all other lanes have none: 3 cycles for each 16 filters. */
    @Test
    void aPositionCostsTheInputsOfItsBusiestLane() {
        LayerWorkload layer = layer(LayerShape.fullyConnected(1, 48, 20), c -> c % 16 == 0);
        LayerPlan plan = DESIGN.dataflow().plan(layer, DESIGN.machine());
        assertThat(plan.computeCycles()).isEqualTo(2 * 3);
        assertThat(plan.computeSlots().useful()).isEqualTo(3 * 20);
        assertThat(plan.computeSlots().of(Cause.FRAGMENTATION)).isEqualTo(12 * 3 * 16);
        assertThat(plan.computeSlots().total()).isEqualTo(6 * 256);
    }

    /** 1 x 2 x 2 inputs 1 0 3 4 under a 2 x 2 filter 5 6 7 8: 5 + 21 + 32 = 58 of three products. */
    @Test
    void outputsAreThoseOfAConvolutionAndZerosMakeNoProduct() {
        var shape = LayerShape.convolution(1, 1).map(2, 2).kernel(2, 2).build();
        var values = new LayerValues(shape, new int[] {5, 6, 7, 8}, new int[] {1, 0, 3, 4});
        FunctionalRun run = DESIGN.dataflow().compute(layer(shape, i -> i != 1), DESIGN.machine(), values);
        assertThat(run.outputs()).containsExactly(58);
        assertThat(run.products()).isEqualTo(3);
    }
}
