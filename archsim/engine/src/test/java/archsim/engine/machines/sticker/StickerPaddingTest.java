package archsim.engine.machines.sticker;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.UniformLayer;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.pe.Machine;
import archsim.engine.plan.LayerPlan;
import archsim.engine.sram.Buffers;
import archsim.engine.sram.SramBuffer;
import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import org.junit.jupiter.api.Test;

class StickerPaddingTest {

    /**
     * 3 x 3 inputs with two rows and columns of padding, 1 x 1 filters, half an input buffer of 8 bits: 7 x 7 tiles of one
     * output each, of which 3 x 3 have an input, 8 of these zero. The last ones lie beyond the end of the inputs.
     */
    @Test
    void tilesOfPaddingAloneHaveNothingToMultiply() {
        var sticker = AcceleratorLibrary.find("sticker");
        Machine machine = sticker.machine();
        var buffers = new Buffers(
                machine.buffers().weights(),
                new SramBuffer(2, 8, 1),
                machine.buffers().outputs());
        var layer = new LayerWorkload(
                new Layer("layer", UniformLayer.shape(1, 1, 16, 3, 3, 1, 1, 1, 2, 1)),
                Mask.full(16),
                Mask.of(9, i -> i == 8),
                8,
                Scheme.DENSE);
        LayerPlan plan =
                sticker.dataflow().plan(layer, new Machine(machine.peArray(), 1, machine.precision(), buffers));
        assertThat(plan.tiles()).hasSize(49);
        assertThat(plan.computeSlots().useful()).isEqualTo(16);
        assertThat(plan.computeSlots().index()).isEqualTo(48 * 256);
    }
}
