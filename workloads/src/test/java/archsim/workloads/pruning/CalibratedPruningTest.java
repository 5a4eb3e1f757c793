package archsim.workloads.pruning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.base.InvalidInputException;
import archsim.workloads.Activations;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.UniformLayer;
import archsim.workloads.model.CompressedModel;
import archsim.workloads.model.ModelLibrary;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.junit.jupiter.api.Test;

class CalibratedPruningTest {

    /** Two images of four inputs: norms 5, 1, 0 and 2. */
    private static final Activations TWO = Activations.ofUnsigned(2, new byte[] {3, 1, 0, 0, 4, 0, 0, 2});

    private static final LayerShape MATRIX = LayerShape.fullyConnected(1, 4, 2);

    /**
     * Filter 0 is worth 5, 3, 0, 4 and keeps its first and last; filter 1 is worth 1, 2, 0, 2 and keeps the twos.
     * By magnitude filter 0 would keep 3 and 9.
     */
    @Test
    void wandaWeighsMagnitudesByTheirInputs() {
        float[] weights = {1, -3, 9, 2, 0.2f, 2, 9, 1};
        Mask kept = new CalibratedLayer(MATRIX, new SingleWeights(2), false).prune(weights, Criterion.WANDA, TWO);
        assertThat(kept).isEqualTo(Mask.of(8, i -> i == 0 || i == 3 || i == 5 || i == 7));
        assertThat(weights).containsExactly(1, 0, 0, 2, 0, 2, 0, 1);
    }

