package archsim.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.json.EnumNames;
import archsim.workloads.pruning.Projection;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SchemeTest {

    /** At rate 2 and 1 of 2 each scheme but the dense one prunes. */
    @ParameterizedTest
    @EnumSource(Scheme.class)
    void aSchemesProjectionLeavesThatScheme(Scheme scheme) {
        assertThat(Projection.of(
                                scheme, new Projection.Parameters(2, 8, 1, 2, Optional.of(BlockPattern.anywhere(2, 2))))
                        .scheme())
                .isEqualTo(scheme);
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void aSchemeIsFoundByItsNameInFiles(Scheme scheme) {
        assertThat(Scheme.named(EnumNames.of(scheme))).contains(scheme);
    }

    @ParameterizedTest
    @CsvSource({
        "nonstructured, NON_STRUCTURED",
        "unstructured, NON_STRUCTURED",
        "filter-shape, COLUMN",
        "columnfilter, COLUMN_FILTER",
        "n:m, NM"
    })
    void aSchemeIsFoundByTheNamesThatPapersGiveIt(String name, Scheme scheme) {
        assertThat(Scheme.named(name)).contains(scheme);
    }

    @Test
    void anUnknownNameIsNoScheme() {
        assertThat(Scheme.named("single-weights")).isEmpty();
    }
}
