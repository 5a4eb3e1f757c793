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
            random     | dense, non-structured, filter, channel, column, column-filter, pattern, nm, N:M or blocks (4x4, 64:2:16, 4:8/2:4), was random
            """)
    void anUnknownSchemeIsRefusedWithTheNearestKnownOne(String typed, String fault) {
        Outcome outcome = Outcome.of("prune", "lenet5-mnist-dense", "--scheme", typed, "-o", "x.safetensors");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("archsim: --scheme must be " + fault);
    }

    /** What blocks leave is said at once; those anywhere need a rate, those of groups say it themselves. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            4x4         |     | --rate must be 1 to 1000000, was not given
            64:2:16     | 4   | --rate must be left out of --scheme 64:2:16, was 4.0
            2x3,4:8,2:4 |     | m must divide columns, 3, or be blocksN x columns, was 4
            8:8/2:4     |     | blocksN must be below blocksM, 8, was 8
            block       |     | --scheme block must say its blocks: RxC (4x4), V:N:M (64:2:16)
            """)
    void blocksThatAreNoneAreRefused(String scheme, String rate, String fault) {
        Outcome outcome = rate == null
                ? Outcome.of("prune", "lenet5-mnist-dense", "--scheme", scheme, "-o", "x.safetensors")
                : Outcome.of("prune", "lenet5-mnist-dense", "--scheme", scheme, "--rate", rate, "-o", "x.safetensors");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains(fault);
    }

    @Test
    void groupsTooLargeAreRefusedForTheirSizeHoweverTheyAreGiven() {
        Outcome outcome = Outcome.of(
                "prune", "lenet5-mnist-dense", "--scheme", "nm", "--n", "2", "--m", "1000", "-o", "x.safetensors");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("--scheme N:M must have 1 <= N < M <= 256, was 2:1000");
    }
}
