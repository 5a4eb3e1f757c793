package archsim.compression.admm;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.compression.TestConfigs;
import archsim.compression.config.CompressionConfig;
import archsim.compression.config.CompressionConfigs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    private static final String TWO_ROUNDS = TestConfigs.TWO_ROUNDS;

    private static CompressionConfig of(String kind) {
        return CompressionConfigs.parse(
                "test.json", TWO_ROUNDS.replaceFirst("\\{", "{\"method\": {\"kind\": \"%s\"},".formatted(kind)));
    }

    private static List<String> names(CompressionConfig config) {
        return Schedule.of(config).stages().stream().map(Stage::name).limit(6).toList();
    }

    @Test
    void admmComesBeforeTheRetrainingOfEachRound() {
        assertThat(names(of("admm")))
                .containsExactly(
                        "dense",
                        "round1-admm",
                        "round1-retraining",
                        "round2-admm",
                        "round2-retraining",
                        "quantisation-admm");
    }

    /** One mapping after dense training, and then nothing but retraining. */
    @Test
    void oneShotMapsOnce() {
        CompressionConfig config = of("one-shot");
        assertThat(names(config))
                .containsExactly(
                        "dense",
                        "one-shot",
                        "round1-one-shot",
                        "round1-retraining",
                        "round2-one-shot",
                        "round2-retraining");
        assertThat(Schedule.of(config).stages().get(1)).isInstanceOf(MappingStage.class);
        assertThat(Schedule.of(config).stages().get(4)).isInstanceOf(TrainingStage.class);
    }

    /** Dense 10, rounds 5 + 3 and 6 + 12, quantisation 6 and 2 + 2 + 3 + 3 + 2. */
    @ParameterizedTest
    @ValueSource(strings = {"admm", "one-shot", "iterative", "l1", "l2", "projected-gradient"})
    void everyMethodHasTheSameBudget(String kind) {
        assertThat(Schedule.of(of(kind)).epochs()).isEqualTo(10 + 8 + 18 + 6 + 12);
    }

    /** Until the search has ended there is no quantisation. */
    @Test
    void aSearchAddsRoundsOneByOne() {
        String search = """
                "search": {"prior": {"fc1": {"keep": 30000}}, "first": 1.5, "second": 2, "growth": 1.25,
                  "tolerance": 0.001, "maxRounds": 5,
                  "admm": {"iterations": 2, "epochsPerIteration": 1, "rhoStart": 0.01, "rhoGrowth": 2,
                           "learningRate": 0.001, "finalLearningRate": 0.001},
                  "retraining": {"epochs": 1, "learningRate": 0.001, "finalLearningRate": 0.001}},
                "rounds": [],""";
        String text =
                TWO_ROUNDS.replaceFirst("(?s)\"rounds\": \\[.*\\],\\s*\"quantisation\"", search + "\"quantisation\"");
        CompressionConfig config = CompressionConfigs.parse("test.json", text);
        assertThat(Schedule.of(config, 0, false).stages()).hasSize(1);
        assertThat(Schedule.of(config, 2, false).stages()).hasSize(5);
        assertThat(Schedule.of(config, 2, true).stages()).hasSize(5 + 6);
    }
}
