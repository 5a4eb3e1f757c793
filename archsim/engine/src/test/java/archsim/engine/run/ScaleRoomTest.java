package archsim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.energy.DataType;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.pe.Machine;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.plan.LayerPlan;
import archsim.engine.sram.Buffers;
import archsim.engine.tiling.PipelineTime;
import archsim.workloads.InputChoice;
import archsim.workloads.InputOrigin;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.Workload;
import archsim.workloads.sparsity.StatedWeights;
import archsim.workloads.sparsity.WeightScales;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Buffers hold scales beside the weights. */
class ScaleRoomTest {

    /** 256 filters of 512 weights of 4 bits; in groups of 16 with scales of 8 bits as NVFP4 has them, an eighth more. */
    private static LayerWorkload layer() {
        var layer = new LayerWorkload(
                new Layer("fc", LayerShape.fullyConnected(1, 512, 256)),
                Mask.full(512 * 256),
                new InputChoice.Inputs(Mask.full(512), InputOrigin.DENSE),
                4,
                Scheme.DENSE);
        var workload = new Workload("w", "w", "", List.of(layer));
        return new StatedWeights(
                        Optional.empty(), Optional.of(new WeightScales(OptionalInt.of(16), 8, OptionalInt.empty())))
                .of(workload)
                .layers()
                .get(0);
    }

    /** 512 x 256 x 4 bits of weights and an eighth of scales: of 36,864 bytes 32,768 are left, of a bank eight ninths. */
    @Test
    void weightsAreLeftTheirShare() {
        Machine machine = AcceleratorLibrary.find("systolic").machine();
        var room = ScaleRoom.of(layer(), machine);
        int bank = machine.buffers().weights().bankBytes();
        assertThat(room.machine().buffers().weights().bankBytes()).isEqualTo(bank * 8 / 9);
        assertThat(room.machine().buffers().inputs())
                .isEqualTo(machine.buffers().inputs());
    }

    /** No tile brings more weights and scales than half of the buffer holds, however finely the plan cuts. */
    @ParameterizedTest
    @ValueSource(strings = {"systolic", "diannao", "sticker", "ideal", "nm-tensor-core"})
    void aTileAndItsScalesFitHalfOfTheBuffer(String name) {
        Accelerator accelerator = AcceleratorLibrary.find(name);
        Machine machine = accelerator.machine();
        LayerPlan plan = OperandTypes.plan(layer(), accelerator.dataflow(), machine, PipelineTime.goal());
        long half = machine.buffers().weights().halfBits();
        assertThat(plan.tiles()).allSatisfy(tile -> assertThat(tile.loads().stream()
                        .filter(load -> load.dataType() != DataType.INPUTS)
                        .mapToLong(load -> load.bits())
                        .sum())
                .isLessThanOrEqualTo(half));
        long scaleBits = plan.tiles().stream()
                .flatMap(tile -> tile.loads().stream())
                .filter(load -> load.dataType() == DataType.SCALES)
                .mapToLong(load -> load.bits())
                .sum();
        assertThat(scaleBits).isEqualTo(512 * 256 / 16 * 8);
    }

    @Test
    void aMachineWithoutAWeightBufferIsRefused() {
        Machine machine = AcceleratorLibrary.find("systolic").machine();
        var none = new Machine(machine.peArray(), machine.multipliersPerPe(), machine.precision(), Buffers.NONE);
        assertThatThrownBy(() -> ScaleRoom.of(layer(), none))
                .isInstanceOf(InfeasibleLayerException.class)
                .hasMessageContaining("names no memory for them");
    }
}
