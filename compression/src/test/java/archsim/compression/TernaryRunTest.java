package archsim.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.compression.config.CompressionConfig;
import archsim.compression.config.CompressionConfigs;
import archsim.compression.config.CompressionRequest;
import archsim.compression.config.Progress;
import archsim.workloads.model.CompressedModel;
import archsim.workloads.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Single weights pruned, then ternary ones whose thresholds learn: 6 epochs of a network of 8 x 8 pixels. */
class TernaryRunTest {

    @TempDir
    private static Path folder;

    private static CompressedModel whole;

    @BeforeAll
    static void trainWithoutInterruption() throws IOException {
        whole = run(0.1, "whole", false, 2, report -> {});
    }

    private static String text(double thresholdRate, String grid) throws IOException {
        return """
            {"schemaVersion": 1, "network": "%s", "scheme": "non-structured", "seed": 3, "batchSize": 16,
             "shiftPixels": 1, "validationImages": 16,
             "dense": {"epochs": 2, "learningRate": 0.01, "finalLearningRate": 1e-3},
             "rounds": [{"layers": {"conv2": {"keep": 100}},
               "admm": {"iterations": 1, "epochsPerIteration": 1, "rhoStart": 0.01, "rhoGrowth": 2,
                        "learningRate": 0.01, "finalLearningRate": 1e-3},
               "retraining": {"epochs": 0, "learningRate": 0, "finalLearningRate": 0}}],
             "quantisation": {"grid": "%s", "bits": 2,
               "ternary": {"start": 0.3, "thresholdRate": %s,
                           "training": {"epochs": 2, "learningRate": 0.01, "finalLearningRate": 1e-3}},
               "steps": [{"share": 1, "retraining": {"epochs": 1, "learningRate": 1e-3, "finalLearningRate": 1e-3}}]}}
            """.formatted(RecipeTest.network(folder), grid, Double.toString(thresholdRate));
    }

    private static CompressedModel run(
            double thresholdRate, String name, boolean resume, int threads, Progress progress) throws IOException {
        CompressionConfig config = CompressionConfigs.parse("ternary.json", text(thresholdRate, "mid-tread"));
        Path out = Files.createDirectories(folder.resolve(name));
        Compression.run(new CompressionRequest(config, RecipeTest.DATA, out, resume, threads, "test"), progress);
        return ModelFile.read(out.resolve("model.safetensors"));
    }

    @Test
    void allWeightsAreTernaryAndSomeMoreOfThemPruned() {
        for (var layer : whole.layers()) {
            for (int i = 0; i < layer.weights().size(); i++) {
                assertThat(layer.weights().level(i)).isBetween(-1, 1);
            }
        }
        assertThat(whole.layers().get(0).weights().mask().count()).isBetween(5, 35);
        assertThat(whole.layers().get(1).weights().mask().count()).isBetween(50, 100);
    }

    /** Only the thresholds' rate differs. */
    @Test
    void thresholdsLearn() throws IOException {
        CompressedModel stuck = run(0, "stuck", false, 2, report -> {});
        assertThat(stuck.layers().get(0).weights().scale())
                .isNotEqualTo(whole.layers().get(0).weights().scale());
    }

    @ParameterizedTest
    @CsvSource({"3, 1", "4, 8", "5, 1"})
    void aRunKilledAfterAnyEpochEndsInTheSameBytes(int lastEpoch, int threads) throws IOException {
        String name = "resumed" + lastEpoch;
        Progress killed = report -> {
            if (report.epochsDone() == lastEpoch) {
                throw new IllegalStateException("killed");
            }
        };
        assertThatThrownBy(() -> run(0.1, name, false, 2, killed)).hasMessage("killed");
        run(0.1, name, true, threads, report -> {});
        for (String file : new String[] {"model.safetensors", "history.csv"}) {
            assertThat(folder.resolve(name).resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("whole").resolve(file));
        }
    }

    @Test
    void otherGridsAreRefused() throws IOException {
        String text = text(0.1, "symmetric");
        assertThatThrownBy(() -> CompressionConfigs.parse("ternary.json", text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/quantisation/ternary must have the grid mid-tread with 2 bits in all layers");
    }
}
