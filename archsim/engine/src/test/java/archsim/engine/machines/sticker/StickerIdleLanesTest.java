package archsim.engine.machines.sticker;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.UniformLayer;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.counts.Tally;
import archsim.engine.pe.Machine;
import archsim.engine.sram.Buffers;
import archsim.engine.sram.SramBuffer;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.Map;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** Lanes without work read nothing: counted with input words of one input. */
class StickerIdleLanesTest {

    /** Filters of 2 x 2 with stride 2 that have their first weight only meet input (0, 0), and never input (1, 1). */
    @Test
    void inputsOfAStrideClassWithoutWeightsAreNotRead() {
        var shape = UniformLayer.shape(1, 1, 16, 4, 4, 2, 2, 2, 0, 1);
        assertThat(inputsRead(shape, i -> i % 4 == 0, i -> i == 0 || i == 5)).isEqualTo(1);
    }

    /** Of 32 inputs, all there, the first has a weight. */
    @Test
    void inputsOfAConnectedLayerWithoutWeightsAreNotRead() {
        assertThat(inputsRead(LayerShape.fullyConnected(1, 32, 16), i -> i == 0, i -> true))
                .isEqualTo(1);
    }

    private static long inputsRead(LayerShape shape, IntPredicate weights, IntPredicate inputs) {
        var sticker = AcceleratorLibrary.find("sticker");
        Machine machine = sticker.machine();
        var buffers = new Buffers(
                machine.buffers().weights(),
                new SramBuffer(4096, 8, 1),
                machine.buffers().outputs());
        var layer = new LayerWorkload(
                new Layer("layer", shape),
                Mask.of(Math.toIntExact(shape.weights()), weights),
                Mask.of(Math.toIntExact(shape.inputs()), inputs),
                8,
                Scheme.NON_STRUCTURED);
        Map<String, Long> counts = Tally.of(
                sticker.dataflow().plan(layer, new Machine(machine.peArray(), 1, machine.precision(), buffers)));
        var read = new Tally();
        read.add("inputBuffer", DataType.INPUTS, new Action.SramAccess(4096, 8, false), 1);
        return counts.get(read.counts().keySet().iterator().next());
    }
}
