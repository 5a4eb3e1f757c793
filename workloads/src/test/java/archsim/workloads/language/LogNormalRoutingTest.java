package archsim.workloads.language;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.workloads.imports.transformer.Routing;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogNormalRoutingTest {

    /**
     * Log-normal weights with Gini = erf(sigma / 2) have these largest ones over their mean, on average over draws of 64, 128 and
     * 256 experts, as another program found; 1,000 blocks here.
     */
    @ParameterizedTest
    @CsvSource({
        "0.105, 8, 1.29",
        "0.105, 64, 1.53",
        "0.105, 256, 1.67",
        "0.24, 64, 2.55",
        "0.24, 128, 2.84",
        "0.38, 64, 4.19",
        "0.38, 256, 5.86"
    })
    void theLargestWeightIsAsLargeAsTheIndexSays(double gini, int experts, double largestOverMean) {
        var routing = new LogNormalRouting(new RoutingSkew(gini), 1);
        double sum = 0;
        for (int block = 0; block < 1_000; block++) {
            double[] weights = routing.weights(block, experts);
            sum += Arrays.stream(weights).max().orElseThrow()
                    / Arrays.stream(weights).average().orElseThrow();
        }
        assertThat(sum / 1_000).isCloseTo(largestOverMean, Offset.offset(0.03 * largestOverMean));
    }

    /** 20,000 tokens of 4 experts among 64 leave 3 % of chance for each expert, and 0.02 to the index of all. */
    @ParameterizedTest
    @CsvSource({"0", "0.15", "0.29", "0.6"})
    void tokensHaveTheGiniIndexOfTheWeights(double gini) {
        var routing = new LogNormalRouting(new RoutingSkew(gini), 7);
        var counted = new CountedRouting(routing);
        int[] sent = counted.tokensOfExperts(5, 64, 4, 0, 20_000);
        double[] chances = LogNormalRouting.chances(routing.weights(5, 64), 4);
        for (int i = 0; i < 64; i++) {
            assertThat(sent[i] / 20_000.0).isCloseTo(chances[i], Offset.offset(0.02));
        }
        assertThat(counted.gini().orElseThrow()).isCloseTo(gini, Offset.offset(0.08));
    }

    /** By hand: weights 8, 1, 1 and two experts a token: the first is always taken, the others half of the time each. */
    @Test
    void anExpertIsTakenOnceByAToken() {
        assertThat(LogNormalRouting.chances(new double[] {8, 1, 1}, 2)).containsExactly(1, 0.5, 0.5);
        assertThat(LogNormalRouting.chances(new double[] {1, 1, 2}, 3)).containsExactly(1, 1, 1);
        assertThat(LogNormalRouting.chances(new double[] {1, 3}, 1)).containsExactly(0.25, 0.75);
        var routing = new LogNormalRouting(new RoutingSkew(0.95), 3);
        for (int token = 0; token < 200; token++) {
            int[] sent = routing.tokensOfExperts(token % 5, 8, 6, token, 1);
            assertThat(Arrays.stream(sent).sum()).isEqualTo(6);
            assertThat(Arrays.stream(sent).max().orElseThrow()).isEqualTo(1);
        }
    }

    /** A token's experts depend on the seed, the block and its place in the run, not on how the run is cut into passes. */
    @Test
    void passesAddUp() {
        Routing routing = new LogNormalRouting(new RoutingSkew(0.3), 11);
        int[] sum = new int[64];
        for (int i = 0; i < 100; i++) {
            int[] one = routing.tokensOfExperts(2, 64, 8, 40 + i, 1);
            IntStream.range(0, 64).forEach(expert -> sum[expert] += one[expert]);
        }
        assertThat(sum).isEqualTo(routing.tokensOfExperts(2, 64, 8, 40, 100));
        assertThat(sum).isNotEqualTo(routing.tokensOfExperts(3, 64, 8, 40, 100));
        assertThat(sum).isNotEqualTo(new LogNormalRouting(new RoutingSkew(0.3), 12).tokensOfExperts(2, 64, 8, 40, 100));
    }

    /** Skew moves multiplications from one expert to another; there are as many of them. */
    @Test
    void skewKeepsTheMultiplications() {
        long even = macs(Routing.EVEN);
        assertThat(macs(new LogNormalRouting(new RoutingSkew(0.29), 1))).isEqualTo(even);
    }

    private static long macs(Routing routing) {
        var run = new LanguageRun(
                ShippedLanguageModelsTest.model("qwen3-30b-a3b").transformer(),
                2,
                Optional.of(new Prefill(64, OptionalInt.empty())),
                Optional.of(new Decode(65, OptionalInt.of(2))),
                routing);
        return run.leftOut(run.layers()).macs();
    }
}
