package archsim.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShortestDecimalTest {

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "2.0E-3, 0.002",
        "3, 3",
        "-16.5, -16.5",
        "0.0, 0",
        "1e-7, 1E-7",
        "1e10, 10000000000",
        "1e20, 100000000000000000000",
        "123456789012345680000, 123456789012345680000",
        "1e21, 1E+21",
        "4.9E-324, 5E-324"
    })
    void aNumberIsWrittenAsAPersonWould(double value, String written) {
        assertThat(ShortestDecimal.of(value)).hasToString(written);
    }

    /** Java 17 prints these as 1.9999999999999998E23 and 9.999999999999999E22. */
    @Test
    void aNumberIsTheSameUnderEveryJava() {
        assertThat(ShortestDecimal.of(Double.parseDouble("2E23"))).hasToString("2E+23");
        assertThat(ShortestDecimal.of(Double.parseDouble("1E23"))).hasToString("1E+23");
    }

    @ParameterizedTest
    @MethodSource("anyNumbers")
    void everyNumberReadsBackAsItself(double value) {
        assertThat(Double.parseDouble(ShortestDecimal.of(value).toString())).isEqualTo(value);
        assertThat(ShortestDecimal.of(value).precision()).isLessThanOrEqualTo(21);
    }

    /** 500 bit patterns of a fixed seed that are neither infinite nor NaN. */
    static DoubleStream anyNumbers() {
        return new SplittableRandom(7)
                .longs()
                .mapToDouble(Double::longBitsToDouble)
                .filter(Double::isFinite)
                .limit(500);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoNumberIsRefused(double value) {
        assertThatThrownBy(() -> ShortestDecimal.of(value)).hasMessageContaining("must be finite, was " + value);
    }
}
