package archsim.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BitsTest {

    /** A count up to a power of two needs a bit more than an index below it. */
    @ParameterizedTest
    @CsvSource({"1, 0, 1", "2, 1, 2", "3, 2, 2", "4, 2, 3", "5, 3, 3", "16, 4, 5", "17, 5, 5", "4294967296, 32, 33"})
    void anIndexNeedsNoPlaceForTheNumberItself(long values, int forValues, int forCount) {
        assertThat(Bits.forValues(values)).isEqualTo(forValues);
        assertThat(Bits.forCount(values)).isEqualTo(forCount);
    }
}
