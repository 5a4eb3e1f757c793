package archsim.workloads.sparsity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;

class BetaDrawsTest {

    private static BetaDraws draws(double mean, double variation) {
        return new BetaDraws(Selection.of(1, "a", "weights"), mean, variation);
    }

    /** The numbers that seed 1 gave when the stream was fixed; a change of them changes every clustered mask. */
    @Test
    void sharesOfASeedAreTheSameOnEveryMachine() {
        BetaDraws draws = draws(0.2, 0.5);
        assertThat(new double[] {draws.next(), draws.next(), draws.next()})
                .containsExactly(0.5157018294227497, 0.1723767996893323, 0.07667043319388622);
    }

    /** Mean 0.2 and deviation 0.5 x 0.2 = 0.1; of 40 000 draws the mean is off by 0.0005 at one sigma. */
    @Test
    void sharesHaveTheAskedMeanAndVariation() {
        var shares = new SummaryStatistics();
        BetaDraws draws = draws(0.2, 0.5);
        for (int i = 0; i < 40_000; i++) {
            shares.addValue(draws.next());
        }
        assertThat(shares.getMean()).isCloseTo(0.2, within(0.002));
        assertThat(shares.getStandardDeviation()).isCloseTo(0.1, within(0.002));
        assertThat(shares.getMin()).isNotNegative();
        assertThat(shares.getMax()).isLessThanOrEqualTo(1);
    }

    /** 1e-160 squared is 0 in floating point, and the shapes would be infinite. */
    @Test
    void aVariationOfNextToNothingGivesTheMean() {
        assertThat(draws(0.2, 1e-160).next()).isCloseTo(0.2, within(1e-11));
    }

    /** At mean 0.5 no share varies by more than sqrt(0.5 / 0.5) = 1. */
    @Test
    void beyondTheLargestVariationSharesAreNoneOrAll() {
        BetaDraws draws = draws(0.5, 9);
        assertThat(new double[] {draws.next(), draws.next(), draws.next()}).containsExactly(0, 1, 1);
    }
}
