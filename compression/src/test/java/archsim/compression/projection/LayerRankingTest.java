package archsim.compression.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LayerRankingTest {

    /** Squares 1, 9, 4: 9 / 9, then 4 / 13, then 1 / 14. */
    @Test
    void aScoreIsTheShareAmongThoseNotSmaller() {
        double[] scores = LayerRanking.scores(new float[] {-1, 3, 2});
        assertThat(scores[1]).isEqualTo(1);
        assertThat(scores[2]).isCloseTo(4.0 / 13, within(1e-12));
        assertThat(scores[0]).isCloseTo(1.0 / 14, within(1e-12));
    }

    /** Of two equal weights the first counts as the larger: 1 and 1 / 2. */
    @Test
    void ofEqualsTheFirstScoresHigher() {
        assertThat(LayerRanking.scores(new float[] {5, -5})).containsExactly(1, 0.5);
    }

    /** Scores do not change when a layer is scaled, so no layer wins by its scale alone. */
    @Test
    void scaleDoesNotMatter() {
        float[] weights = {1, -2, 0, 4};
        float[] scaled = {8, -16, 0, 32};
        assertThat(LayerRanking.scores(scaled)).containsExactly(LayerRanking.scores(weights));
    }
}
