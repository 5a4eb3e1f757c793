package archsim.compression.admm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.compression.config.Admm;
import archsim.compression.config.LayerTarget;
import archsim.compression.config.Search;
import archsim.compression.config.Training;
import archsim.compression.network.ArchitectureBuilder;
import archsim.compression.network.NetworkModel;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundSearchTest {

    private static final NetworkModel SMALL =
            new ArchitectureBuilder("small", 2, 1, 1).connected("out", 3).build();

    private static final Search SEARCH = new Search(
            Map.of("out", LayerTarget.keeping(600), "conv", LayerTarget.matrix(60, 120)),
            1.5,
            2,
            1.25,
            0.002,
            3,
            Admm.of(1, 1, 1, 1, 0, 0),
            new Training(1, 0, 0));

    private final CompressionState state = CompressionState.initial(SMALL, 1);

    private static Schedule stages(int count) {
        return new Schedule(Collections.nCopies(count, new TrainingStage("test", new Training(1, 0, 0), false)));
    }

    private void ended(int stage, double validationAccuracy) {
        state.history.add(new HistoryRow(stage, 1, 0, 0, validationAccuracy, Double.NaN, 0, 0, Double.NaN));
    }

    /** 1.5, then 1.5 x 2 = 3, then 3 x 1.25 = 3.75: 600 / 3.75 = 160. */
    @Test
    void factorsAreThoseOfThePaper() {
        assertThat(SEARCH.factor(1)).isEqualTo(1.5);
        assertThat(SEARCH.factor(2)).isEqualTo(3);
        assertThat(SEARCH.factor(3)).isCloseTo(3.75, within(1e-12));
        assertThat(SEARCH.round(3).layers().get("out")).isEqualTo(LayerTarget.keeping(160));
    }

    /** A factor of 3 is sqrt(3) fewer filters and columns: 60 / 1.732 = 34.6 and 120 / 1.732 = 69.3. */
    @Test
    void filtersAndColumnsShareAFactor() {
        assertThat(SEARCH.round(2).layers().get("conv")).isEqualTo(LayerTarget.matrix(35, 69));
    }

    @Test
    void aRoundThatHoldsIsFollowedByAnother() {
        ended(0, 0.99);
        new RoundSearch(SEARCH).decide(state, stages(1));
        assertThat(state.searchRounds).isEqualTo(1);
        ended(2, 0.989);
        new RoundSearch(SEARCH).decide(state, stages(3));
        assertThat(List.of(state.searchRounds, state.searchEnded)).containsExactly(2, false);
    }

    /** 0.985 is 0.005 below 0.99, more than 0.002: weights and mask are those before the round. */
    @Test
    void aRoundThatDoesNotHoldIsTakenBack() {
        ended(0, 0.99);
        float[] before = state.parameters.clone();
        new RoundSearch(SEARCH).decide(state, stages(1));
        state.parameters[1] = 7;
        state.mask[2] = false;
        ended(2, 0.985);
        new RoundSearch(SEARCH).decide(state, stages(3));
        assertThat(state.searchEnded).isTrue();
        assertThat(state.parameters).isEqualTo(before);
        assertThat(state.mask[2]).isTrue();
    }

    @Test
    void theSearchEndsAfterItsLastRound() {
        ended(0, 0.99);
        state.searchRounds = 3;
        ended(6, 0.99);
        new RoundSearch(SEARCH).decide(state, stages(7));
        assertThat(List.of(state.searchRounds, state.searchEnded)).containsExactly(3, true);
    }
}
