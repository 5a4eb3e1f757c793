package archsim.engine.machines;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.pe.Machine;
import archsim.engine.pe.PeArray;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.MappingGoal;
import archsim.engine.plan.MemoryRate;
import archsim.engine.plan.Objective;
import archsim.engine.tiling.EffectualMacs;
import archsim.engine.tiling.PipelineTime;
import archsim.workloads.Axis;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every design, whatever the layer. */
class DesignInvariantsTest {

    private static final Map<String, Accelerator> DESIGNS = new HashMap<>();

    static Stream<Arguments> runs() {
        return DesignLayers.of(() -> RandomLayers.of(110, 83));
    }

    private static LayerPlan plan(String design, LayerWorkload layer) {
        Accelerator machine = DESIGNS.computeIfAbsent(design, AcceleratorLibrary::find);
        return machine.dataflow().plan(layer, machine.machine());
    }

    private static LayerWorkload with(LayerWorkload layer, Mask weights, Mask inputs, Scheme scheme) {
        return new LayerWorkload(layer.layer(), weights, inputs, layer.weightBits(), scheme);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void aWeightLessIsNeverAProductMore(String design, LayerWorkload layer) {
        int removed = layer.weights().next(layer.weights().size() / 3);
        LayerWorkload before = with(layer, layer.weights(), layer.inputs(), Scheme.NON_STRUCTURED);
        LayerWorkload after = with(
                layer,
                Mask.of(
                        layer.weights().size(),
                        i -> i != removed && layer.weights().get(i)),
                layer.inputs(),
                Scheme.NON_STRUCTURED);
        assertThat(EffectualMacs.count(after)).isLessThanOrEqualTo(EffectualMacs.count(before));
        assertThat(plan(design, after).computeSlots().useful())
                .isLessThanOrEqualTo(plan(design, before).computeSlots().useful());
    }

    /** All products but those of the padding, which some designs make and some do not. */
    @ParameterizedTest
    @MethodSource("runs")
    void everythingPresentIsEverythingMultiplied(String design, LayerWorkload layer) {
        LayerShape shape = layer.shape();
        LayerWorkload full = with(
                layer,
                Mask.full(layer.weights().size()),
                Mask.full(layer.inputs().size()),
                Scheme.DENSE);
        long products =
                (long) shape.n() * shape.k() * shape.channelsPerGroup() * inMap(shape.rows()) * inMap(shape.columns());
        assertThat(EffectualMacs.count(full)).isEqualTo(products);
        long useful = plan(design, full).computeSlots().useful();
        assertThat(useful).isBetween(products, shape.macs());
        assertThat(useful == shape.macs() || products < shape.macs()).isTrue();
    }

    /** Pairs of an output and an offset that meet an input, along one axis. */
    private static long inMap(Axis axis) {
        long pairs = 0;
        for (int output = 0; output < axis.outputs(); output++) {
            for (int offset = 0; offset < axis.kernel(); offset++) {
                int input = output * axis.stride() + offset * axis.dilation() - axis.paddingBefore();
                pairs += input >= 0 && input < axis.extent() ? 1 : 0;
            }
        }
        return pairs;
    }

    @ParameterizedTest
    @MethodSource("runs")
    void twiceThePesAreFasterByNoMoreThanTheMachineSays(String design, LayerWorkload layer) {
        Accelerator one = DESIGNS.computeIfAbsent(design, AcceleratorLibrary::find);
        PeArray array = one.machine().peArray();
        // Behind a memory that never stalls, the cut of fewest cycles is that of fewest compute cycles.
        MappingGoal compute = PipelineTime.goal(Objective.CYCLES, new MemoryRate(1e12, 0, 1));
        long cycles = one.dataflow().plan(layer, one.machine(), compute).computeCycles();
        int most = one.dataflow().mostSpeedUpOfTwiceThePes();
        for (PeArray twice : List.of(
                new PeArray(2 * array.rows(), array.columns()), new PeArray(array.rows(), 2 * array.columns()))) {
            var machine = new Machine(
                    twice,
                    one.machine().multipliersPerPe(),
                    one.precision(),
                    one.machine().buffers());
            assertThat(most * one.dataflow().plan(layer, machine, compute).computeCycles())
                    .as("%d x %d", twice.rows(), twice.columns())
                    .isGreaterThanOrEqualTo(cycles);
        }
    }
}
