package archsim.engine.run.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenRatesTest {

    private static final TokenRates.PhaseCost PROMPT = new TokenRates.PhaseCost(40, 1000, 2e6, 8e12);
    private static final TokenRates.PhaseCost GENERATED = new TokenRates.PhaseCost(20, 500, 1e7, 4e13);

    /**
     * Four prompts of ten tokens in 2 ms and 8 J are 2 J each; five tokens a sequence in 10 ms are one in 2 ms, 2000 a second in
     * all, of 2 J.
     */
    @Test
    void ratesFollowFromThePhases() {
        var rates = new TokenRates(4, Optional.of(PROMPT), Optional.of(GENERATED));
        assertThat(rates.timeToFirstTokenNs()).contains(2e6);
        assertThat(rates.joulesToFirstToken()).contains(2.0);
        assertThat(rates.timePerTokenNs()).contains(2e6);
        assertThat(rates.tokensPerSecond()).contains(2000.0);
        assertThat(rates.joulesPerToken()).contains(2.0);
        assertThat(rates.byName())
                .containsEntry("prefill", Map.of("tokens", 40L, "macs", 1000L, "timeNs", 2e6, "energyPj", 8e12))
                .containsEntry("timeToFirstTokenNs", 2e6)
                .containsEntry("energyToFirstTokenJ", 2.0)
                .containsEntry("timePerTokenNs", 2e6)
                .containsEntry("tokensPerSecond", 2000.0)
                .containsEntry("energyPerTokenJ", 2.0);
    }

    @Test
    void aPhaseThatIsNotRunGivesNothing() {
        assertThat(new TokenRates(4, Optional.of(PROMPT), Optional.empty()).byName())
                .containsOnlyKeys("prefill", "timeToFirstTokenNs", "energyToFirstTokenJ");
    }

    /** Twice as many images: four times fewer products are eight times fewer an image, weights stay what they are. */
    @Test
    void productsAreCountedByTheImageAndWeightsOnce() {
        assertThat(new Alpha(3, 4, 5).anImage(2)).isEqualTo(new Alpha(3, 8, 10));
        assertThat(new Alpha(3, 4, 5).over(2)).isEqualTo(new Alpha(1.5, 2, 2.5));
    }
}
