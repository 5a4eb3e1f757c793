package archsim.compression.admm;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.compression.config.Admm;
import archsim.compression.config.LayerTarget;
import archsim.compression.config.Method;
import archsim.compression.config.Round;
import archsim.compression.config.Training;
import archsim.compression.network.ArchitectureBuilder;
import archsim.compression.network.NetworkModel;
import archsim.workloads.Scheme;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaskTurnoverTest {

    /** One layer of 4 x 1 weights. */
    private static final NetworkModel FOUR =
            new ArchitectureBuilder("four", 4, 1, 1).connected("out", 1).build();

    private final CompressionState state = CompressionState.of(FOUR, new float[] {4, 3, 2, 1, 0});

    private static PrunedSet keepTwo() {
        Admm steps = Admm.of(2, 2, 1, 1, 0, 0);
        Round round = Round.of(Map.of("out", LayerTarget.keeping(2)), steps, new Training(0, 0, 0));
        return new PrunedSet(round, Scheme.NON_STRUCTURED, Method.PLAIN);
    }

    private static HistoryRow row(int epoch) {
        return new HistoryRow(0, epoch, 0, 0, 0, 0, 0, 0, Double.NaN);
    }

    /**
     * Weights 0 and 1 are the largest at the start and after the first iteration, 0 and 2 after the second and at the end:
     * half of the final mask stood at first, all of it after the second. An iteration has two epochs.
     */
    @Test
    void theShareOfTheFinalMaskIsToldForEveryIteration() {
        var stage = new AdmmStage("test", Admm.of(2, 2, 1, 1, 0, 0), keepTwo());
        stage.begin(state);
        for (int epoch = 1; epoch <= 4; epoch++) {
            state.history.add(row(epoch));
            if (epoch == 3) {
                state.parameters[2] = 9;
            }
            stage.afterEpoch(state, epoch);
        }
        stage.end(state);
        String told = MaskTurnover.end(state, stage.set(), 2).orElseThrow();
        assertThat(told)
                .startsWith("50.0 % of the final mask stood at the start, 50.0 % after the first of 2 iterations");
        assertThat(state.history).extracting(HistoryRow::maskShare).containsExactly(Double.NaN, 0.5, Double.NaN, 1.0);
        assertThat(MaskTurnover.end(state, stage.set(), 2)).isEmpty();
    }

    @Test
    void anotherSetIsNotWatched() {
        assertThat(new TrainingStage("test", new Training(1, 0, 0), true).watched())
                .isEmpty();
    }
}
