package archsim.cli.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.json.StrictJson;
import archsim.cli.Outcome;
import archsim.engine.accelerator.AcceleratorLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AreaCommandTest {

    @TempDir
    private Path folder;

    static Iterable<String> names() {
        return AcceleratorLibrary.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyDesignThatShipsHasAnArea(String name) {
        Outcome outcome = Outcome.of("area", name);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("multipliers", "total", "[1] ", "Not in it:");
    }

    @Test
    void aFinerNodeTakesLess() {
        assertThat(Outcome.of("area", "sticker", "--technology", "16", "--format", "csv")
                        .out())
                .isNotEqualTo(Outcome.of("area", "sticker", "--format", "csv").out());
    }

    @Test
    void aFileIsTakenLikeADesignThatShips() throws IOException {
        Path file = folder.resolve("mine.json");
        Files.writeString(file, StrictJson.write(AcceleratorLibrary.json("sticker")));
        assertThat(Outcome.of("area", file.toString()).out())
                .isEqualTo(Outcome.of("area", "sticker").out());
    }

    @Test
    void whatHasNoAreaIsRefused() {
        assertThat(Outcome.of("area", "stiker").err()).contains("did you mean \"sticker\"?");
        Outcome outside = Outcome.of("area", "sticker", "--technology", "3");
        assertThat(outside.exitCode()).isEqualTo(2);
        assertThat(outside.err()).contains("technology node in nm must be 7 to 180, was 3");
    }
}
