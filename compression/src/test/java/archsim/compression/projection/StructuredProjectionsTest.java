package archsim.compression.projection;

import static archsim.compression.projection.SubsetOracle.count;
import static archsim.compression.projection.SubsetOracle.discarded;
import static archsim.compression.projection.SubsetOracle.least;
import static archsim.compression.projection.SubsetOracle.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StructuredProjectionsTest {

    static Stream<Long> seeds() {
        return SubsetOracle.seeds(40);
    }

    /** 3 filters of 4 channels of 2 taps: every set of channels is tried. */
    @ParameterizedTest
    @MethodSource("seeds")
    void noOtherChannelsAreCloser(long seed) {
        var random = new SplittableRandom(seed);
        float[] values = values(random, 24);
        int keep = random.nextInt(5);
        boolean[] support = new ChannelProjection(keep).support(values, 2, new double[4]);
        assertThat(count(support)).isEqualTo(keep * 6);
        assertThat(discarded(values, support))
                .isEqualTo(least(values, 4, i -> i / 2 % 4, chosen -> count(chosen) == keep));
    }

    /** Channel 0 has 4 + 1 of its own and channel 1 has 9; 5 in its writer make channel 0 worth 10. */
    @Test
    void aChannelIsWorthItsWriterToo() {
        float[] values = {2, 3, 1, 0};
        assertThat(new ChannelProjection(1).support(values, 1, new double[2]))
                .containsExactly(false, true, false, true);
        assertThat(new ChannelProjection(1).support(values, 1, new double[] {5, 0}))
                .containsExactly(true, false, true, false);
    }

    /** 1 filter of 6 channels of 2 taps in groups of 4 channels: 4 groups, the two last ones of 2 channels. */
    @ParameterizedTest
    @MethodSource("seeds")
    void noOtherPlacesInGroupsAreCloser(long seed) {
        var random = new SplittableRandom(seed);
        float[] values = values(random, 12);
        int n = random.nextInt(4);
        boolean[] support = new GroupProjection(n, 4).support(values, 6, 2);
        assertThat(discarded(values, support)).isEqualTo(least(values, 12, i -> i, chosen -> fits(chosen, n)));
        assertThat(count(support)).isEqualTo(2 * n + 2 * Math.min(n, 2));
    }

    private static boolean fits(boolean[] chosen, int n) {
        int[] inGroup = new int[4];
        for (int i = 0; i < chosen.length; i++) {
            inGroup[i / 2 / 4 * 2 + i % 2] += chosen[i] ? 1 : 0;
        }
        return Arrays.stream(inGroup).allMatch(count -> count <= n);
    }

    /** Stored [channel][tap], the groups run over the channels of one tap: of 9 8 7 6 at tap 0 the first two. */
    @Test
    void groupsRunOverInputChannels() {
        float[] values = {9, 1, 8, 2, 7, 3, 6, 4};
        assertThat(new GroupProjection(2, 4).support(values, 4, 2))
                .containsExactly(true, false, true, false, false, true, false, true);
    }

    /** A 4 x 4 matrix: in turns never keeps less than staged, meets both limits, and often finds the best of all. */
    @Test
    void rowsAndColumnsInTurnsAreNeverFartherThanStaged() {
        int exact = 0;
        int better = 0;
        for (long seed = 0; seed < 200; seed++) {
            var random = new SplittableRandom(seed);
            float[] values = values(random, 16);
            int filters = random.nextInt(1, 4);
            int columns = random.nextInt(1, 4);
            double staged =
                    discarded(values, new ColumnFilterProjection(filters, columns).support(values, 4, new double[4]));
            boolean[] support = new AlternatingProjection(filters, columns).support(values, 4, new double[4]);
            double turns = discarded(values, support);
            assertThat(count(support)).isEqualTo(filters * columns);
            assertThat(turns).isLessThanOrEqualTo(staged);
            better += turns < staged ? 1 : 0;
            exact += turns == leastMatrix(values, filters, columns) ? 1 : 0;
        }
        assertThat(better).isGreaterThan(20);
        assertThat(exact).isGreaterThan(120);
    }

    private static double leastMatrix(float[] values, int filters, int columns) {
        double least = Double.MAX_VALUE;
        for (int rows = 0; rows < 16; rows++) {
            for (int cols = 0; cols < 16; cols++) {
                if (Integer.bitCount(rows) == filters && Integer.bitCount(cols) == columns) {
                    boolean[] tried = new boolean[16];
                    for (int i = 0; i < 16; i++) {
                        tried[i] = (rows >> (i / 4) & 1) != 0 && (cols >> (i % 4) & 1) != 0;
                    }
                    least = Math.min(least, discarded(values, tried));
                }
            }
        }
        return least;
    }
}
