package archsim.compression.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        var levels = new EqualDistanceLevels(random.nextInt(1, 5));
        double found = error(levels, values, levels.interval(values));
        double best = Double.MAX_VALUE;
        for (int i = 1; i <= 20_000; i++) {
            best = Math.min(best, error(levels, values, 4.0 * i / 20_000));
        }
        assertThat(found).isLessThanOrEqualTo(best + 1e-6);
    }

    /** MSE 0.05413 at interval 0.4595 for unit Gaussian values: computed from the density. */
    @Test
    void gaussianWeightsGetTheKnownInterval() {
        var random = new SplittableRandom(3);
        float[] values = new float[60_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float)
                    (Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble()));
        }
        var levels = new EqualDistanceLevels(3);
        float interval = levels.interval(values);
        assertThat(interval).isCloseTo(0.4595f, within(0.01f));
        assertThat(error(levels, values, interval) / values.length).isCloseTo(0.05413, within(0.002));
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
