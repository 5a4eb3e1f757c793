package archsim.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.compression.config.CompressionConfig;
import archsim.compression.config.CompressionConfigs;
import archsim.compression.config.CompressionRequest;
import archsim.compression.config.Progress;
import archsim.workloads.dataset.DataSet;
import archsim.workloads.dataset.GeneratedDigits;
import archsim.workloads.model.CompressedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompressionSearchTest {

    /** Two rounds, held by a tolerance of everything, with Fisher weights, then ternary levels: 2 x 2 + 1 + 1 epochs. */
    private static final CompressionConfig SEARCH = CompressionConfigs.parse("search.json", """
            {"schemaVersion": 1, "network": "lenet5", "scheme": "non-structured", "seed": 3, "batchSize": 32,
             "shiftPixels": 0, "validationImages": 64,
             "dense": {"epochs": 1, "learningRate": 2e-3, "finalLearningRate": 1e-3},
             "rounds": [],
             "method": {"importance": "fisher"},
             "search": {"prior": {"conv1": {"keep": 300}, "conv2": {"keep": 3000}, "fc1": {"keep": 6000}},
               "first": 1.5, "second": 2, "growth": 1.5, "tolerance": 1, "maxRounds": 2,
               "admm": {"iterations": 1, "epochsPerIteration": 1, "rhoStart": 0.01, "rhoGrowth": 3,
                        "learningRate": 1e-3, "finalLearningRate": 1e-3},
               "retraining": {"epochs": 1, "learningRate": 2e-3, "finalLearningRate": 1e-3}},
             "quantisation": {"grid": "mid-tread", "bits": 3, "layerBits": {"conv1": 4}, "steps": [
               {"share": 1, "retraining": {"epochs": 1, "learningRate": 1e-3, "finalLearningRate": 1e-3}}]}}
            """);

    private static final DataSet DIGITS = new GeneratedDigits(1).draw(704, 200);

    @TempDir
    private Path folder;

    private CompressionRequest request(String name, boolean resume) throws IOException {
        return new CompressionRequest(SEARCH, DIGITS, Files.createDirectories(folder.resolve(name)), resume, 1, "test");
    }

    /** A third of 300, 3000 and 6000 weights after both rounds, fewer by those that became zero at 3 or 4 bits. */
    @Test
    void aSearchPrunesRoundByRoundAndGoesOnWhereItWasKilled() throws IOException {
        CompressedModel model = Compression.run(request("whole", false), report -> {});
        long[] most = {100, 1000, 2000};
        for (int i = 0; i < most.length; i++) {
            long kept = model.layers().get(i).weights().mask().count();
            assertThat(kept).isBetween(most[i] / 2, most[i]);
        }
        assertThat(model.layers().get(0).weights().bits()).isEqualTo(4);
        assertThat(model.layers().get(1).weights().bits()).isEqualTo(3);
        for (int epoch : new int[] {1, 3, 4}) {
            Progress killed = report -> {
                if (report.epochsDone() == epoch) {
                    throw new IllegalStateException("killed");
                }
            };
            assertThatThrownBy(() -> Compression.run(request("after" + epoch, false), killed))
                    .hasMessage("killed");
            Compression.run(request("after" + epoch, true), report -> {});
            for (String file : new String[] {"model.safetensors", "history.csv"}) {
                assertThat(folder.resolve("after" + epoch).resolve(file))
                        .hasSameBinaryContentAs(folder.resolve("whole/" + file));
            }
        }
    }
}
