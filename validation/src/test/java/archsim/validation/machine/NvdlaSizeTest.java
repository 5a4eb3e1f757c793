package archsim.validation.machine;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.validation.machine.NvdlaSize.Quantity;
import org.junit.jupiter.api.Test;

class NvdlaSizeTest {

    private static double of(int filters, int channels, int bufferKib, double gbPerSecond, Quantity quantity) {
        return new NvdlaSize(filters, channels, bufferKib, gbPerSecond, quantity).value();
    }

    /** 256 multipliers at 1 GHz make at most 256 of ResNet-50's 4,089 million products a nanosecond: 62.6 frames a second. */
    @Test
    void noSizeIsFasterThanItsMultipliers() {
        double frames = of(8, 32, 256, 5, Quantity.FRAMES_PER_SECOND);
        assertThat(frames).isBetween(31.0, 67.0);
        assertThat(of(8, 32, 256, 2.5, Quantity.FRAMES_PER_SECOND)).isLessThan(frames);
    }

    @Test
    void moreMultipliersAndALargerBufferTakeArea() {
        double small = of(8, 32, 256, 5, Quantity.SQUARE_MILLIMETRES);
        assertThat(of(16, 32, 256, 5, Quantity.SQUARE_MILLIMETRES)).isGreaterThan(small);
        assertThat(of(8, 32, 512, 5, Quantity.SQUARE_MILLIMETRES)).isGreaterThan(small);
    }

    /** Energy over time of the chip alone; the bounds of its prices hold it. */
    @Test
    void powerLiesWithinTheBoundsOfItsPrices() {
        var power = new NvdlaSize(8, 32, 256, 5, Quantity.MILLIWATTS);
        assertThat(power.bounds().orElseThrow().hold(power.value())).isTrue();
        assertThat(new NvdlaSize(8, 32, 256, 5, Quantity.FRAMES_PER_SECOND).bounds())
                .isEmpty();
    }
}
