package archsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ThirdPartyTest {

    private static final Path CURRENT = Path.of("target/THIRD-PARTY.md");
    private static final Path SHIPPED = Path.of("../../THIRD-PARTY.md");

    /** The build lists what is on the class path; the file at the top must say the same. */
    @Test
    void theListAtTheTopIsThatOfTheBuild() throws IOException {
        assertThat(Files.readString(SHIPPED))
                .as("stale: cp archsim/cli/target/THIRD-PARTY.md .")
                .isEqualTo(Files.readString(CURRENT));
    }
}
