package archsim.cli.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.json.StrictJson;
import archsim.cli.Outcome;
import archsim.workloads.model.TensorFileWriter;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code archsim study drawn-masks}. */
class DrawnMasksCommandTest {

    private static final String MODEL = "lenet5-mnist-nonstructured-246x";

    @TempDir
    private Path folder;

    private static Outcome study(String... more) {
        String[] all = new String[6 + more.length];
        String[] first = {"study", "drawn-masks", "--machines", "sticker", "--fidelity", "analytical"};
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return Outcome.of(all);
    }

    @Test
    void aModelGetsItsErrorsTheirCausesAndAFigure() throws IOException {
        Path out = folder.resolve("out");
        Outcome outcome = study(MODEL, "--seeds", "1", "--out", out.toString());
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("Where the error of the cycles comes from", "weights drawn");
        assertThat(out).isDirectoryContaining("glob:**/ratios-" + MODEL + ".svg");
        assertThat(out).isDirectoryContaining("glob:**/errors.tex");
        assertThat(Files.readString(out.resolve("drawn-masks.md"))).contains("| " + MODEL + " | sticker |");
        JsonObject figures = StrictJson.parseObject("json", Files.readString(out.resolve("drawn-masks.json")))
                .getJsonArray("cells")
                .getJsonObject(0)
                .getJsonObject("figures");
        assertThat(figures.keySet())
                .as("one order in every run")
                .containsExactly("real", "drawn-weights", "drawn-inputs", "drawn-both");
        JsonObject json = StrictJson.parseObject("drawn-masks.json", Files.readString(out.resolve("drawn-masks.json")));
        assertThat(json.getJsonObject("config").getInt("seeds")).isEqualTo(1);
        assertThat(json.getJsonArray("cells")).hasSize(1);
        assertThat(json.getJsonObject("provenance").getJsonObject("modelSha256"))
                .containsOnlyKeys(MODEL);
    }

    @Test
    void aFileIsAModelLikeOneThatShips() throws IOException {
        Path mine = folder.resolve("mine.safetensors");
        assertThat(Outcome.of("prune", MODEL, "--scheme", "non-structured", "--rate", "2", "-o", mine.toString())
                        .exitCode())
                .isZero();
        Outcome outcome = study(mine.toString(), "--seeds", "1", "--format", "csv");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).startsWith("model,machine,cycles,").contains("\nmine,sticker,");
    }

    @Test
    void aModelWithoutRecordedInputsIsAFault() throws IOException {
        Path tensors = Files.write(
                folder.resolve("bare.safetensors"),
                new TensorFileWriter()
                        .floats("conv.weight", List.of(1, 1, 1, 2), new float[] {1, 2})
                        .toBytes());
        Path model = folder.resolve("model.safetensors");
        assertThat(Outcome.of("import", tensors.toString(), "-o", model.toString(), "--input-size", "4x4")
                        .exitCode())
                .isZero();
        Outcome outcome = study(model.toString());
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("model.safetensors", "was without those of conv");
    }

    @Test
    void moreImagesThanWereRecordedAndNoSeedAreFaults() {
        assertThat(study(MODEL, "--images", "9").err()).contains("must hold 9 images, was 4");
        assertThat(study(MODEL, "--seeds", "0").err()).contains("--seeds must be 1 to 1000, was 0");
    }

    /** All models of CIFAR-10, and no others, each beside the dense one of its network. */
    @Test
    void theStudyOfCifarHoldsItsModelsAgainstTheDenseOne() throws IOException {
        Path out = folder.resolve("cifar");
        Outcome outcome = Outcome.of(
                "study",
                "cifar10",
                "--machines",
                "diannao",
                "--fidelity",
                "analytical",
                "--seeds",
                "1",
                "--out",
                out.toString());
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains("Beside the dense model of the same network")
                .doesNotContain("lenet5");
        for (String network : List.of("resnet20", "mobilenetv2-small")) {
            assertThat(out).isDirectoryContaining("glob:**/beside-" + network + "-cifar10-8bit.svg");
        }
        JsonObject json = StrictJson.parseObject("drawn-masks.json", Files.readString(out.resolve("drawn-masks.json")));
        List<JsonObject> models = json.getJsonArray("models").getValuesAs(JsonObject.class);
        assertThat(models).hasSizeGreaterThanOrEqualTo(7).allMatch(model -> model.getString("dense")
                .equals(model.getString("name").replaceFirst("(-cifar10)-.*", "$1-8bit")));
        long pruned = models.stream()
                .filter(model -> !model.getString("dense").equals(model.getString("name")))
                .count();
        assertThat(Files.readAllLines(out.resolve("beside.csv")))
                .as("a heading, and a line each of all but the dense ones")
                .hasSize((int) pruned + 1);
    }
}
