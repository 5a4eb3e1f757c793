package archsim.base.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NumberTypeTest {

    /** Largest numbers as the specifications print them. */
    private static double largest(NumberType type) {
        return switch (type.unscaled()) {
            case FP4_E2M1 -> 6;
            case FP6_E2M3 -> 7.5;
            case FP6_E3M2 -> 28;
            case FP8_E4M3 -> 448;
            case FP8_E5M2 -> 57344;
            case FP16 -> 65504;
            default -> throw new IllegalArgumentException(type + " has too many numbers to list");
        };
    }

    private static Set<Double> numbers(NumberType type) {
        var numbers = new TreeSet<Double>();
        int bits = type.bits();
        switch (type.unscaled()) {
            case TERNARY -> numbers.addAll(Set.of(-1.0, 0.0, 1.0));
            case FP4_E2M1 -> addFloats(numbers, 2, 1, largest(type));
            case FP6_E2M3 -> addFloats(numbers, 2, 3, largest(type));
            case FP6_E3M2 -> addFloats(numbers, 3, 2, largest(type));
            case FP8_E4M3 -> addFloats(numbers, 4, 3, largest(type));
            case FP8_E5M2 -> addFloats(numbers, 5, 2, largest(type));
            case FP16 -> addFloats(numbers, 5, 10, largest(type));
            default -> {
                for (int i = -(1 << (bits - 1)); i < 1 << (bits - 1); i++) {
                    numbers.add((double) i);
                }
            }
        }
        return numbers;
    }

    private static void addFloats(Set<Double> numbers, int exponentBits, int fractionBits, double largest) {
        int bias = (1 << (exponentBits - 1)) - 1;
        for (int exponent = 0; exponent < 1 << exponentBits; exponent++) {
            for (int fraction = 0; fraction < 1 << fractionBits; fraction++) {
                double significand = fraction / (double) (1 << fractionBits) + (exponent == 0 ? 0 : 1);
                double number = significand * Math.pow(2, Math.max(1, exponent) - bias);
                if (number <= largest) {
                    numbers.add(number);
                    numbers.add(-number);
                }
            }
        }
        numbers.remove(-0.0);
    }

    /** A type holds another if and only if the listed numbers are among its own; ternary is multiplied as an integer of 2 bits. */
    @ParameterizedTest
    @EnumSource(
            names = {"BF16", "FP32"},
            mode = EnumSource.Mode.EXCLUDE)
    void holdsWhatIsListed(NumberType one) {
        for (NumberType other : NumberType.values()) {
            if (other.bits() <= 16 && other != NumberType.BF16) {
                NumberType read = other == NumberType.TERNARY ? NumberType.INT2 : other;
                NumberType as = one == NumberType.TERNARY ? NumberType.INT2 : one;
                boolean integers = as.element().integer() && !read.element().integer();
                assertThat(one.element().holds(other.element()))
                        .as("%s holds %s", one, other)
                        .isEqualTo(!integers && numbers(as).containsAll(numbers(read)));
            }
        }
    }

    @Test
    void wideFloatsHoldNarrowOnes() {
        assertThat(NumberType.heldBy(NumberType.BF16.element()))
                .contains(NumberType.INT9, NumberType.FP8_E4M3, NumberType.FP8_E5M2, NumberType.MXFP4)
                .doesNotContain(NumberType.INT10, NumberType.FP16, NumberType.FP32);
        assertThat(NumberType.heldBy(NumberType.FP32.element())).containsAll(Set.of(NumberType.values()));
        assertThat(NumberType.heldBy(Element.integer(4)))
                .containsExactly(NumberType.TERNARY, NumberType.INT2, NumberType.INT3, NumberType.INT4);
    }

    /** By hand, 3 rows of 70 numbers: 3 blocks of 32 and 5 of 16 a row, the last of them of 6. */
    @ParameterizedTest
    @CsvSource({
        "INT8, 1680", "INT3, 630", "TERNARY, 420", "FP8_E5M2, 1680", "BF16, 3360",
        "MXFP4, 912", "MXFP6_E3M2, 1332", "MXFP8_E4M3, 1752", "MXINT8, 1752", "NVFP4, 992"
    })
    void scalesOfRaggedBlocksCount(NumberType type, long bits) {
        assertThat(type.tensorBits(3, 70)).isEqualTo(bits);
    }

    @Test
    void namesAreThoseOfFiles() {
        assertThat(NumberType.find("fp8-e4m3")).contains(NumberType.FP8_E4M3);
        assertThat(NumberType.find("int99")).isEmpty();
        assertThat(NumberType.NVFP4).hasToString("nvfp4");
        assertThat(NumberType.NVFP4.unscaled()).isEqualTo(NumberType.FP4_E2M1);
        assertThat(NumberType.MXINT8.unscaled()).isEqualTo(NumberType.INT8);
        assertThat(ScaleType.FP8_E4M3).hasToString("fp8-e4m3");
    }

    @Test
    void faultyOnesAreRefused() {
        assertThatThrownBy(() -> new BlockScale(0, ScaleType.E8M0, 0)).hasMessageContaining("size must be at least 1");
        assertThatThrownBy(() -> Element.integer(65)).hasMessageContaining("must be 1 to 64, was 65");
    }
}
