package archsim.engine.machines.systolic;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.UniformLayer;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.LiteralLayer;
import archsim.engine.machines.RandomLayers;
import archsim.engine.pe.Machine;
import archsim.engine.pe.PeArray;
import archsim.engine.pe.Precision;
import archsim.engine.plan.LayerPlan;
import archsim.engine.sram.Buffers;
import archsim.engine.sram.SramBuffer;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Systolic arrays against runs of SCALE-Sim v2, and against a walk over every PE of every fold. */
class SystolicTest {

    private static final Machine SYSTOLIC = AcceleratorLibrary.find("systolic").machine();

    private static LayerWorkload dense(LayerShape shape) {
        return new LayerWorkload(
                new Layer("layer", shape),
                Mask.full(Math.toIntExact(shape.weights())),
                Mask.full(Math.toIntExact(shape.inputs())),
                8,
                Scheme.DENSE);
    }

    private static Machine withArray(int rows, int columns) {
        return new Machine(new PeArray(rows, columns), 1, SYSTOLIC.precision(), SYSTOLIC.buffers());
    }

    /** Buffers whose words hold one element each, so that words are reads. */
    private static Machine countingElements(int rows, int columns) {
        var buffer = new SramBuffer(1 << 20, 8, 1);
        return new Machine(new PeArray(rows, columns), 1, Precision.of(8, 8, 32), new Buffers(buffer, buffer, buffer));
    }

    private static long reads(LayerPlan plan, DataType type) {
        long[] reads = {0};
        plan.onChip().forEach((key, count) -> {
            boolean read = key.action() instanceof Action.SramAccess access && !access.write();
            reads[0] += read && key.dataType() == type ? count : 0;
        });
        return reads[0];
    }

    /** The tool reports the number of the last cycle, counted from 0: one less than the cycles. */
    @ParameterizedTest
    @CsvFileSource(resources = "scale-sim-v2.csv", useHeadersInDisplayName = true)
    void cyclesAndReadsAreThoseOfScaleSim(
            int rows,
            int columns,
            String stationary,
            int h,
            int w,
            int r,
            int s,
            int c,
            int k,
            int stride,
            long lastCycle,
            long inputReads,
            long weightReads) {
        var systolic = Systolic.serial(Systolic.Stationary.valueOf(stationary.toUpperCase(Locale.ROOT)));
        LayerWorkload layer = dense(UniformLayer.shape(1, c, k, h, w, r, s, stride, 0, 1));
        assertThat(systolic.plan(layer, withArray(rows, columns)).computeCycles())
                .isEqualTo(lastCycle + 1);
        LayerPlan counted = systolic.plan(layer, countingElements(rows, columns));
        assertThat(reads(counted, DataType.INPUTS)).isEqualTo(inputReads);
        assertThat(reads(counted, DataType.WEIGHTS)).isEqualTo(weightReads);
    }

    /**
     * By hand: 3 positions, 5 weights a filter and 2 filters on 4 x 4. Two folds of the window, each 4 cycles of loading,
     * 3 positions and 4 + 4 - 2 of skew: 2 x 13. 30 products of 26 x 16 slots; the fill is 2 x 10 cycles.
     */
    @Test
    void edgeFoldsTakeAsLongAsFullOnes() {
        LayerPlan plan = Systolic.serial(Systolic.Stationary.WEIGHT)
                .plan(dense(LayerShape.fullyConnected(3, 5, 2)), withArray(4, 4));
        assertThat(plan.computeCycles()).isEqualTo(26);
        assertThat(plan.computeSlots().useful()).isEqualTo(30);
        assertThat(plan.computeSlots().fill()).isEqualTo(20 * 16);
        assertThat(plan.computeSlots().fragmentation()).isEqualTo(6 * 16 - 30);
    }

    /** Two groups of 2 channels and 3 filters are two layers of that size, one after the other. */
    @ParameterizedTest
    @EnumSource
    void groupsRunOneAfterTheOther(Systolic.Stationary stationary) {
        var grouped = UniformLayer.shape(1, 4, 6, 9, 9, 3, 3, 1, 1, 2);
        var half = UniformLayer.shape(1, 2, 3, 9, 9, 3, 3, 1, 1, 1);
        var systolic = Systolic.serial(stationary);
        assertThat(systolic.plan(dense(grouped), withArray(8, 4)).computeCycles())
                .isEqualTo(2 * systolic.plan(dense(half), withArray(8, 4)).computeCycles());
    }

    static Stream<LayerWorkload> layers() {
        return RandomLayers.of(200, 71);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void everyPeOfEveryFoldIsWaitedForHoweverTheLayerIsCut(LayerWorkload layer) {
        var random = new SplittableRandom(layer.layer().name().hashCode());
        Machine machine = withArray(1 + random.nextInt(9), 1 + random.nextInt(9));
        for (Systolic.Stationary stationary : Systolic.Stationary.values()) {
            assertThat(Systolic.serial(stationary).plan(layer, machine).computeCycles())
                    .as("%s stationary", stationary)
                    .isEqualTo(literalCycles(new LiteralLayer(layer), stationary, machine.peArray()));
        }
    }

    private static long literalCycles(LiteralLayer layer, Systolic.Stationary stationary, PeArray array) {
        int positions = Math.toIntExact(layer.shape().outputPositions());
        int window = layer.columns().size();
        return IntStream.range(0, layer.shape().groups())
                .map(group -> layer.filters(group).size())
                .mapToLong(filters -> switch (stationary) {
                    case OUTPUT -> literalFolds(positions, filters, window, 0, array);
                    case WEIGHT -> literalFolds(window, filters, positions, array.rows(), array);
                    case INPUT -> literalFolds(window, positions, filters, array.rows(), array);
                })
                .sum();
    }

    /** PE (i, j) meets step t in cycle {@code load + t + i + j}; the next fold begins after the last PE's last step. */
    private static long literalFolds(int overRows, int overColumns, int steps, int loadCycles, PeArray array) {
        long cycles = 0;
        for (int row = 0; row < overRows; row += array.rows()) {
            for (int column = 0; column < overColumns; column += array.columns()) {
                long last = 0;
                for (int i = 0; i < array.rows(); i++) {
                    for (int j = 0; j < array.columns(); j++) {
                        last = Math.max(last, loadCycles + (steps - 1) + i + j);
                    }
                }
                cycles += last + 1;
            }
        }
        return cycles;
    }
}
