package archsim.compression.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProjectionTest {

    /** Small integers, so that ties are common. */
    private static float[] values(SplittableRandom random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextInt(-4, 5);
        }
        return values;
    }

    static Stream<Long> seeds() {
        return new SplittableRandom(7).longs(60).boxed();
    }

    private static double discarded(float[] values, boolean[] support) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += support[i] ? 0 : (double) values[i] * values[i];
        }
        return sum;
    }

    private static int count(boolean[] support) {
        int count = 0;
        for (boolean kept : support) {
            count += kept ? 1 : 0;
        }
        return count;
    }

    @Test
    void theLargestMagnitudesStay() {
        assertThat(new SparsityProjection(2).support(new float[] {1, -5, 3, 0}))
                .containsExactly(false, true, true, false);
    }

    @Test
    void ofEqualMagnitudesTheLowerIndexStays() {
        assertThat(new SparsityProjection(2).support(new float[] {1, -2, 2, 2}))
                .containsExactly(false, true, true, false);
    }

    @Test
    void notANumberIsRefused() {
        assertThatThrownBy(() -> new SparsityProjection(1).support(new float[] {1, Float.NaN}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("score 1");
    }

    /** All 2^9 supports of the right size are tried; none may discard less. */
    @ParameterizedTest
    @MethodSource("seeds")
    void noSupportOfThatSizeIsCloser(long seed) {
        var random = new SplittableRandom(seed);
        float[] values = values(random, 9);
        int keep = random.nextInt(10);
        boolean[] support = new SparsityProjection(keep).support(values);
        double best = Double.MAX_VALUE;
        for (int subset = 0; subset < 512; subset++) {
            if (Integer.bitCount(subset) == keep) {
                boolean[] tried = new boolean[9];
                for (int i = 0; i < 9; i++) {
                    tried[i] = (subset >> i & 1) != 0;
                }
                best = Math.min(best, discarded(values, tried));
            }
        }
        assertThat(count(support)).isEqualTo(keep);
        assertThat(discarded(values, support)).isEqualTo(best);
    }

    /** A 4 x 5 matrix with one limit open: every choice of columns, or of filters, is tried. */
    @ParameterizedTest
    @MethodSource("seeds")
    void columnsAloneAndFiltersAloneAreExact(long seed) {
        var random = new SplittableRandom(seed);
        float[] values = values(random, 20);
        int columns = random.nextInt(6);
        int filters = random.nextInt(5);
        boolean[] byColumn = new ColumnFilterProjection(4, columns).support(values, 5, new double[4]);
        boolean[] byFilter = new ColumnFilterProjection(filters, 5).support(values, 5, new double[4]);
        assertThat(discarded(values, byColumn)).isEqualTo(bestGroups(values, 5, columns, i -> i % 5));
        assertThat(discarded(values, byFilter)).isEqualTo(bestGroups(values, 4, filters, i -> i / 5));
        assertThat(count(byColumn)).isEqualTo(4 * columns);
        assertThat(count(byFilter)).isEqualTo(5 * filters);
    }

    private static double bestGroups(float[] values, int groups, int keep, IntUnaryOperator groupOf) {
        double best = Double.MAX_VALUE;
        for (int subset = 0; subset < 1 << groups; subset++) {
            if (Integer.bitCount(subset) == keep) {
                boolean[] tried = new boolean[values.length];
                for (int i = 0; i < values.length; i++) {
                    tried[i] = (subset >> groupOf.applyAsInt(i) & 1) != 0;
                }
                best = Math.min(best, discarded(values, tried));
            }
        }
        return best;
    }

    /** Columns 0 and 2 have energies 17 and 9 against 4; of what is left, filter 0 has 10 and filter 1 has 16. */
    @Test
    void columnsAreChosenBeforeFilters() {
        float[] matrix = {1, 2, 3, 4, 0, 0};
        assertThat(new ColumnFilterProjection(1, 2).support(matrix, 3, new double[2]))
                .containsExactly(false, false, false, true, false, true);
    }

    /** Filter 0 has 10 of its own and 7 in its readers: 17 against 16. */
    @Test
    void aFilterIsWorthItsReadersToo() {
        float[] matrix = {1, 2, 3, 4, 0, 0};
        assertThat(new ColumnFilterProjection(1, 2).support(matrix, 3, new double[] {7, 0}))
                .containsExactly(true, false, true, false, false, false);
    }
}
