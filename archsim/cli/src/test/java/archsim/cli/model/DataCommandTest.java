package archsim.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {

    @TempDir
    private Path folder;

    @Test
    void anUnknownSetIsCorrected() {
        Outcome outcome = Outcome.of(
                "data", "get", "mnits", "--out", folder.resolve("out").toString());
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("did you mean \"mnist\"?").doesNotContain("\tat ");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    /** All four files are there, so the network is not asked. */
    @Test
    void aSetThatIsThereIsNotFetchedAgain() throws IOException {
        for (String part : new String[] {"train", "t10k"}) {
            Files.createFile(folder.resolve(part + "-images-idx3-ubyte.gz"));
            Files.createFile(folder.resolve(part + "-labels-idx1-ubyte.gz"));
        }
        Outcome outcome = Outcome.of("data", "get", "mnist", "--out", folder.toString());
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().strip()).isEqualTo(folder.toString());
        assertThat(outcome.err()).isEmpty();
    }
}
