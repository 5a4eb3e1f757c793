package archsim.engine.machines.cambriconx;

import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.counts.CountedLayers;
import archsim.engine.machines.Cuts;
import archsim.engine.machines.HandLayer;
import archsim.engine.machines.TestMachines;
import archsim.engine.pe.Machine;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Scheme;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CambriconXCountsTest {

    private static final Accelerator SHIPPED = AcceleratorLibrary.find("cambricon-x");
    private static final Accelerator SHORT_STEPS =
            TestMachines.withDataflow("cambricon-x", "{\"kind\": \"cambricon-x\", \"windowInputs\": 17}");
    private static final List<Machine> SHRUNK = TestMachines.shrunk(SHIPPED);

    static Stream<LayerWorkload> layers() {
        return CountedLayers.of(300, 2);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void everyActionOfTheShippedMachineIsCounted(LayerWorkload layer) {
        Machine machine = SHIPPED.machine();
        new CambriconXModel(256)
                .count(layer, machine)
                .assertSameAs(SHIPPED.dataflow().plan(layer, machine));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void everyActionOfLayersCutIntoTilesIsCounted(LayerWorkload layer) {
        for (Machine machine : SHRUNK) {
            new CambriconXModel(17)
                    .count(layer, machine)
                    .assertSameAs(SHORT_STEPS.dataflow().plan(layer, machine));
        }
    }

    /** Steps of 1 to 3 bits; a window of one has a bit, too. The last layer has one weight, and so one step. */
    static Stream<Arguments> shortWindows() {
        LayerWorkload oneWeight =
                HandLayer.of(LayerShape.fullyConnected(1, 3, 2), 8, Scheme.NON_STRUCTURED, i -> i == 4, i -> true);
        return Stream.of(1, 2, 3, 4, 5).flatMap(window -> Stream.concat(layers().limit(5), Stream.of(oneWeight))
                .map(layer -> Arguments.of(window, layer)));
    }

    @ParameterizedTest
    @MethodSource("shortWindows")
    void stepsAreAsWideAsTheirWindow(int windowInputs, LayerWorkload layer) {
        Accelerator machine = TestMachines.withDataflow(
                "cambricon-x", "{\"kind\": \"cambricon-x\", \"windowInputs\": %d}".formatted(windowInputs));
        new CambriconXModel(windowInputs)
                .count(layer, machine.machine())
                .assertSameAs(machine.dataflow().plan(layer, machine.machine()));
    }

    @Test
    void smallBuffersCutTheLayers() {
        Cuts.requireMany(SHRUNK.stream()
                .flatMap(machine -> layers().map(layer -> SHORT_STEPS.dataflow().plan(layer, machine))));
    }
}
