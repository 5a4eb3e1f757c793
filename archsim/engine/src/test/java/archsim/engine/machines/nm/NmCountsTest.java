package archsim.engine.machines.nm;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.Cuts;
import archsim.engine.machines.TestMachines;
import archsim.engine.pe.Machine;
import archsim.workloads.LayerWorkload;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NmCountsTest {

    private static final Accelerator SHIPPED = AcceleratorLibrary.find("nm-tensor-core");
    private static final Accelerator TWO_OF_FIVE = TestMachines.withDataflow(
            "nm-tensor-core", "{\"kind\": \"nm-tensor-core\", \"n\": 2, \"m\": 5, \"dotProductWidth\": 3}");
    private static final List<Machine> SHRUNK = TestMachines.shrunk(TWO_OF_FIVE);

    static Stream<LayerWorkload> twoOfFour() {
        return NmLayers.of(300, 5, 2, 4);
    }

    static Stream<LayerWorkload> twoOfFive() {
        return NmLayers.of(300, 6, 2, 5);
    }

    @ParameterizedTest
    @MethodSource("twoOfFour")
    void everyActionOfTheShippedMachineIsCounted(LayerWorkload layer) {
        Machine machine = SHIPPED.machine();
        new NmModel(2, 4, 4, Optional.of(NmTensorCore.Fill.ONCE))
                .count(layer, machine)
                .assertSameAs(SHIPPED.dataflow().plan(layer, machine));
    }

    @ParameterizedTest
    @MethodSource("twoOfFive")
    void everyActionOfLayersCutIntoTilesIsCounted(LayerWorkload layer) {
        for (Machine machine : SHRUNK) {
            new NmModel(2, 5, 3, Optional.empty())
                    .count(layer, machine)
                    .assertSameAs(TWO_OF_FIVE.dataflow().plan(layer, machine));
        }
    }

    @Test
    void everyWayToRunALayerIsAmongThem() {
        assertThat(twoOfFour()
                        .map(layer -> SHIPPED.dataflow()
                                .plan(layer, SHIPPED.machine())
                                .mode())
                        .distinct())
                .containsExactlyInAnyOrder("dense", "2:4 along channels", "2:4 along weights");
    }

    @Test
    void smallBuffersCutTheLayers() {
        Cuts.requireMany(SHRUNK.stream().flatMap(machine -> twoOfFive()
                .map(layer -> TWO_OF_FIVE.dataflow().plan(layer, machine))));
    }
}
