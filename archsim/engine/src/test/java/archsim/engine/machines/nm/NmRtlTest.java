package archsim.engine.machines.nm;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.UniformLayer;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.nm.NmTensorCore.Fill;
import archsim.engine.pe.Machine;
import archsim.engine.pe.PeArray;
import archsim.engine.plan.LayerPlan;
import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An N:M core against the cycle law of an open one (SparseAccelerator-RTL be617e5): a block of N steps on 4 x 4 PEs takes N +
 * 11 cycles, 4 to load, 6 of skew and one at the output, for 1:4, 2:4 and 4:4 alike.
 */
class NmRtlTest {

    private static final int WIDTH = 4;

    /** Blocks of {@code rows} filters at {@code columns} positions, each of {@code steps} dot products. */
    record Blocks(int rows, int columns, int n, int steps, int down, int across) {

        private long cycles(Fill fill) {
            int window = steps * WIDTH * 4 / n;
            var shape = UniformLayer.shape(1, window, rows * down, columns * across, 1, 1, 1, 1, 0, 1);
            int kept = n;
            var layer = new LayerWorkload(
                    new Layer("blocks", shape),
                    Mask.of(Math.toIntExact(shape.weights()), i -> i % 4 < kept),
                    Mask.full(Math.toIntExact(shape.inputs())),
                    8,
                    n == 4 ? Scheme.DENSE : Scheme.NM);
            Machine shipped = AcceleratorLibrary.find("nm-tensor-core").machine();
            var core = new NmTensorCore(
                    n == 4 ? 2 : n,
                    4,
                    WIDTH,
                    Optional.of(fill),
                    Optional.empty(),
                    OptionalInt.empty(),
                    Optional.empty());
            LayerPlan plan = core.plan(
                    layer, new Machine(new PeArray(rows, columns), WIDTH, shipped.precision(), shipped.buffers()));
            assertThat(plan.computeSlots().total()).isEqualTo(plan.computeCycles() * rows * columns * WIDTH);
            return plan.computeCycles();
        }
    }

    static Stream<Blocks> blocks() {
        var random = new SplittableRandom(2333);
        int[] kept = {1, 2, 4};
        return IntStream.range(0, 120)
                .mapToObj(i -> new Blocks(
                        1 + random.nextInt(8),
                        1 + random.nextInt(8),
                        kept[random.nextInt(3)],
                        1 + random.nextInt(12),
                        1 + random.nextInt(3),
                        1 + random.nextInt(3)));
    }

    static Stream<Blocks> tiles() {
        return blocks().map(block -> new Blocks(4, 4, block.n(), block.steps(), 1, 1));
    }

    @ParameterizedTest
    @MethodSource("tiles")
    void aTileTakesElevenCyclesMoreThanItsSteps(Blocks tile) {
        assertThat(tile.cycles(Fill.ONCE)).isEqualTo(tile.steps() + 11);
        assertThat(tile.cycles(Fill.EACH_BLOCK)).isEqualTo(tile.steps() + 11);
        assertThat(tile.cycles(Fill.NONE)).isEqualTo(tile.steps());
    }

    /** Loading, skew and output of each block; or a block begins when it is loaded and the one before has had its steps. */
    @ParameterizedTest
    @MethodSource("blocks")
    void blocksAreFilledEachOrOnce(Blocks blocks) {
        int count = blocks.down() * blocks.across();
        int fill = blocks.rows() + blocks.rows() + blocks.columns() - 2 + 1;
        assertThat(blocks.cycles(Fill.EACH_BLOCK)).isEqualTo((long) count * (blocks.steps() + fill));
        long loaded = 0;
        long done = 0;
        long began = 0;
        for (int block = 0; block < count; block++) {
            loaded = Math.max(loaded, began) + blocks.rows();
            began = Math.max(loaded, done);
            done = began + blocks.steps();
        }
        assertThat(blocks.cycles(Fill.ONCE)).isEqualTo(done + blocks.rows() + blocks.columns() - 2 + 1);
    }
}
