package archsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void aFolderOfAnEarlierRunIsNotOverwrittenByMistake() throws IOException {
        Files.createDirectories(folder.resolve("out"));
        Files.writeString(folder.resolve("out").resolve("checkpoint.bin"), "");

        refuses(compress("--config", "lenet5-dense"), "--resume goes on with it, --force starts anew");
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
