package archsim.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.compression.config.CompressionConfig;
import archsim.compression.config.CompressionConfigs;
import archsim.compression.config.CompressionRequest;
import archsim.compression.config.DivergedException;
import archsim.workloads.dataset.DataSet;
import archsim.workloads.dataset.GeneratedDigits;
import archsim.workloads.model.ModelManifest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training that goes wrong. */
class DivergenceTest {

    private static final String CONFIG = """
            {"schemaVersion": 1, "network": "lenet5", "scheme": "column-filter", "seed": 3, "batchSize": 32,
             "shiftPixels": 0, "validationImages": 32, "learning": {"optimiser": "sgd"},
             "dense": {"epochs": 1, "learningRate": 0.01, "finalLearningRate": 0.01},
             "rounds": [{
               "layers": {"conv1": {"filters": 8, "columns": 16}, "fc1": {"filters": 40, "columns": 100}},
               "admm": {"iterations": 1, "epochsPerIteration": 2, "rhoStart": 0.01, "rhoGrowth": 3,
                        "learningRate": 0.001, "finalLearningRate": 0.001},
               "retraining": {"epochs": 1, "learningRate": 0.001, "finalLearningRate": 0.001}}],
             "quantisation": {"grid": "equal-distance", "bits": 3, "steps": [
               {"share": 1, "retraining": {"epochs": 1, "learningRate": 0.001, "finalLearningRate": 0.001}}]}}
            """;

    private static final DataSet DIGITS = new GeneratedDigits(1).draw(192, 200);

    @TempDir
    private Path folder;

    private ModelManifest run(String text) throws IOException {
        CompressionConfig config = CompressionConfigs.parse("config.json", text);
        return Compression.run(new CompressionRequest(config, DIGITS, folder, false, 2, "test"), report -> {})
                .manifest();
    }

    /** A pull of rho (W - Z) with a rate of 1 and rho 1000 makes weights a thousand times as large at every step. */
    @Test
    void itIsToldWithItsEpochAndPointer() {
        assertThatThrownBy(() -> run(CONFIG.replace("\"rhoStart\": 0.01", "\"rhoStart\": 1000")
                        .replace("0.001, \"finalLearningRate\": 0.001", "1, \"finalLearningRate\": 1")))
                .isInstanceOf(DivergedException.class)
                .hasMessageMatching("/rounds/0/admm diverged: in epoch [12] of round1-admm weights or gradients are not"
                        + " finite, the loss is .*; lower its learningRate or rho");
        assertThat(folder.resolve("model.safetensors")).doesNotExist();
    }

    @Test
    void aModelThatHasLearnedNothingSaysSo() throws IOException {
        ModelManifest manifest = run(CONFIG.replace("0.01, \"finalLearningRate\": 0.01", "0, \"finalLearningRate\": 0")
                .replace("0.001, \"finalLearningRate\": 0.001", "0, \"finalLearningRate\": 0"));

        assertThat(manifest.hyperParameters().get(ModelManifest.WARNING))
                .matches(
                        "the model has learned nothing: [0-9.]+ % of the test images are right, guessing gives 1[0-9.]+ %");
    }

    @Test
    void aModelThatHasLearnedSaysNothing() throws IOException {
        ModelManifest manifest = run(CONFIG.replace("\"optimiser\": \"sgd\"", "\"optimiser\": \"adam\"")
                .replace(
                        "\"epochs\": 1, \"learningRate\": 0.01, \"finalLearningRate\": 0.01",
                        "\"epochs\": 10, \"learningRate\": 0.003, \"finalLearningRate\": 0.001"));

        assertThat(manifest.accuracyAfter().orElseThrow()).isGreaterThan(0.3);
        assertThat(manifest.hyperParameters()).doesNotContainKey(ModelManifest.WARNING);
    }
}
