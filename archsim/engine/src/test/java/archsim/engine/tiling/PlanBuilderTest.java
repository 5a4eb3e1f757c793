package archsim.engine.tiling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.pe.Cause;
import archsim.engine.pe.Machine;
import archsim.engine.pe.SlotStack;
import archsim.engine.plan.LayerPlan;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import org.junit.jupiter.api.Test;

class PlanBuilderTest {

    private static final Machine DIANNAO = AcceleratorLibrary.find("diannao").machine();

    /** One input times one weight, 1 cycle of 256 multipliers, of which {@code lost} have a cause. */
    private static LayerPlan plan(int lost) {
        var shape = LayerShape.fullyConnected(1, 1, 1);
        var layer =
                new KeptLayer(new LayerWorkload(new Layer("fc", shape), Mask.full(1), Mask.full(1), 16, Scheme.DENSE));
        WeightCode code = WeightCode.dense(16);
        var builder = new PlanBuilder(layer, DIANNAO, code);
        builder.addAll(
                new TileGrid(1, 1, 1, 1, true).tiles(layer),
                tile -> new TileWork(
                        new long[] {1},
                        SlotStack.useful(1).lost(Cause.FRAGMENTATION, lost),
                        new Actions().products(1, 1).sumsStay(),
                        Reads.NONE),
                (tile, next) -> true);
        return builder.build("");
    }

    @Test
    void aSlotWithoutACauseIsRefusedWithItsLayer() {
        assertThat(plan(255).computeSlots().total()).isEqualTo(256);
        assertThatThrownBy(() -> plan(254))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the slots of layer fc must add up to 1 cycles x 256 multipliers, 256, was 255");
    }
}
