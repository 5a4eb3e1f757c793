package archsim.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.json.StrictJson;
import archsim.cli.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code archsim study equal-accuracy}. */
class EqualAccuracyCommandTest {

    private static final String NETWORK = """
            {"schemaVersion": 1, "name": "tiny", "title": "tiny", "dataset": "bars", "source": "this test", "layers": [
              {"type": "conv", "name": "conv", "channels": 1, "filters": 6, "height": 8, "width": 8, "kernel": 3,
               "padding": 1, "pooling": {"window": 2, "stride": 2}},
              {"type": "fc", "name": "out", "inputs": 96, "outputs": 3}],
             "channelGroups": [{"producers": ["conv"], "consumers": ["out"], "inputsPerChannel": 16}]}
            """;

    private static final String CONFIG = """
            {"schemaVersion": 1, "title": "bars", "schemes": ["non-structured", "column-filter"], "machines": "%s",
             "recipe": {"schemaVersion": 1, "network": "lenet5", "scheme": "dense", "seed": 1, "batchSize": 16,
               "slices": 2, "shiftPixels": 0, "validationImages": 96,
               "dense": {"epochs": 6, "learningRate": 1e-2, "finalLearningRate": 1e-3}, "rounds": [],
               "quantisation": {"grid": "symmetric", "bits": 8, "steps": [
                 {"share": 1, "retraining": {"epochs": 0, "learningRate": 1e-3, "finalLearningRate": 1e-3}}]}},
             "rounds": [{
               "admm": {"iterations": 1, "epochsPerIteration": 1, "rhoStart": 0.01, "rhoGrowth": 3,
                        "learningRate": 5e-3, "finalLearningRate": 1e-3},
               "retraining": {"epochs": 3, "learningRate": 1e-2, "finalLearningRate": 1e-3}}],
             "rates": {"first": 2, "growth": 2, "most": 4, "resolution": 2}, "withinPoints": 5, "seeds": [1, 2]}
            """;

    private static final String STUDY = """
            {"schemaVersion": 1, "title": "two machines", "memory": "lpddr4-2400",
             "everyMachine": {"clockMhz": 500, "technologyNm": 45}, "fidelity": "analytical",
             "denseMachines": ["diannao"], "sparseMachines": ["cambricon-x"], "accuracyTolerancePoints": 0.2,
             "pairs": [{"name": "drawn", "title": "drawn",
               "baseline": {"network": "lenet5", "sparsity": {"kind": "bernoulli", "weightDensity": 1}},
               "nonStructured": {"network": "lenet5", "sparsity": {"kind": "bernoulli", "weightDensity": 0.1}},
               "structured": {"network": "lenet5", "sparsity": {"kind": "column-filter", "weightDensity": 0.2}}}]}
            """;

    @TempDir
    private Path folder;

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString().replace("\\", "/");
    }

    /** Images of 8 x 8 with a bright row, column or diagonal: three classes. */
    private String data() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        var random = new SplittableRandom(1);
        for (String part : new String[] {"train", "t10k"}) {
            int n = part.equals("train") ? 480 : 200;
            ByteBuffer images = ByteBuffer.allocate(16 + n * 64)
                    .putInt(0x803)
                    .putInt(n)
                    .putInt(8)
                    .putInt(8);
            ByteBuffer labels = ByteBuffer.allocate(8 + n).putInt(0x801).putInt(n);
            for (int image = 0; image < n; image++) {
                int place = random.nextInt(8);
                for (int pixel = 0; pixel < 64; pixel++) {
                    int row = pixel / 8;
                    int column = pixel % 8;
                    boolean bright =
                            switch (image % 3) {
                                case 0 -> row == place;
                                case 1 -> column == place;
                                default -> (row + place) % 8 == column;
                            };
                    images.put((byte) (bright ? 255 : random.nextInt(60)));
                }
                labels.put((byte) (image % 3));
            }
            Files.write(data.resolve(part + "-images-idx3-ubyte"), images.array());
            Files.write(data.resolve(part + "-labels-idx1-ubyte"), labels.array());
        }
        return data.toString();
    }

    @Test
    void ratesAreFoundTestedAndRunOnTheMachinesOfAStudy() throws IOException {
        String config = write("c.json", CONFIG.formatted(write("machines.json", STUDY)));
        Path out = folder.resolve("out");
        String[] arguments = {
            "study",
            "equal-accuracy",
            "--config",
            config,
            "--network",
            write("tiny.json", NETWORK),
            "--data",
            data(),
            "--out",
            out.toString(),
            "--threads",
            "1"
        };

        Outcome first = Outcome.of(arguments);
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out())
                .contains("seeds 1, 2: equal within 5.0 points?", "Models at the rates found", "column-filter");
        assertThat(first.err())
                .contains("non-structured at 2.00x")
                .contains("wrote " + out.resolve("machines").resolve("study.md"));
        assertThat(out.resolve("equal-accuracy.md"))
                .content()
                .startsWith("# bars\n")
                .contains("## Models at the rates");
        var study = StrictJson.parseObject("machines", Files.readString(out.resolve("machines.json")));
        assertThat(study.getJsonArray("pairs")).hasSize(2);
        assertThat(out.resolve("machines/study.md"))
                .content()
                .contains(
                        "No rate is the paper's",
                        "a paired test of the two accuracies says: ",
                        "a paired test of the three accuracies says: ",
                        "column-filter at the rates found, seed 2");

        Outcome again = Outcome.of(arguments);
        assertThat(again.out()).isEqualTo(first.out());
        assertThat(again.err()).doesNotContain("epoch 1 of");
    }

    @Test
    void faultsOfConfigurationAndOptionsAreToldBeforeAnythingIsTrained() throws IOException {
        String config = write("c.json", CONFIG.formatted("nowhere").replace("16,", "15,"));
        Outcome faulty = Outcome.of(
                "study",
                "equal-accuracy",
                "--config",
                config,
                "--from",
                "nowhere.npz",
                "--data",
                data(),
                "--out",
                folder.resolve("no").toString());
        assertThat(faulty.exitCode()).isEqualTo(2);
        assertThat(faulty.err())
                .contains("/recipe/batchSize must be a multiple of the slices, 2, was 15")
                .contains("/recipe/from names nowhere.npz")
                .contains("/machines names nowhere: is neither a file nor a study that ships");
        assertThat(folder.resolve("no")).doesNotExist();
        assertThat(Outcome.of("study", "equal-accuracy").err()).contains("--data", "--out");
        assertThat(Outcome.of("study").err()).contains("NAME|FILE");
    }
}
