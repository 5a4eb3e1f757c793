package archsim.engine.machines.scnn;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.RandomLayers;
import archsim.engine.pe.Machine;
import archsim.engine.pe.PeArray;
import archsim.engine.plan.LayerPlan;
import archsim.workloads.LayerWorkload;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** SCNN's cycles are those of a model that moves every product by itself. */
class ScnnCyclesTest {

    private static final Accelerator SCNN = AcceleratorLibrary.find("scnn");
    private static final List<Scnn.Barrier> BARRIERS = List.of(Scnn.Barrier.values());
    private static final List<BankHash> HASHES = List.of(BankHash.values());

    /** Small layers, each on a machine of its own: vectors, banks, queues, barriers and hashes of all kinds. */
    static Stream<Arguments> runs() {
        var random = new SplittableRandom(97);
        return RandomLayers.of(400, 61).map(layer -> Arguments.of(layer, machine(random), array(random)));
    }

    private static Scnn machine(SplittableRandom random) {
        int[] vectors = {1, 2, 4, 4, 8};
        int[] banks = {4, 16, 32, 32, 40};
        int[] depths = {0, 0, 1, 2, 4, 7, 9};
        return new Scnn(
                vectors[random.nextInt(vectors.length)],
                vectors[random.nextInt(vectors.length)],
                1024,
                banks[random.nextInt(banks.length)],
                depths[random.nextInt(depths.length)],
                BARRIERS.get(random.nextInt(3)),
                HASHES.get(random.nextInt(2)),
                Optional.empty(),
                OptionalInt.empty());
    }

    private static PeArray array(SplittableRandom random) {
        return random.nextBoolean()
                ? SCNN.machine().peArray()
                : new PeArray(1 + random.nextInt(3), 1 + random.nextInt(3));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void cyclesAndSlotsAreThoseOfTheLiteralMachine(LayerWorkload layer, Scnn scnn, PeArray array) {
        var machine = new Machine(
                array, scnn.multipliersPerPe(), SCNN.precision(), SCNN.machine().buffers());
        var literal = new LiteralScnn(ScnnRegions.of(layer, scnn, machine), scnn, array);
        literal.run();
        LayerPlan plan = scnn.plan(layer, machine);
        assertThat(plan.computeSlots()).isEqualTo(literal.slots());
        assertThat(plan.computeCycles()).isEqualTo(literal.cycles());
    }
}
