package archsim.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.compression.config.CompressionConfig;
import archsim.compression.config.CompressionConfigs;
import archsim.compression.config.CompressionRequest;
import archsim.compression.config.Progress;
import archsim.workloads.dataset.DataSet;
import archsim.workloads.dataset.GeneratedDigits;
import archsim.workloads.dataset.ImageSet;
import archsim.workloads.model.CompressedLayer;
import archsim.workloads.model.CompressedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionTest {

    /** Dense, one distilled round of column and filter pruning, ADMM and two steps to 3 bits: 8 epochs in all. */
    private static final CompressionConfig TINY = CompressionConfigs.parse("tiny.json", """
            {"schemaVersion": 1, "network": "lenet5", "scheme": "column-filter", "seed": 3, "batchSize": 32,
             "shiftPixels": 1, "validationImages": 128,
             "learning": {"distillation": {"share": 0.5, "temperature": 4}},
             "dense": {"epochs": 2, "learningRate": 2e-3, "finalLearningRate": 1e-3},
             "rounds": [{
               "layers": {"conv1": {"filters": 8, "columns": 16}, "conv2": {"filters": 12, "columns": 40},
                          "fc1": {"filters": 40, "columns": 100}},
               "admm": {"iterations": 2, "epochsPerIteration": 1, "rhoStart": 0.01, "rhoGrowth": 3,
                        "learningRate": 1e-3, "finalLearningRate": 1e-3},
               "retraining": {"epochs": 2, "learningRate": 2e-3, "finalLearningRate": 1e-3}}],
             "quantisation": {"grid": "equal-distance", "bits": 3, "steps": [
               {"share": 0.5, "retraining": {"epochs": 1, "learningRate": 1e-3, "finalLearningRate": 1e-3}},
               {"share": 1, "retraining": {"epochs": 1, "learningRate": 1e-3, "finalLearningRate": 1e-3}}]}}
            """);

    private static final DataSet DIGITS = new GeneratedDigits(1).draw(1408, 400);

    @TempDir
    private static Path folder;

    private static final List<Progress.EpochReport> REPORTS = new ArrayList<>();

    private static CompressedModel model;

    @BeforeAll
    static void compressWithoutInterruption() throws IOException {
        model = Compression.run(request("whole", false, 2), REPORTS::add);
    }

    private static CompressionRequest request(String name, boolean resume, int threads) throws IOException {
        return new CompressionRequest(
                TINY, DIGITS, Files.createDirectories(folder.resolve(name)), resume, threads, "test");
    }

    @Test
    void aCompressedModelStillTellsTheClasses() {
        assertThat(model.manifest().accuracyBefore().orElseThrow()).isGreaterThan(0.9);
        assertThat(model.manifest().accuracyAfter().orElseThrow()).isGreaterThan(0.6);
        assertThat(model.recordedImages()).isEqualTo(4);
    }

    /** conv1 keeps 8 x 16 weights at most, conv2 12 x 40, fc1 40 x 100, fc2 10 x 40: all at 3 bits. */
    @Test
    void theModelKeepsNoMoreThanAsked() {
        int[] most = {8 * 16, 12 * 40, 40 * 100, 10 * 40};
        for (int i = 0; i < most.length; i++) {
            CompressedLayer layer = model.layers().get(i);
            assertThat(layer.weights().mask().count()).isBetween(most[i] / 2, most[i]);
            assertThat(layer.weights().bits()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6})
    void aRunKilledAfterAnyEpochEndsInTheSameBytes(int lastEpoch) throws IOException {
        Progress killed = report -> {
            if (report.epochsDone() == lastEpoch) {
                throw new IllegalStateException("killed");
            }
        };
        assertThatThrownBy(() -> Compression.run(request("resumed" + lastEpoch, false, 2), killed))
                .hasMessage("killed");
        Compression.run(request("resumed" + lastEpoch, true, 1), report -> {});
        for (String file : new String[] {"model.safetensors", "history.csv"}) {
            assertThat(folder.resolve("resumed" + lastEpoch).resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("whole/" + file));
        }
    }

    /** The dense training knows nothing of the distillation that follows: recipes with and without it share one. */
    @Test
    void denseTrainingOfAnotherRunGivesTheSameBytes() throws IOException {
        CompressionRequest dense = denseRequest("dense");
        assertThat(TINY.learningOrPlain().distillation()).isPresent();
        assertThat(dense.config().learningOrPlain().distillation()).isEmpty();
        Compression.run(dense, report -> {});
        Compression.run(request("shared", true, 1), dense, report -> {});
        assertThat(folder.resolve("shared/model.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("whole/model.safetensors"));
        assertThat(folder.resolve("shared/history.csv")).hasSameBinaryContentAs(folder.resolve("whole/history.csv"));
    }

    @Test
    void denseTrainingThatHasNotEndedIsRefused() throws IOException {
        CompressionRequest dense = denseRequest("halfway");
        assertThatThrownBy(() -> Compression.run(dense, report -> {
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        CompressionRequest other = request("early", true, 1);
        assertThatThrownBy(() -> Compression.run(other, dense, report -> {}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("must be of a run that has ended");
    }

    private static CompressionRequest denseRequest(String name) throws IOException {
        return new CompressionRequest(
                TINY.denseOnly(), DIGITS, Files.createDirectories(folder.resolve(name)), true, 2, "test");
    }

    @Test
    void structuredRoundsTrainASmallerNetwork() {
        assertThat(REPORTS).hasSize(8);
        assertThat(REPORTS.get(3).liveParameters()).isEqualTo(431_080);
        assertThat(REPORTS.get(4).liveParameters()).isLessThan(431_080 / 50);
    }

    @Test
    void imagesOfAnotherSizeAreRefused() {
        ImageSet small = ImageSet.of("small", 1, 2, 2, new byte[4], new byte[1]);
        assertThatThrownBy(() -> Compression.run(
                        new CompressionRequest(TINY, new DataSet("small", small, small), folder, false, 1, "test"),
                        report -> {}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("must hold images of 1 x 28 x 28, was 1 x 2 x 2");
    }
}
