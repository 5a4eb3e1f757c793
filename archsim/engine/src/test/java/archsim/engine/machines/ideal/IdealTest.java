package archsim.engine.machines.ideal;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.RandomLayers;
import archsim.engine.plan.LayerPlan;
import archsim.engine.tiling.EffectualMacs;
import archsim.workloads.LayerWorkload;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bound: nothing is lost but the last cycle's remainder, and no design with as many multipliers is faster. */
class IdealTest {

    private static final Accelerator IDEAL = AcceleratorLibrary.find("ideal");

    private static final List<Accelerator> AS_MANY_MULTIPLIERS = AcceleratorLibrary.names().stream()
            .map(AcceleratorLibrary::find)
            .filter(design -> design.machine().multipliers() == IDEAL.machine().multipliers())
            .toList();

    static Stream<LayerWorkload> layers() {
        return RandomLayers.of(150, 83);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void eachProductThatCountsTakesOneSlot(LayerWorkload layer) {
        LayerPlan both = new Ideal(Ideal.Skips.WEIGHTS_AND_ACTIVATIONS).plan(layer, IDEAL.machine());
        long effectual = EffectualMacs.count(layer);
        assertThat(both.computeCycles()).isEqualTo((effectual + 255) / 256);
        LayerPlan weights = new Ideal(Ideal.Skips.WEIGHTS).plan(layer, IDEAL.machine());
        long kept = layer.weights().count() * layer.shape().outputPositions();
        assertThat(weights.computeCycles()).isEqualTo((kept + 255) / 256);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void noDesignComputesFewerCycles(LayerWorkload layer) {
        long bound = IDEAL.dataflow().plan(layer, IDEAL.machine()).computeCycles();
        assertThat(AS_MANY_MULTIPLIERS).allSatisfy(design -> assertThat(
                        design.dataflow().plan(layer, design.machine()).computeCycles())
                .isGreaterThanOrEqualTo(bound));
    }
}
