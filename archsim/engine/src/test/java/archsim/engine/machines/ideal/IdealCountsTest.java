package archsim.engine.machines.ideal;

import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.counts.CountedLayers;
import archsim.engine.machines.Cuts;
import archsim.engine.machines.TestMachines;
import archsim.engine.pe.Machine;
import archsim.workloads.LayerWorkload;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IdealCountsTest {

    private static final Accelerator BOTH = AcceleratorLibrary.find("ideal");
    private static final Accelerator WEIGHTS =
            TestMachines.withDataflow("ideal", "{\"kind\": \"ideal\", \"skips\": \"weights\"}");
    private static final List<Machine> SHRUNK = TestMachines.shrunk(BOTH);

    static Stream<LayerWorkload> layers() {
        return CountedLayers.of(300, 3);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void everyActionOfTheShippedMachineIsCounted(LayerWorkload layer) {
        Machine machine = BOTH.machine();
        new IdealModel(true).count(layer, machine).assertSameAs(BOTH.dataflow().plan(layer, machine));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void everyActionOfLayersCutIntoTilesIsCounted(LayerWorkload layer) {
        for (Machine machine : SHRUNK) {
            new IdealModel(false)
                    .count(layer, machine)
                    .assertSameAs(WEIGHTS.dataflow().plan(layer, machine));
        }
    }

    @Test
    void smallBuffersCutTheLayers() {
        Cuts.requireMany(SHRUNK.stream()
                .flatMap(machine -> layers().map(layer -> WEIGHTS.dataflow().plan(layer, machine))));
    }
}
