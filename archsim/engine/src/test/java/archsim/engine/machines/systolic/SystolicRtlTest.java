package archsim.engine.machines.systolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.energy.DataType;
import archsim.engine.UniformLayer;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.systolic.Systolic.Drain;
import archsim.engine.machines.systolic.Systolic.Stationary;
import archsim.engine.pe.Machine;
import archsim.engine.pe.PeArray;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Transfer;
import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Systolic arrays against the cycle laws of open designs, on random arrays and products. */
class SystolicRtlTest {

    private static final Machine SHIPPED = AcceleratorLibrary.find("systolic").machine();

    /** {@code positions x window} inputs times {@code window x filters} weights on {@code rows x columns} PEs. */
    record Product(int rows, int columns, int positions, int window, int filters) {

        private LayerPlan on(Systolic systolic) {
            var shape = UniformLayer.shape(1, window, filters, positions, 1, 1, 1, 1, 0, 1);
            var layer = new LayerWorkload(
                    new Layer("product", shape),
                    Mask.full(Math.toIntExact(shape.weights())),
                    Mask.full(Math.toIntExact(shape.inputs())),
                    8,
                    Scheme.DENSE);
            return systolic.plan(
                    layer, new Machine(new PeArray(rows, columns), 1, SHIPPED.precision(), SHIPPED.buffers()));
        }

        private long cycles(Systolic systolic) {
            LayerPlan plan = on(systolic);
            assertThat(plan.computeSlots().total()).isEqualTo(plan.computeCycles() * rows * columns);
            return plan.computeCycles();
        }
    }

    static Stream<Product> tiles() {
        var random = new SplittableRandom(2309);
        return IntStream.range(0, 120).mapToObj(i -> {
            int rows = 1 + random.nextInt(8);
            int columns = 1 + random.nextInt(8);
            return new Product(
                    rows, columns, 1 + random.nextInt(40), 1 + random.nextInt(rows), 1 + random.nextInt(columns));
        });
    }

    static Stream<Product> products() {
        var random = new SplittableRandom(2311);
        return IntStream.range(0, 120)
                .mapToObj(i -> new Product(
                        2 + random.nextInt(7),
                        2 + random.nextInt(7),
                        1 + random.nextInt(60),
                        1 + random.nextInt(60),
                        1 + random.nextInt(60)));
    }

    private static Systolic with(Stationary stationary, boolean overlap, Drain drain) {
        return new Systolic(stationary, Optional.of(overlap), Optional.of(drain), Optional.empty());
    }

