package archsim.workloads.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunLengthStreamTest {

    /** Rows of 4 with 3, 0, 2 and 4 values: entries 0-2, 3-4 and 5-8, of which words hold three. */
    @Test
    void aRowIsReadByTheWordsThatHoldPartOfIt() {
        var stream = new RunLengthStream(Mask.of(16, i -> i < 3 || i == 8 || i == 10 || i >= 12), 4, 16);
        assertThat(stream.startBit(0)).isZero();
        assertThat(stream.endBit(1)).isEqualTo(64);
        assertThat(stream.startBit(2)).isEqualTo(64);
        assertThat(stream.endBit(3)).isEqualTo(2 * 64);
        assertThat(stream.startBit(3)).isEqualTo(64);
        assertThat(stream.bits()).isEqualTo(3 * 64);
    }

    /** 40 zeros before the value: a filler covers 32 of them. */
    @Test
    void longRunsTakeFillers() {
        assertThat(new RunLengthStream(Mask.of(41, i -> i == 40), 41, 16).bits())
                .isEqualTo(64);
        assertThat(new RunLengthStream(Mask.of(164, i -> i % 41 == 40), 41, 16).bits())
                .isEqualTo(3 * 64);
    }

    static DoubleStream densities() {
        return DoubleStream.of(0, 0.01, 0.05, 0.3, 0.9, 1);
    }

    @ParameterizedTest
    @MethodSource("densities")
    void aStreamTakesWhatTheFormatTakes(double density) {
        var random = new SplittableRandom(3);
        Mask mask = Mask.of(30_000, i -> random.nextDouble() < density);
        var shape = LayerShape.fullyConnected(1, 300, 100);
        long bits = new RunLengthStream(mask, 300, 16).bits();
        assertThat(bits).isEqualTo(new RunLength().size(mask, shape, 16).total());
        assertThat((double) RunLengthStream.expectedBits(30_000, density, 16))
                .isBetween(0.93 * bits - 64, 1.07 * bits + 64);
    }

    @Test
    void aRowIsAPartOfTheTensor() {
        assertThatThrownBy(() -> new RunLengthStream(Mask.full(10), 4, 16))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a row must have a whole part of the 10 elements, was 4");
    }
}
