package archsim.engine.machines.diannao;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.UniformLayer;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.LiteralLayer;
import archsim.engine.machines.OneTile;
import archsim.engine.machines.RandomLayers;
import archsim.engine.machines.WideMachine;
import archsim.engine.pe.Machine;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.MappingGoal;
import archsim.engine.plan.MemoryRate;
import archsim.engine.plan.Objective;
import archsim.engine.tiling.PipelineTime;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Cycles and slots against a slow model of the same rules that goes through every step of every PE. */
class DianNaoCyclesTest {

    private static final Accelerator DESIGN = AcceleratorLibrary.find("diannao");

    static Stream<LayerWorkload> layers() {
        return RandomLayers.of(400, 47);
    }

    static Stream<LayerWorkload> denseLayers() {
        return RandomLayers.even(400, 53).filter(layer -> layer.scheme() == Scheme.DENSE);
    }

    private static LayerPlan plan(LayerWorkload layer, Machine machine) {
        return DESIGN.dataflow().plan(layer, machine);
    }

    /** Per group P*Q positions, each ceil(K/16) steps of filters times R*S offsets times ceil(C/16) steps of channels. */
    @ParameterizedTest
    @MethodSource("denseLayers")
    void diannaoFollowsItsLoopsHoweverALayerIsCut(LayerWorkload layer) {
        LayerShape shape = layer.shape();
        long cycles = (long) shape.n()
                * shape.p()
                * shape.q()
                * ((shape.filtersPerGroup() + 15) / 16)
                * shape.r()
                * shape.s()
                * ((shape.channelsPerGroup() + 15) / 16)
                * shape.groups();
        LayerPlan plan = plan(layer, DESIGN.machine());
        assertThat(plan.computeCycles()).isEqualTo(cycles);
        assertThat(plan.computeSlots().useful()).isEqualTo(shape.macs());
        assertThat(plan.computeSlots().fragmentation()).isEqualTo(cycles * 256 - shape.macs());
    }

    /** Kernels of which not even 16 channels of one window fit half of NBin: tiles hold 8, 4 or 2 channels. */
    static Stream<Arguments> largeKernels() {
        return Stream.of(
                Arguments.of(UniformLayer.shape(1, 16, 20, 9, 9, 7, 7, 1, 3, 1), 8),
                Arguments.of(UniformLayer.shape(2, 40, 16, 12, 12, 7, 7, 2, 0, 1), 8),
                Arguments.of(UniformLayer.shape(1, 24, 8, 11, 11, 11, 11, 1, 0, 2), 4),
                Arguments.of(UniformLayer.shape(1, 33, 8, 11, 11, 11, 11, 1, 1, 1), 4),
                Arguments.of(UniformLayer.shape(1, 17, 18, 15, 15, 15, 15, 1, 1, 1), 2));
    }

    /** Each offset of each tile of channels takes a cycle for 16 filters, however few of its 16 lanes work. */
    @ParameterizedTest
    @MethodSource("largeKernels")
    void diannaoCutsChannelsFinerWhereKernelsAreLarge(LayerShape shape, int channels) {
        LayerWorkload layer = new LayerWorkload(
                new Layer("large", shape),
                Mask.full(Math.toIntExact(shape.weights())),
                Mask.full(Math.toIntExact(shape.inputs())),
                16,
                Scheme.DENSE);
        long cycles = 0;
        for (int position = 0; position < shape.outputPositions() * shape.groups(); position++) {
            for (int filter = 0; filter < shape.filtersPerGroup(); filter += 16) {
                for (int channel = 0; channel < shape.channelsPerGroup(); channel += channels) {
                    cycles += (long) shape.r() * shape.s();
                }
            }
        }
        MappingGoal compute = PipelineTime.goal(Objective.CYCLES, new MemoryRate(1e12, 0, 1));
        LayerPlan plan = DESIGN.dataflow().plan(layer, DESIGN.machine(), compute);
        assertThat(plan.computeCycles()).isEqualTo(cycles);
        assertThat(plan.computeSlots().useful()).isEqualTo(shape.macs());
    }

    /** Compacted: the kept filters of each group, and at each offset the channels that are kept there. */
    @ParameterizedTest
    @MethodSource("layers")
    void diannaoFollowsItsLoopsInTheCompactedShape(LayerWorkload layer) {
        var literal = new LiteralLayer(layer);
        LayerShape shape = layer.shape();
        long offsetSteps = 0;
        for (int r = 0; r < shape.r(); r++) {
            for (int s = 0; s < shape.s(); s++) {
                int down = r;
                int right = s;
                long channels = literal.columns().stream()
                        .filter(column -> column.r() == down && column.s() == right)
                        .count();
                offsetSteps += (channels + 15) / 16;
            }
        }
        long cycles = 0;
        for (int group = 0; group < shape.groups(); group++) {
            cycles += shape.outputPositions() * ((literal.filters(group).size() + 15) / 16) * offsetSteps;
        }
        LayerPlan plan =
                DESIGN.dataflow().plan(layer, WideMachine.ofOneTile(DESIGN.machine()), new OneTile(DESIGN.dataflow()));
        assertThat(plan.computeCycles()).isEqualTo(cycles);
    }
}