    /**
     * 3 x 3 pixels 1 to 9, taps of 2 x 2 at stride 1: the first tap meets 1, 2, 4, 5, whose squares add up to 46; the last
     * meets 5, 6, 8, 9: 206; the first times the last 1 * 5 + 2 * 6 + 4 * 8 + 5 * 9 = 94.
     */
    @Test
    void inputsAreThoseThatTheTapsMeet() {
        var shape = UniformLayer.shape(1, 1, 1, 3, 3, 2, 2, 1, 0, 1);
        var read = new CalibrationInputs(shape, Activations.ofUnsigned(1, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}));
        assertThat(read.norms(0)[0]).isCloseTo(Math.sqrt(46), within(1e-12));
        double[][] gram = read.gram(0);
        assertThat(gram[3][3]).isEqualTo(206);
        assertThat(gram[0][3]).isEqualTo(94);
        assertThat(gram[3][0]).isEqualTo(gram[0][3]);
    }

    private static double[][] gram(int size) {
        var random = new SplittableRandom(4);
        double[][] gram = new double[size][size];
        for (int sample = 0; sample < 3 * size; sample++) {
            double[] x = random.doubles(size).toArray();
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    gram[i][j] += x[i] * x[j];
                }
            }
        }
        return gram;
    }

    /** {@code X X^T} with 1 % of its mean diagonal added. */
    private static double[][] damped(double[][] gram) {
        double mean = 0;
        for (int i = 0; i < gram.length; i++) {
            mean += gram[i][i] / gram.length;
        }
        double[][] result = Arrays.stream(gram).map(double[]::clone).toArray(double[][]::new);
        for (int i = 0; i < gram.length; i++) {
            result[i][i] += 0.01 * mean;
        }
        return result;
    }

    /** Minimises {@code (w - old)^T H (w - old)} over the elements {@code free}, the others being as in {@code fixed}. */
    private static double[] leastSquares(double[][] h, double[] old, double[] fixed, int... free) {
        var left = new Array2DRowRealMatrix(free.length, free.length);
        var right = new ArrayRealVector(free.length);
        for (int i = 0; i < free.length; i++) {
            for (int j = 0; j < free.length; j++) {
                left.setEntry(i, j, h[free[i]][free[j]]);
            }
            for (int j = 0; j < old.length; j++) {
                boolean isFree = Arrays.binarySearch(free, j) >= 0;
                right.addToEntry(i, h[free[i]][j] * (isFree ? old[j] : old[j] - fixed[j]));
            }
        }
        double[] solution = new LUDecomposition(left).getSolver().solve(right).toArray();
        double[] result = fixed.clone();
        for (int i = 0; i < free.length; i++) {
            result[free[i]] = solution[i];
        }
        return result;
    }

    /** 1:2 of six weights the first of each pair tiny: 0, 2 and 4 go, and what is behind each makes up for it. */
    @Test
    void whatIsBehindMakesUpInTheSenseOfLeastSquares() {
        double[] old = {0.01, 2, 0.02, -3, 0.03, 1.5};
        double[][] h = damped(gram(6));
        double[] row = old.clone();
        var pruned = new SparseGpt(new double[][] {row}, gram(6));
        pruned.prune(1, 2);
        assertThat(pruned.kept()[0]).containsExactly(false, true, false, true, false, true);

        double[] first = leastSquares(h, old, new double[6], 1, 2, 3, 4, 5);
        double[] second = leastSquares(h, old, new double[] {0, first[1], 0, 0, 0, 0}, 3, 4, 5);
        double[] third = leastSquares(h, old, new double[] {0, first[1], 0, second[3], 0, 0}, 5);
        assertThat(row[1]).isCloseTo(first[1], within(1e-9));
        assertThat(row[3]).isCloseTo(second[3], within(1e-9));
        assertThat(row[5]).isCloseTo(third[5], within(1e-9));
        assertThat(row[1]).isNotCloseTo(old[1], within(1e-4));
    }

    /** What goes costs (w / C)^2, which is the growth of the least squared error: with one of two columns gone exactly so. */
    @Test
    void theCheapestGoesFirst() {
        double[][] h = damped(new double[][] {{4, 3}, {3, 4}});
        double[] old = {1, 1.05};
        double[] row = old.clone();
        var pruned = new SparseGpt(new double[][] {row}, new double[][] {{4, 3}, {3, 4}});
        pruned.prune(2);
        // Without column 0 the other makes up for it; without column 1 nothing behind it does.
        double[] withoutFirst = leastSquares(h, old, new double[2], 1);
        double costFirst = cost(h, old, withoutFirst);
        double costSecond = cost(h, old, new double[] {1, 0});
        assertThat(costFirst).isLessThan(costSecond);
        assertThat(pruned.kept()[0]).containsExactly(false, true);
        assertThat(row[1]).isCloseTo(withoutFirst[1], within(1e-12));
    }

    private static double cost(double[][] h, double[] old, double[] now) {
        double cost = 0;
        for (int i = 0; i < old.length; i++) {
            for (int j = 0; j < old.length; j++) {
                cost += (now[i] - old[i]) * h[i][j] * (now[j] - old[j]);
            }
        }
        return cost;
    }

    /** 300 columns are three stretches: 2 x 300 / 7 = 86 weights stay, as many of each stretch as it is wide. */
    @Test
    void countsAreExactOverAllStretches() {
        var random = new SplittableRandom(9);
        double[][] rows = {random.doubles(300).toArray(), random.doubles(300).toArray()};
        var pruned = new SparseGpt(rows, gram(300));
        pruned.prune(7);
        int kept = 0;
        for (boolean[] row : pruned.kept()) {
            for (boolean stays : row) {
                kept += stays ? 1 : 0;
            }
        }
        assertThat(kept).isEqualTo(86);
    }

    @Test
    void aModelIsPrunedByItsRecordedInputs() {
        CompressedModel model = ModelLibrary.find("lenet5-mnist-dense");
        var rate = new SingleWeights(4);
        for (Criterion criterion : Criterion.values()) {
            CompressedModel pruned =
                    new OneShot(rate, OptionalInt.empty(), Set.of("conv2", "fc1"), criterion).apply(model, "test");
            assertThat(pruned.layers().get(0).weights().mask().count())
                    .isEqualTo(criterion == Criterion.WANDA ? 120 : 125);
            assertThat(pruned.layers().get(0).weights().bits()).isEqualTo(8);
        }
    }

    @Test
    void whatIsMissingIsToldOfAllLayers() {
        CompressedModel model = ModelLibrary.find("lenet5-mnist-dense");
        var byColumns = new OneShot(new Columns(2, false), OptionalInt.empty(), Set.of(), Criterion.SPARSEGPT);
        assertThatThrownBy(() -> byColumns.apply(model, "test"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("cannot be pruned by sparsegpt in the scheme column");
    }
}
