package archsim.validation.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.validation.machine.ReusedWeights.Quantity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReusedWeightsTest {

    private static final int SIDE = 2048;
    /** 2048 x 2048 weights on 256 x 256 multipliers. */
    private static final int TILES = 64;

    private static double value(int uses, Quantity quantity) {
        return new ReusedWeights("tpu-v1", "tpu-v1-ddr3", SIDE, uses, quantity).value();
    }

    /** 700 MHz; two operations a product. */
    private static double cycles(int uses) {
        return 2.0 * SIDE * SIDE * uses * 700 / 1e6 / value(uses, Quantity.TERA_OPERATIONS);
    }

    /** Behind a memory that takes five times as long, a tile is shifted in for 256 cycles and then streams. */
    @ParameterizedTest
    @ValueSource(ints = {32, 200})
    void whatNeitherShiftsNorStreamsIsAStall(int uses) {
        double shiftedAndStreamed = TILES * (256.0 + uses);

        assertThat(value(uses, Quantity.STALL_PERCENT))
                .isCloseTo(100 * (1 - shiftedAndStreamed / cycles(uses)), within(1.0));
        assertThat(value(uses, Quantity.STALL_OF_IDLE_PERCENT))
                .isCloseTo(
                        100 * (cycles(uses) - shiftedAndStreamed) / (cycles(uses) - TILES * (double) uses),
                        within(1.0));
    }

    /** 4096 vectors stream for longer than a tile takes to come. */
    @ParameterizedTest
    @ValueSource(ints = 4096)
    void weightsOfLongStreamsAreNeverLate(int uses) {
        assertThat(value(uses, Quantity.STALL_PERCENT)).isZero();
    }
}
