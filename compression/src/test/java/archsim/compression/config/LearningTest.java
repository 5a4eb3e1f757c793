package archsim.compression.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LearningTest {

    private static final Training TRAINING = new Training(8, 0.1, 0.001);

    private static CompressionConfig with(String learning) {
        String text = CompressionConfigs.text("lenet5-dense").strip();
        return CompressionConfigs.parse(
                "test.json", text.substring(0, text.length() - 1) + ", \"learning\": {" + learning + "}}");
    }

    /** The first rate up to half, sqrt(0.1 x 0.001) = 0.01 up to three quarters, then the last. */
    @Test
    void aStepScheduleFallsTwice() {
        Learning learning =
                with("\"optimiser\": \"sgd\", \"schedule\": \"step\"").learningOrPlain();
        assertThat(learning.descends()).isTrue();
        assertThat(learning.rateAt(TRAINING, 0.49)).isEqualTo(0.1);
        assertThat(learning.rateAt(TRAINING, 0.5)).isCloseTo(0.01, within(1e-9));
        assertThat(learning.rateAt(TRAINING, 0.75)).isEqualTo(0.001);
    }

    /** The first of two epochs of warming up out of eight: half the rate of the cosine, and all of it after the second. */
    @Test
    void aRateWarmsUpFromZero() {
        Learning learning = with("\"warmUpEpochs\": 2").learningOrPlain();
        assertThat(learning.rateAt(TRAINING, 0)).isZero();
        assertThat(learning.rateAt(TRAINING, 1 / 8.0)).isCloseTo(TRAINING.rateAt(1 / 8.0) / 2, within(1e-12));
        assertThat(learning.rateAt(TRAINING, 2 / 8.0)).isEqualTo(TRAINING.rateAt(2 / 8.0));
    }

    @Test
    void meansThatCannotBeHadAreTold() {
        assertThatThrownBy(() -> with("\"nesterov\": true, \"cutoutPixels\": 29, \"mixup\": 0"))
                .hasMessageContaining("/learning/nesterov must not be true with adam")
                .hasMessageContaining("/learning/cutoutPixels must be at most the shorter side of an image, 28, was 29")
                .hasMessageContaining("/learning/mixup must be a number from 0.01 to 100, was 0");
    }

    @Test
    void withoutTheKeyNothingChanges() {
        Learning plain = CompressionConfigs.find("lenet5-dense").learningOrPlain();
        assertThat(plain.descends()).isFalse();
        assertThat(plain.rateAt(TRAINING, 0.5)).isEqualTo(TRAINING.rateAt(0.5));
    }

    @Test
    void faultsOfLearningAreToldWithTheirPlace() {
        assertThatThrownBy(() -> with("\"labelSmoothing\": 1.5, \"distillation\": {\"share\": 2, \"temperature\": 4}"))
                .hasMessageContaining("/learning/labelSmoothing")
                .hasMessageContaining("/learning/distillation/share");
        assertThatThrownBy(() -> with("\"optimizer\": \"adam\"")).hasMessageContaining("optimiser");
    }
}