    private static long up(long dividend, long divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    /** R cycles to load, then M vectors, each reaching the last PE R + C - 2 cycles after the first. */
    @ParameterizedTest
    @MethodSource("tiles")
    void oneWeightStationaryFoldIsLoadedStreamedAndDrained(Product tile) {
        long law = tile.rows() + tile.positions() + tile.rows() + tile.columns() - 2L;
        assertThat(tile.cycles(with(Stationary.WEIGHT, false, Drain.NONE))).isEqualTo(law);
        assertThat(tile.cycles(with(Stationary.WEIGHT, true, Drain.NONE))).isEqualTo(law);
    }

    /**
     * The array steps through its folds: fold {@code i} may stream once it is loaded and the fold before it has streamed; the
     * next one is loaded meanwhile, a row a cycle, into the registers that the last but one has left.
     */
    @ParameterizedTest
    @MethodSource("products")
    void weightsAreLoadedWhileTheFoldBeforeThemStreams(Product product) {
        long loaded = 0;
        long streamed = 0;
        long streamingBegan = 0;
        for (long fold = 0;
                fold < up(product.window(), product.rows()) * up(product.filters(), product.columns());
                fold++) {
            loaded = Math.max(loaded, streamingBegan) + product.rows();
            streamingBegan = Math.max(loaded, streamed);
            streamed = streamingBegan + product.positions();
        }
        long law = streamed + product.rows() + product.columns() - 2;
        assertThat(product.cycles(with(Stationary.WEIGHT, true, Drain.NONE))).isEqualTo(law);
    }

    /** A fold costs max(M, R) and all of them one fill, where each streams for as long as the next takes to load. */
    @ParameterizedTest
    @MethodSource("products")
    void foldsThatStreamLongEnoughCostWhatTheyStream(Product product) {
        long streamed = Math.max(product.positions(), product.rows());
        var longEnough =
                new Product(product.rows(), product.columns(), (int) streamed, product.window(), product.filters());
        long folds = up(product.window(), product.rows()) * up(product.filters(), product.columns());
        long fill = product.rows() + product.rows() + product.columns() - 2L;
        assertThat(longEnough.cycles(with(Stationary.WEIGHT, true, Drain.NONE))).isEqualTo(folds * streamed + fill);
    }

    /** K + R + C - 2 and the drain: none, R + 1 down the columns (K + 23 on 8 x 8), C + 1 along the rows (K + R + 2C - 1). */
    @ParameterizedTest
    @MethodSource("products")
    void outputsThatStayLeaveByTheDrain(Product product) {
        int r = product.rows();
        int c = product.columns();
        long folds = up(product.positions(), r) * up(product.filters(), c);
        long skewed = product.window() + r + c - 2L;
        assertThat(product.cycles(with(Stationary.OUTPUT, false, Drain.NONE))).isEqualTo(folds * skewed);
        assertThat(product.cycles(with(Stationary.OUTPUT, false, Drain.DOWN))).isEqualTo(folds * (skewed + r + 1));
        assertThat(product.cycles(with(Stationary.OUTPUT, false, Drain.ACROSS)))
                .isEqualTo(folds * (product.window() + r + 2L * c - 1));
    }

    /** Gemmini's mesh of 8 x 8: K + 23 for a fold of K >= 8, and K for each further one. */
    @Test
    void foldsOfGemminisMeshFollowEachOtherWithoutAGap() {
        var two = new Product(8, 8, 16, 20, 8);
        assertThat(new Product(8, 8, 8, 20, 8).cycles(with(Stationary.OUTPUT, true, Drain.DOWN)))
                .isEqualTo(20 + 23);
        assertThat(two.cycles(with(Stationary.OUTPUT, true, Drain.DOWN))).isEqualTo(2 * 20 + 23);
        assertThat(two.cycles(with(Stationary.OUTPUT, false, Drain.DOWN))).isEqualTo(2 * (20 + 23));
    }

    /** Two groups of two folds: four folds of 9 positions on 2 x 2, and one fill of 2 + 2. */
    @Test
    void foldsOfAllGroupsOverlap() {
        var shape = UniformLayer.shape(1, 4, 8, 9, 1, 1, 1, 1, 0, 2);
        var layer = new LayerWorkload(new Layer("groups", shape), Mask.full(16), Mask.full(36), 8, Scheme.DENSE);
        var machine = new Machine(new PeArray(2, 2), 1, SHIPPED.precision(), SHIPPED.buffers());
        assertThat(with(Stationary.WEIGHT, true, Drain.NONE)
                        .plan(layer, machine)
                        .computeCycles())
                .isEqualTo(4 * 9 + 2 + 2);
    }

    /**
     * 128 x 16 weights past which 60 vectors stream: of a unified buffer of 128 KiB half holds 7680 B of inputs and 960 B of
     * outputs, so DRAM moves weights only. 640 000 B of outputs do not stay, though their 40 000 B of inputs do.
     */
    @Test
    void aUnifiedBufferKeepsMapsOnTheChip() {
        var unified = new Systolic(Stationary.WEIGHT, Optional.of(true), Optional.empty(), Optional.of(true));
        LayerPlan fits = new Product(16, 16, 60, 128, 16).on(unified);
        assertThat(movedBits(fits, DataType.INPUTS)).isZero();
        assertThat(movedBits(fits, DataType.OUTPUTS)).isZero();
        assertThat(movedBits(fits, DataType.WEIGHTS)).isEqualTo(128 * 16 * 8);
        LayerPlan spills = new Product(16, 16, 40_000, 1, 16).on(unified);
        assertThat(movedBits(spills, DataType.INPUTS)).isZero();
        assertThat(movedBits(spills, DataType.OUTPUTS)).isEqualTo(40_000 * 16 * 8);
    }

    private static long movedBits(LayerPlan plan, DataType type) {
        return plan.tiles().stream()
                .flatMap(tile -> Stream.concat(tile.loads().stream(), Stream.of(tile.store())))
                .filter(transfer -> transfer.dataType() == type)
                .mapToLong(Transfer::bits)
                .sum();
    }

    @Test
    void onlyOutputsThatStayHaveADrain() {
        assertThatThrownBy(() -> with(Stationary.WEIGHT, true, Drain.DOWN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("drain is for outputs that stay");
    }
}
