package archsim.engine.machines.nm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.UniformLayer;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.counts.Tally;
import archsim.engine.machines.Counted;
import archsim.engine.machines.HandLayer;
import archsim.engine.machines.TestMachines;
import archsim.engine.pe.Cause;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.ZeroInputs;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Scheme;
import org.junit.jupiter.api.Test;

/** 8 x 8 dot products of 4 that skip inputs of which 8 of 16 channels are there. */
class NmInputsTest {

    private static Accelerator machine(String more) {
        return TestMachines.withDataflow(
                "nm-tensor-core",
                "{\"kind\": \"nm-tensor-core\", \"n\": 8, \"m\": 16, \"dotProductWidth\": 4, \"skips\": \"inputs\""
                        + more + "}");
    }

    private static LayerPlan plan(LayerWorkload layer) {
        Accelerator machine = machine("");
        return machine.dataflow().plan(layer, machine.machine());
    }

    /**
     * 9 images of 32 inputs, 16 of them there, 8 filters: 16 slots, 4 steps, at 9 positions in 2 steps of 8 columns: 8 cycles,
     * dense 16. Each product picks one of 16 weights; weights and inputs are read and stored with all that they are.
     */
    @Test
    void eightOfSixteenInputsTakeHalfTheSteps() {
        LayerPlan plan = plan(HandLayer.of(
                LayerShape.fullyConnected(9, 32, 8), 8, Scheme.DENSE, i -> true, i -> i % 2 == i / 32 % 2));
        assertThat(plan.mode()).isEqualTo("8:16 of inputs");
        assertThat(plan.computeCycles()).isEqualTo(8);
        assertThat(plan.computeSlots().useful()).isEqualTo(9 * 16 * 8);
        assertThat(plan.computeSlots().of(Cause.FRAGMENTATION)).isEqualTo(8 * 256 - 9 * 16 * 8);
        var tally = new Tally();
        tally.add("multipliers", DataType.PSUMS, Action.Multiply.of(8), 9 * 16 * 8);
        tally.add("indexing", DataType.INPUTS, new Action.IndexDecode(4), 9 * 16 * 8);
        tally.add("indexing", DataType.WEIGHTS, new Action.SelectWord(16, 8), 9 * 16 * 8);
        // 32 x 8 weights of 8 bits, once for each step of positions, and 9 x 32 inputs of 8 bits, in words of 256 bits.
        tally.add("weightBuffer", DataType.WEIGHTS, new Action.SramAccess(32768, 256, false), 16);
        tally.add("inputBuffer", DataType.INPUTS, new Action.SramAccess(32768, 256, false), 9);
        assertThat(Tally.of(plan)).containsAllEntriesOf(tally.counts());
        assertThat(Counted.of(plan).dramBits())
                .containsEntry(DataType.WEIGHTS, 32L * 8 * 8)
                .containsEntry(DataType.INPUTS, 9L * 32 * 8)
                .doesNotContainKey(DataType.INDICES);
    }

    /** A convolution of 3 x 3 on 20 channels: 8 of 16 and 4 of 4 at each offset, 108 slots, 27 steps of 45. */
    @Test
    void groupsLieAlongTheChannelsOfAPosition() {
        LayerShape shape = UniformLayer.shape(1, 20, 8, 4, 4, 3, 3, 1, 0, 1);
        LayerPlan plan =
                plan(HandLayer.of(shape, 8, Scheme.DENSE, i -> true, i -> i / 16 >= 16 || (i / 16 + i % 16) % 2 == 0));
        assertThat(plan.mode()).isEqualTo("8:16 of inputs");
        assertThat(plan.computeCycles()).isEqualTo(27);
    }

    /** One channel more at one position. */
    @Test
    void inputsThatAreMoreRunDense() {
        LayerPlan plan = plan(HandLayer.of(
                LayerShape.fullyConnected(9, 32, 8), 8, Scheme.DENSE, i -> true, i -> i == 1 || i % 2 == 0));
        assertThat(plan.mode()).isEqualTo("dense");
        assertThat(plan.computeCycles()).isEqualTo(16);
    }

    @Test
    void theMachineSaysWhatItDoesWithZeros() {
        assertThat(machine("").dataflow().zeroInputs()).isEqualTo(ZeroInputs.SKIPPED);
        assertThat(NmTensorCore.withoutFill(2, 4, 4).zeroInputs()).isEqualTo(ZeroInputs.MULTIPLIED);
        assertThatThrownBy(() -> machine(", \"gather\": 16"))
                .hasMessageContaining("gather must be left out where inputs are skipped");
    }
}
