package archsim.engine.machines.sticker;

import static org.assertj.core.api.Assertions.assertThat;

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

class StickerCountsTest {

    private static final Accelerator STICKER = AcceleratorLibrary.find("sticker");
    private static final List<Machine> SHRUNK = TestMachines.shrunk(STICKER);

    static Stream<LayerWorkload> layers() {
        return CountedLayers.of(300, 7);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void everyActionOfTheShippedMachineIsCounted(LayerWorkload layer) {
        Machine machine = STICKER.machine();
        StickerModel.count(layer, machine).assertSameAs(STICKER.dataflow().plan(layer, machine));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void everyActionOfLayersCutIntoTilesIsCounted(LayerWorkload layer) {
        for (Machine machine : SHRUNK) {
            StickerModel.count(layer, machine).assertSameAs(STICKER.dataflow().plan(layer, machine));
        }
    }

    @Test
    void allNineModesAreAmongThem() {
        assertThat(layers().map(layer -> STICKER.dataflow()
                                .plan(layer, STICKER.machine())
                                .mode())
                        .distinct())
                .hasSize(9);
    }

    @Test
    void smallBuffersCutTheLayers() {
        Cuts.requireMany(SHRUNK.stream()
                .flatMap(machine -> layers().map(layer -> STICKER.dataflow().plan(layer, machine))));
    }
}
