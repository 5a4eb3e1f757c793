package archsim.engine.machines.systolic;

import archsim.engine.accelerator.Accelerator;
import archsim.engine.counts.CountedLayers;
import archsim.engine.machines.Cuts;
import archsim.engine.machines.TestMachines;
import archsim.engine.pe.Machine;
import archsim.workloads.LayerWorkload;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SystolicCountsTest {

    private static Accelerator array(SystolicModel.Stays stays) {
        String operand =
                switch (stays) {
                    case OUTPUTS -> "output";
                    case WEIGHTS -> "weight";
                    case INPUTS -> "input";
                };
        return TestMachines.withDataflow(
                "systolic", "{\"kind\": \"systolic\", \"stationary\": \"%s\"}".formatted(operand));
    }

    private static final Map<SystolicModel.Stays, Accelerator> ARRAYS = Arrays.stream(SystolicModel.Stays.values())
            .collect(Collectors.toMap(stays -> stays, SystolicCountsTest::array));

    static Stream<LayerWorkload> layers() {
        return CountedLayers.of(250, 4);
    }

    static Stream<Arguments> arraysAndLayers() {
        List<LayerWorkload> layers = layers().toList();
        return Arrays.stream(SystolicModel.Stays.values())
                .flatMap(stays -> layers.stream().map(layer -> Arguments.of(stays, layer)));
    }

    private static void check(SystolicModel.Stays stays, LayerWorkload layer, Machine machine) {
        SystolicModel.count(stays, layer, machine)
                .assertSameAs(ARRAYS.get(stays).dataflow().plan(layer, machine));
    }

    @ParameterizedTest
    @MethodSource("arraysAndLayers")
    void everyActionOfTheShippedMachineIsCounted(SystolicModel.Stays stays, LayerWorkload layer) {
        check(stays, layer, ARRAYS.get(stays).machine());
    }

    @ParameterizedTest
    @MethodSource("arraysAndLayers")
    void everyActionOfLayersCutIntoTilesIsCounted(SystolicModel.Stays stays, LayerWorkload layer) {
        TestMachines.shrunk(ARRAYS.get(stays)).forEach(machine -> check(stays, layer, machine));
    }

    @ParameterizedTest
    @EnumSource
    void smallBuffersCutTheLayers(SystolicModel.Stays stays) {
        Accelerator array = ARRAYS.get(stays);
        Cuts.requireMany(TestMachines.shrunk(array).stream()
                .flatMap(machine -> layers().map(layer -> array.dataflow().plan(layer, machine))));
    }
}
