package archsim.engine.dataflow;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.workloads.LayerWorkload;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlanInvariantsTest {

    private static final Map<String, Accelerator> DESIGNS = new HashMap<>();

    static Stream<Arguments> runs() {
        return AcceleratorLibrary.names().stream()
                .flatMap(design -> RandomLayers.of(120, 23).map(layer -> Arguments.of(design, layer)));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void everySlotHasOneCause(String design, LayerWorkload layer) {
        Accelerator machine = DESIGNS.computeIfAbsent(design, AcceleratorLibrary::find);
        LayerPlan plan = machine.dataflow().plan(layer, machine.machine());
        assertThat(plan.computeSlots().total())
                .isEqualTo(plan.computeCycles() * machine.machine().multipliers());
    }

    @ParameterizedTest
    @MethodSource("runs")
    void noUsefulProductIsLostOrInvented(String design, LayerWorkload layer) {
        Accelerator machine = DESIGNS.computeIfAbsent(design, AcceleratorLibrary::find);
        LayerPlan plan = machine.dataflow().plan(layer, machine.machine());
        assertThat(plan.computeSlots().useful())
                .isBetween(EffectualMacs.count(layer), layer.shape().macs());
    }

    @ParameterizedTest
    @MethodSource("runs")
    void everyWrittenOutputLeavesOnce(String design, LayerWorkload layer) {
        Accelerator machine = DESIGNS.computeIfAbsent(design, AcceleratorLibrary::find);
        LayerPlan plan = machine.dataflow().plan(layer, machine.machine());
        long stored =
                plan.tiles().stream().mapToLong(tile -> tile.store().bits()).sum();
        long keptFilters = new KeptLayer(layer).allFilters();
        long written = machine.dataflow().poolsOutputs()
                ? layer.layer().writtenOutputs()
                : layer.shape().outputs();
        assertThat(stored)
                .isEqualTo(written
                        / layer.shape().k()
                        * keptFilters
                        * machine.precision().activationBits());
    }
}
