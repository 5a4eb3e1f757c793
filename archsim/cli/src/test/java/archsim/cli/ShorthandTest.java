package archsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShorthandTest {

    @ParameterizedTest
    @CsvSource({
        "--config x, run --config x",
        "--config=x, run --config=x",
        "--out d --config x, run --out d --config x",
        "--stacktrace --config x, run --stacktrace --config x",
        "run --config x, run --config x",
        "compress --config x, compress --config x",
        "--help, --help",
        "--version, --version",
        "--configs x, --configs x",
        "list, list"
    })
    void runIsMeantWhereAConfigurationComesWithoutACommand(String line, String expanded) {
        assertThat(Shorthand.expand(line.split(" "))).containsExactly(expanded.split(" "));
    }
}
