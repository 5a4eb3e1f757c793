package archsim.compression.projection;

import static archsim.compression.projection.SubsetOracle.count;
import static archsim.compression.projection.SubsetOracle.discarded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.workloads.pruning.KernelLibrary;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PatternProjectionTest {

    static Stream<Long> seeds() {
        return SubsetOracle.seeds(30);
    }

    /** Three kernels, all 57^3 choices of a pattern or none for each: no allowed one is closer. */
    @ParameterizedTest
    @MethodSource("seeds")
    void noOtherPatternsOfKernelsAreCloser(long seed) {
        var random = new SplittableRandom(seed);
        float[] values = SubsetOracle.values(random, 27);
        int kernels = random.nextInt(4);
        boolean[] support = new PatternProjection(KernelLibrary.all(), kernels).support(values);
        assertThat(count(support)).isEqualTo(4 * kernels);
        assertThat(discarded(values, support)).isEqualTo(squares(values, 27) - most(values, 0, kernels));
    }

    /** The most energy that kernels from {@code kernel} on can hold if {@code left} of them have a pattern. */
    private static double most(float[] values, int kernel, int left) {
        if (kernel == 3) {
            return 0;
        }
        double most = most(values, kernel + 1, left);
        for (int pattern : KernelLibrary.all().patterns()) {
            double energy = KernelLibrary.energy(pattern, values, 9 * kernel);
            most = left == 0 ? most : Math.max(most, energy + most(values, kernel + 1, left - 1));
        }
        return most;
    }

    private static double squares(float[] values, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += (double) values[i] * values[i];
        }
        return sum;
    }

    /** A is nine ones: norm 9, in a pattern 4. B is 1 and 2 beside the centre: norm 5, all in one pattern. */
    @Test
    void kernelsAreWorthWhatTheirPatternHolds() {
        float[] values = {1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 2, 0, 0, 0, 0, 0};
        boolean[] joint = new PatternProjection(KernelLibrary.all(), 1).support(values);
        assertThat(joint[10] && joint[12]).isTrue();
        boolean[] byNorm = new KernelProjection(1).support(values, 9);
        assertThat(byNorm[0] && !byNorm[10]).isTrue();
    }

    /**
     * Of the energy of a kernel of independent unit Gaussians the best of the 56 patterns keeps 0.8291: the mean of the
     * centre and the three largest of the eight others, from numerical integration.
     */
    @Test
    void patternsHoldTheKnownShareOfGaussianKernels() {
        float[] values = LevelsTest.gaussians(9 * 20_000);
        boolean[] support = new PatternProjection(KernelLibrary.all(), 20_000).support(values);
        assertThat(1 - discarded(values, support) / squares(values, values.length))
                .isCloseTo(0.8291, within(0.003));
    }

    /** Between one pattern, 4 / 9 of the energy, and all 56, 0.829; four corner blocks keep 0.678. */
    @Test
    void aLibraryOfEightHoldsLess() {
        float[] values = LevelsTest.gaussians(9 * 20_000);
        KernelLibrary eight = KernelLibrary.all().mostFrequent(values, 8);
        boolean[] support = new PatternProjection(eight, 20_000).support(values);
        double share = 1 - discarded(values, support) / squares(values, values.length);
        assertThat(eight.patterns()).hasSize(8).allMatch(bits -> Integer.bitCount(bits) == 4 && (bits >> 4 & 1) == 1);
        assertThat(share).isBetween(0.65, 0.76);
    }

    /** Kernels 0 and 1 have the corner block at 0 1 3 4, kernel 2 the one at 4 5 7 8, kernel 3 is zero. */
    @Test
    void theLibraryKeepsWhatMostKernelsHave() {
        float[] values = new float[36];
        for (int i : new int[] {0, 1, 3, 4, 9, 10, 12, 13, 22, 23, 25, 26}) {
            values[i] = 1;
        }
        assertThat(KernelLibrary.all().mostFrequent(values, 1).patterns()).containsExactly(0b000_011_011);
        assertThat(KernelLibrary.all().mostFrequent(values, 5).patterns())
                .containsExactly(0b000_011_011, 0b110_110_000);
    }
}
