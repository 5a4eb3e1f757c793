package archsim.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.json.EnumNames;
import archsim.cli.Outcome;
import archsim.workloads.Scheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PruneCommandTest {

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void theHelpNamesEveryScheme(Scheme scheme) {
        assertThat(Outcome.of("prune", "--help").out().replaceAll("\\s", "")).contains(EnumNames.of(scheme));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            filtre     | the name of a scheme, was filtre, did you mean "filter"?
            Colum      | the name of a scheme, was colum, did you mean "column"?
            random     | dense, non-structured, filter, channel, column, column-filter, pattern, nm or N:M, was random
            """)
    void anUnknownSchemeIsRefusedWithTheNearestKnownOne(String typed, String fault) {
        Outcome outcome = Outcome.of("prune", "lenet5-mnist-dense", "--scheme", typed, "-o", "x.safetensors");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("archsim: --scheme must be " + fault);
    }

    @Test
    void groupsTooLargeAreRefusedForTheirSizeHoweverTheyAreGiven() {
        Outcome outcome = Outcome.of(
                "prune", "lenet5-mnist-dense", "--scheme", "nm", "--n", "2", "--m", "1000", "-o", "x.safetensors");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("--scheme N:M must have 1 <= N < M <= 256, was 2:1000");
    }
}
