package archsim.engine.machines;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.Component;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.MachineKinds;
import archsim.engine.tiling.EffectualMacs;
import archsim.engine.tiling.KeptLayer;
import archsim.workloads.LayerWorkload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlanInvariantsTest {

    private static final Map<String, Accelerator> DESIGNS = new HashMap<>();

    static Stream<Arguments> runs() {
        return DesignLayers.of(() -> RandomLayers.of(120, 23));
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
    void everyWrittenOutputLeavesOnceUnlessItStaysOnTheChip(String design, LayerWorkload layer) {
        Accelerator machine = DESIGNS.computeIfAbsent(design, AcceleratorLibrary::find);
        LayerPlan plan = machine.dataflow().plan(layer, machine.machine());
        long stored =
                plan.tiles().stream().mapToLong(tile -> tile.store().bits()).sum();
        long keptFilters = new KeptLayer(layer).allFilters();
        long written = machine.dataflow().poolsOutputs()
                ? layer.layer().writtenOutputs()
                : layer.shape().outputs();
        long bits =
                written / layer.shape().k() * keptFilters * machine.precision().activationBits();
        assertThat(stored).isEqualTo(machine.dataflow().keepsMapsOnChip() ? 0 : bits);
    }

    /** A component that no one declared would have no words and no place in figures. */
    @ParameterizedTest
    @MethodSource("runs")
    void everyCountedComponentIsSharedOrDeclaredByTheKind(String design, LayerWorkload layer) {
        Accelerator machine = DESIGNS.computeIfAbsent(design, AcceleratorLibrary::find);
        Set<String> declared = Stream.of(
                        Component.SHARED, MachineKinds.of(machine.dataflow()).components())
                .flatMap(List::stream)
                .map(Component::name)
                .collect(Collectors.toSet());
        machine.dataflow().plan(layer, machine.machine()).onChip().forEach((key, count) -> assertThat(declared)
                .contains(key.component()));
    }
}
