package archsim.engine.machines.cambriconx;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.OneTile;
import archsim.engine.machines.RandomLayers;
import archsim.engine.machines.WideMachine;
import archsim.engine.pe.Machine;
import archsim.engine.plan.LayerPlan;
import archsim.workloads.LayerWorkload;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cycles and slots against a slow model of the same rules that goes through every step of every PE. */
class CambriconXCyclesTest {

    private static final Accelerator DESIGN = AcceleratorLibrary.find("cambricon-x");

    static Stream<LayerWorkload> layers() {
        return RandomLayers.of(400, 47);
    }

    private static LayerPlan plan(LayerWorkload layer, Machine machine) {
        return DESIGN.dataflow().plan(layer, machine);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void cambriconXSelectsWindowByWindow(LayerWorkload layer) {
        var literal = new LiteralCambriconX(layer);
        literal.runInOneTile();
        LayerPlan plan =
                DESIGN.dataflow().plan(layer, WideMachine.ofOneTile(DESIGN.machine()), new OneTile(DESIGN.dataflow()));
        assertThat(plan.computeCycles()).isEqualTo(literal.cycles());
        assertThat(plan.computeSlots()).isEqualTo(literal.slots());
    }

    @ParameterizedTest
    @MethodSource("layers")
    void cambriconXWaitsWhenTheInputsChange(LayerWorkload layer) {
        var literal = new LiteralCambriconX(layer);
        var dataflow = (CambriconX) DESIGN.dataflow();
        literal.run(dataflow.tiles(layer, DESIGN.machine()));
        LayerPlan plan = plan(layer, DESIGN.machine());
        assertThat(plan.computeCycles()).isEqualTo(literal.cycles());
        assertThat(plan.computeSlots()).isEqualTo(literal.slots());
    }
}
