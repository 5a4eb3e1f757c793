package archsim.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.cli.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressCommandTest {

    @TempDir
    private Path folder;

    private Outcome compress(String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "compress";
        arguments[1] = "--out";
        arguments[2] = folder.resolve("out").toString();
        System.arraycopy(options, 0, arguments, 3, options.length);
        return Outcome.of(arguments);
    }

    private void refuses(Outcome outcome, String fault) {
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains(fault).doesNotContain("\tat ");
    }

    @Test
    void aMistypedConfigurationIsCorrectedAndNothingWritten() {
        refuses(compress("--config", "lenet5-dens"), "did you mean \"lenet5-dense\"?");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aFaultyConfigurationIsToldWithAllItsFaultsAndNothingWritten() throws IOException {
        Path config = Files.writeString(folder.resolve("c.json"), "{\"network\": 5, \"seeds\": 1}");

        Outcome outcome = compress("--config", config.toString());

        refuses(outcome, config + ":\n");
        assertThat(outcome.err())
                .contains("/network must be a text, was 5")
                .contains("/seeds is not a known key, did you mean \"seed\"?")
                .contains("/rounds is missing, expected a list");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void weightsToStartFromCanBeNamed() {
        refuses(
                compress("--config", "lenet5-dense", "--from", "nowhere.safetensors"),
                "/from names nowhere.safetensors");
    }

    @Test
    void aFolderOfAnEarlierRunIsNotOverwrittenByMistake() throws IOException {
        Files.createDirectories(folder.resolve("out"));
        Files.writeString(folder.resolve("out").resolve("checkpoint.bin"), "");

        refuses(compress("--config", "lenet5-dense"), "--resume continues it, --force starts over");
    }

    /** 96 images to train on and 32 to test. */
    private Path data() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        for (String part : new String[] {"train", "t10k"}) {
            int n = part.equals("train") ? 96 : 32;
            byte[] images = new byte[16 + n * 28 * 28];
            ByteBuffer.wrap(images).putInt(0x803).putInt(n).putInt(28).putInt(28);
            byte[] labels = new byte[8 + n];
            ByteBuffer.wrap(labels).putInt(0x801).putInt(n);
            for (int i = 0; i < n; i++) {
                images[16 + i * 28 * 28 + i % 10] = (byte) 200;
                labels[8 + i] = (byte) (i % 10);
            }
            Files.write(data.resolve(part + "-images-idx3-ubyte"), images);
            Files.write(data.resolve(part + "-labels-idx1-ubyte"), labels);
        }
        return data;
    }

    private Path config(int denseEpochs) throws IOException {
        return Files.writeString(folder.resolve("c.json"), """
                {"schemaVersion": 1, "network": "lenet5", "scheme": "dense", "seed": 3, "batchSize": 32,
                 "shiftPixels": 0, "validationImages": 32, "rounds": [],
                 "dense": {"epochs": %d, "learningRate": 1e-5, "finalLearningRate": 1e-5},
                 "quantisation": {"grid": "symmetric", "bits": 3, "steps": [
                   {"share": 1, "retraining": {"epochs": 0, "learningRate": 0, "finalLearningRate": 0}}]}}
                """.formatted(denseEpochs));
    }

    /** Killed while it wrote its first checkpoint: nothing else is there yet. */
    @ParameterizedTest
    @ValueSource(strings = {"--resume", "--format=text"})
    void aRunKilledInItsFirstCheckpointIsBegunAgain(String option) throws IOException {
        Path out = Files.createDirectories(folder.resolve("out"));
        Files.writeString(out.resolve(".checkpoint.bin6172839.part"), "half");
        Files.writeString(out.resolve(".archsim.lock"), "");

        Outcome outcome = compress("--config", config(1).toString(), "--data", data().toString(), option);

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(out.toFile().list())
                .contains("model.safetensors", "checkpoint.bin", "history.csv")
                .noneMatch(name -> name.startsWith("."));
    }

    /** Of a run without any epoch, too, nothing is written before the checkpoint. */
    @Test
    void aRunWithoutEpochsCanBeGoneOnWith() throws IOException {
        String[] options = {"--config", config(0).toString(), "--data", data().toString(), "--resume"};
        assertThat(compress(options).exitCode()).isZero();
        Files.delete(folder.resolve("out").resolve("model.safetensors"));

        Outcome outcome = compress(options);

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(folder.resolve("out").resolve("model.safetensors")).exists();
    }

    @Test
    void denseTrainingOfAnotherFolderIsGoneOnFrom() throws IOException {
        String data = data().toString();
        String whole = config(1).toString();
        String text = Files.readString(Path.of(whole));
        Path dense = Files.writeString(
                folder.resolve("dense.json"), text.substring(0, text.indexOf(",\n \"quantisation\"")) + "}");
        assertThat(compress("--config", dense.toString(), "--data", data).exitCode())
                .isZero();
        Path trained = Files.move(folder.resolve("out"), folder.resolve("dense"));
        assertThat(compress("--config", whole, "--data", data).exitCode()).isZero();
        Path expected = Files.move(folder.resolve("out"), folder.resolve("whole"));

        assertThat(compress("--config", config(0).toString(), "--data", data).exitCode())
                .isZero();
        Outcome outcome =
                compress("--config", config(1).toString(), "--data", data, "--dense", trained.toString(), "--force");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.err()).doesNotContain("epoch 1");
        assertThat(folder.resolve("out/model.safetensors"))
                .hasSameBinaryContentAs(expected.resolve("model.safetensors"));
    }

    @Test
    void denseTrainingOfAnotherConfigurationIsRefused() throws IOException {
        String data = data().toString();
        assertThat(compress("--config", config(0).toString(), "--data", data).exitCode())
                .isZero();
        Path other = Files.move(folder.resolve("out"), folder.resolve("other"));

        refuses(
                compress("--config", config(1).toString(), "--data", data, "--dense", other.toString()),
                "must be of this configuration's dense training, of scheme dense without rounds and quantisation, on the same data; is of"
                        + " another configuration or other data");
        refuses(
                compress("--config", config(1).toString(), "--data", data, "--dense", "nowhere"),
                "--dense nowhere:\n  must be the output folder of a finished run, holds no checkpoint.bin");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    /** Rates of a hundred-thousandth teach nothing in one epoch. */
    @Test
    void aModelThatHasLearnedNothingComesWithAWarning() throws IOException {
        Outcome outcome = compress("--config", config(1).toString(), "--data", data().toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("warning: the model has learned nothing: ");
    }

    @Test
    void aFolderWithOtherFilesIsRefused() throws IOException {
        Files.createDirectories(folder.resolve("out"));
        Files.writeString(folder.resolve("out").resolve("thesis.tex"), "");

        refuses(compress("--config", "lenet5-dense", "--resume"), "must be empty, was not");
    }

    /** 2 images, where lenet5-dense keeps 5000 for validation and learns from 64 at once. */
    @Test
    void dataThatAreTooFewAreRefusedUnderTheirNameBeforeAFolderIsMade() throws IOException {
        Path data = Files.createDirectory(folder.resolve("few"));
        for (String part : new String[] {"train", "t10k"}) {
            byte[] images = new byte[16 + 2 * 28 * 28];
            ByteBuffer.wrap(images).putInt(0x803).putInt(2).putInt(28).putInt(28);
            Files.write(data.resolve(part + "-images-idx3-ubyte"), images);
            Files.write(data.resolve(part + "-labels-idx1-ubyte"), new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 0, 11});
        }

        refuses(
                compress("--config", "lenet5-dense", "--data", data.toString()),
                data + ":\n  must have labels 0 to 9, was 11\n  must have at least 5064 training images");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aConfigurationOfAnotherCommandIsAnsweredWithItsOwn() {
        refuses(
                compress("--config", "sticker"),
                "archsim compress takes a file or one of its own in archsim list configs");
    }

    @Test
    void dataThatAreNotThereAreRefusedBeforeAFolderIsMade() {
        refuses(
                compress(
                        "--config",
                        "lenet5-dense",
                        "--data",
                        folder.resolve("absent").toString()),
                folder.resolve("absent").toString());
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
