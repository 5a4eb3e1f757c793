package archsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.validation.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {

    /** Two sets of many: {@code ValidationTest} checks them all. */
    @Test
    void setsThatHoldArePrintedAndEndWithoutError() {
        Outcome outcome = Outcome.of("validate", "eie", "networks");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).startsWith("Simulated against published");
    }

    @Test
    void oneSetIsCheckedAloneAndPrintedAsCsvWithoutNotes() {
        String name = Validation.names().get(0);

        String csv = Outcome.of("validate", name, "--format", "csv").out();

        assertThat(csv.lines().findFirst())
                .hasValueSatisfying(header -> assertThat(header).startsWith("check,simulated,published"));
        assertThat(csv.lines().skip(1))
                .hasSize(Validation.run(List.of(name)).checks().size());
    }

    @Test
    void theWorstMissIsPrintedFirstUnlessTheOrderOfTheFactsIsAskedFor() {
        List<Double> off = deviations("validate", "eie", "--format", "csv");

        assertThat(off).isSortedAccordingTo((a, b) -> Double.compare(Math.abs(b), Math.abs(a)));
        assertThat(deviations("validate", "eie", "--format", "csv", "--order", "facts"))
                .isNotEqualTo(off)
                .containsExactlyInAnyOrderElementsOf(off);
    }

    private static List<Double> deviations(String... arguments) {
        return Outcome.of(arguments)
                .out()
                .lines()
                .skip(1)
                .map(line -> Double.parseDouble(line.split(",", -1)[4]))
                .toList();
    }

    @Test
    void anUnknownSetIsRefused() {
        Outcome outcome = Outcome.of("validate", "nonsense");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("there is no set of facts \"nonsense\"");
    }

    @Test
    void aSetBecomesAFigureInThreeFormats(@TempDir Path folder) throws IOException {
        Outcome outcome = Outcome.of("validate", "eie", "--out", folder.toString());

        assertThat(outcome.exitCode()).isZero();
        assertThat(folder)
                .isDirectoryContaining("glob:**/published-eie.png")
                .isDirectoryContaining("glob:**/published-eie.pdf");
        assertThat(Files.readString(folder.resolve("published-eie.svg")))
                .contains(">alex6 actual</text", "published 30.3 µs</text");
    }
}
