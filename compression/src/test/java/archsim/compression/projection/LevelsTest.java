package archsim.compression.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LevelsTest {

    private static double error(Levels levels, float[] values, double interval) {
        double sum = 0;
        for (float value : values) {
            double gap = value - levels.nearest(value, (float) interval) * interval;
            sum += gap * gap;
        }
        return sum;
    }

    @Test
    void threeBitsAreTheEightLevelsWithoutZero() {
        var levels = new EqualDistanceLevels(3);
        assertThat(levels.nearest(0.01f, 1)).isEqualTo(1);
        assertThat(levels.nearest(-0.01f, 1)).isEqualTo(-1);
        assertThat(levels.nearest(2.4f, 1)).isEqualTo(2);
        assertThat(levels.nearest(9f, 1)).isEqualTo(4);
        assertThat(levels.nearest(-9f, 1)).isEqualTo(-4);
    }

    /** 0.5, 1 and -2 are 1, 2 and -4 times 0.5: no error at all. */
    @Test
    void valuesOnAGridAreFoundExactly() {
        assertThat(new EqualDistanceLevels(3).interval(new float[] {0.5f, 1f, -2f}))
                .isEqualTo(0.5f);
    }

    static Stream<Long> seeds() {
        return new SplittableRandom(11).longs(40).boxed();
    }

    /** No interval of 20 000 between 0 and the largest magnitude does better than the sweep. */
    @ParameterizedTest
    @MethodSource("seeds")
    void noIntervalOfAFineScanIsBetter(long seed) {
        var random = new SplittableRandom(seed);
        float[] values = new float[random.nextInt(1, 12)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextDouble() * random.nextDouble() * (random.nextBoolean() ? 4 : -4));
        }
        Levels levels = random.nextBoolean()
                ? new EqualDistanceLevels(random.nextInt(1, 5))
                : new MidTreadLevels(random.nextInt(2, 5));
        double found = error(levels, values, levels.interval(values));
        double best = Double.MAX_VALUE;
        for (int i = 1; i <= 20_000; i++) {
            best = Math.min(best, error(levels, values, 4.0 * i / 20_000));
        }
        assertThat(found).isLessThanOrEqualTo(best + 1e-6);
    }

    static float[] gaussians(int count) {
        var random = new SplittableRandom(3);
        float[] values = new float[count];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float)
                    (Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble()));
        }
        return values;
    }

    static Stream<Arguments> gaussianOptima() {
        return Stream.of(
                Arguments.of(new EqualDistanceLevels(1), 0.7979, 0.36339),
                Arguments.of(new EqualDistanceLevels(2), 0.6510, 0.15812),
                Arguments.of(new EqualDistanceLevels(3), 0.4595, 0.05413),
                Arguments.of(new EqualDistanceLevels(4), 0.2933, 0.01603),
                Arguments.of(new MidTreadLevels(2), 1.2240, 0.19017),
                Arguments.of(new MidTreadLevels(3), 0.6508, 0.04686),
                Arguments.of(new MidTreadLevels(4), 0.3534, 0.01289),
                Arguments.of(new MidTreadLevels(5), 0.1932, 0.00369));
    }

    /** Best interval and mean squared error for unit Gaussian values, from numerical integration of the density. */
    @ParameterizedTest
    @MethodSource("gaussianOptima")
    void gaussianWeightsGetTheKnownInterval(Levels levels, double interval, double meanSquaredError) {
        float[] values = gaussians(60_000);
        float found = levels.interval(values);
        assertThat((double) found).isCloseTo(interval, withinPercentage(3));
        assertThat(error(levels, values, found) / values.length).isCloseTo(meanSquaredError, withinPercentage(4));
    }

    /**
     * With 127 levels the best interval is about 0.0309 and the error 9e-5 of unit Gaussian values; the largest of a
     * sample moves both, so the sum of squares at scanned intervals is compared instead.
     */
    @Test
    void manyLevelsAreSearchedExactlyToo() {
        float[] values = gaussians(5_000);
        var levels = new MidTreadLevels(8);
        float found = levels.interval(values);
        assertThat(found).isBetween(0.026f, 0.034f);
        double best = error(levels, values, found);
        assertThat(best / values.length).isBetween(6e-5, 1.1e-4);
        for (int i = 1; i <= 2_000; i++) {
            assertThat(error(levels, values, 0.024 + 0.012 * i / 2_000)).isGreaterThanOrEqualTo(best - 1e-6);
        }
    }

    /** Clusters of nearly equal weights, so that many change level within one window: every single change is tried. */
    @ParameterizedTest
    @MethodSource("seeds")
    void noChangeOfLevelIsMissed(long seed) {
        var random = new SplittableRandom(seed);
        float[] values = new float[40];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((1 + i % 4) * (1 + 1e-4 * random.nextInt(8)));
        }
        var search = new LevelSearch(values, 0, 7);
        search.interval();
        assertThat(search.energy()).isCloseTo(mostEnergy(values, 7), withinPercentage(1e-11));
    }

    private static double mostEnergy(float[] values, int highest) {
        var changes = new ArrayList<double[]>();
        for (float value : values) {
            for (int m = 0; m < highest; m++) {
                changes.add(new double[] {value / (m + 0.5), value, 2 * m + 1.0});
            }
        }
        changes.sort(Comparator.comparingDouble(change -> -change[0]));
        double s1 = 0;
        double s2 = 0;
        double most = 0;
        for (double[] change : changes) {
            s1 += change[1];
            s2 += change[2];
            most = Math.max(most, s1 * s1 / s2);
        }
        return most;
    }

    /** The known rule: the mean of the k largest magnitudes, k chosen to make (sum of them)^2 / k largest. */
    @ParameterizedTest
    @MethodSource("seeds")
    void ternaryIsTheMeanOfTheLargestMagnitudes(long seed) {
        var random = new SplittableRandom(seed);
        double[] magnitudes = random.doubles(9).sorted().toArray();
        float[] values = new float[9];
        for (int i = 0; i < 9; i++) {
            values[i] = (float) (random.nextBoolean() ? magnitudes[i] : -magnitudes[i]);
        }
        double sum = 0;
        double best = 0;
        double mean = 0;
        for (int k = 1; k <= 9; k++) {
            sum += magnitudes[9 - k];
            mean = sum * sum / k > best ? sum / k : mean;
            best = Math.max(best, sum * sum / k);
        }
        assertThat((double) new MidTreadLevels(2).interval(values)).isCloseTo(mean, within(1e-6));
    }

    /** Mean magnitude (1 + 0 + 2) / 3 = 1; zero goes to 1. */
    @Test
    void oneBitIsTheSignTimesTheMeanMagnitude() {
        var binary = new EqualDistanceLevels(1);
        assertThat(binary.interval(new float[] {1, 0, -2})).isEqualTo(1f);
        assertThat(binary.nearest(0, 1)).isEqualTo(1);
        assertThat(binary.nearest(-5, 1)).isEqualTo(-1);
    }

    @Test
    void nothingButZerosHasAnInterval() {
        assertThat(new MidTreadLevels(3).interval(new float[3])).isEqualTo(1f);
        assertThat(new EqualDistanceLevels(3).interval(new float[0])).isEqualTo(1f);
    }

    /** The largest magnitude, 2.54, is level 127, so a level is 0.02. */
    @Test
    void eightBitsReachTheLargestMagnitude() {
        var levels = new SymmetricLevels(8);
        float interval = levels.interval(new float[] {0.1f, -2.54f});
        assertThat(interval).isCloseTo(0.02f, within(1e-7f));
        assertThat(levels.nearest(-2.54f, interval)).isEqualTo(-127);
        assertThat(levels.nearest(0.1f, interval)).isEqualTo(5);
        assertThat(levels.nearest(0.009f, interval)).isZero();
    }
}
