package archsim.engine.machines.sticker;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.RandomLayers;
import archsim.engine.machines.WideMachine;
import archsim.engine.pe.Machine;
import archsim.engine.plan.LayerPlan;
import archsim.engine.tiling.KeptLayer;
import archsim.engine.tiling.PipelineTime;
import archsim.workloads.LayerWorkload;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cycles and slots against a slow model of the same rules that goes through every step of every PE. */
class StickerCyclesTest {

    private static final Accelerator DESIGN = AcceleratorLibrary.find("sticker");

    static Stream<LayerWorkload> layers() {
        return RandomLayers.of(400, 47);
    }

    private static LayerPlan plan(LayerWorkload layer, Machine machine) {
        return DESIGN.dataflow().plan(layer, machine);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void stickerStepsItsArray(LayerWorkload layer) {
        checkSticker(layer, WideMachine.of(DESIGN.machine()));
        checkSticker(layer, WideMachine.ofOneTile(DESIGN.machine()));
    }

    private static void checkSticker(LayerWorkload layer, Machine machine) {
        var literal = new LiteralSticker(layer);
        literal.run(new StickerPlan((Sticker) DESIGN.dataflow(), layer, machine)
                .best(PipelineTime.goal())
                .grid()
                .tiles(new KeptLayer(layer)));
        LayerPlan plan = plan(layer, machine);
        assertThat(plan.computeCycles()).isEqualTo(literal.cycles());
        assertThat(plan.computeSlots()).isEqualTo(literal.slots());
    }
}
