package archsim.engine.machines.scnn;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.UniformLayer;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.FunctionalTest;
import archsim.engine.machines.RandomLayers;
import archsim.engine.pe.Machine;
import archsim.engine.pe.PeArray;
import archsim.engine.plan.LayerPlan;
import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Scheme;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** SCNN with DNNsim's options takes the cycles of DNNsim's loops, whatever the layer. */
class DnnsimCyclesTest {

    private static final Accelerator SCNN = AcceleratorLibrary.find("scnn");

    /** Convolutions of all strides, paddings and groups, and fully connected layers of one and more planes. */
    static Stream<LayerWorkload> layers() {
        return Stream.concat(RandomLayers.even(140, 71), connected(40));
    }

    static Stream<LayerWorkload> connectedLayers() {
        return connected(20);
    }

    private static Stream<LayerWorkload> connected(int count) {
        var random = new SplittableRandom(73);
        double[] densities = {1, 0.6, 0.2, 0.05};
        return IntStream.range(0, count).mapToObj(i -> {
            int groups = i % 3 == 0 ? 2 : 1;
            var shape = UniformLayer.shape(
                    1 + i % 2,
                    groups * (1 + random.nextInt(600)),
                    groups * (1 + random.nextInt(20)),
                    1,
                    1,
                    1,
                    1,
                    1,
                    0,
                    groups);
            return new LayerWorkload(
                    new Layer("connected" + i, shape),
                    RandomLayers.mask(shape.weights(), densities[random.nextInt(4)], random),
                    RandomLayers.mask(shape.inputs(), densities[random.nextInt(4)], random),
                    4,
                    Scheme.NON_STRUCTURED);
        });
    }

    static Stream<Arguments> runs() {
        var random = new SplittableRandom(79);
        return layers().map(layer -> Arguments.of(
                layer,
                random.nextBoolean()
                        ? SCNN.machine().peArray()
                        : new PeArray(1 + random.nextInt(4), 1 + random.nextInt(4)),
                random.nextBoolean() ? 1024 : 256));
    }

    private static Scnn scnn(int entries) {
        return new Scnn(
                4, 4, entries, 32, 0, Scnn.Barrier.CHANNEL, BankHash.DNNSIM, Optional.empty(), OptionalInt.empty());
    }

    private static LayerPlan plan(Scnn scnn, LayerWorkload layer, PeArray array) {
        return scnn.plan(
                layer,
                new Machine(
                        array,
                        scnn.multipliersPerPe(),
                        SCNN.precision(),
                        SCNN.machine().buffers()));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void cyclesAreThoseOfItsLoops(LayerWorkload layer, PeArray array, int entries) {
        var literal = new LiteralDnnsim(layer, 4, 4, entries, 32, array);
        LayerPlan plan = plan(scnn(entries), layer, array);
        assertThat(plan.computeCycles()).isEqualTo(literal.cycles());
        assertThat(plan.computeSlots().useful()).isEqualTo(literal.products());
    }

    /** Folding moves values, it does not change the sums. */
    @ParameterizedTest
    @MethodSource("connectedLayers")
    void outputsAreThoseOfAConvolution(LayerWorkload layer) {
        FunctionalTest.checkOutputs(SCNN.machine(), scnn(1024), layer);
    }
}
