package archsim.engine.machines.diannao;

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

class DianNaoCountsTest {

    private static final Accelerator DIANNAO = AcceleratorLibrary.find("diannao");
    private static final List<Machine> SHRUNK = TestMachines.shrunk(DIANNAO);

    static Stream<LayerWorkload> layers() {
        return CountedLayers.of(300, 1);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void everyActionOfTheShippedMachineIsCounted(LayerWorkload layer) {
        Machine machine = DIANNAO.machine();
        DianNaoModel.count(layer, machine).assertSameAs(DIANNAO.dataflow().plan(layer, machine));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void everyActionOfLayersCutIntoTilesIsCounted(LayerWorkload layer) {
        for (Machine machine : SHRUNK) {
            DianNaoModel.count(layer, machine).assertSameAs(DIANNAO.dataflow().plan(layer, machine));
        }
    }

    @Test
    void smallBuffersCutTheLayers() {
        Cuts.requireMany(SHRUNK.stream()
                .flatMap(machine -> layers().map(layer -> DIANNAO.dataflow().plan(layer, machine))));
    }
}
