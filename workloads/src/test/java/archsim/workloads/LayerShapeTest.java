package archsim.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerShapeTest {

    @ParameterizedTest
    @CsvSource({
        "7, 3, 1, 1, 0, 0, 5", // 7 - 3 + 1
        "7, 3, 2, 1, 1, 0, 3", // first taps at -1, 1, 3; a fourth at 5 would end at 7, beyond the input
        "7, 3, 2, 1, 1, 1, 4", // now position 7 is padding
        "7, 3, 1, 3, 0, 0, 1", // taps at 0, 3, 6
        "7, 3, 1, 2, 2, 1, 6", // 10 positions under taps that span 5
        "3, 3, 4, 1, 0, 0, 1", // the stride leads out of the input after the only output
        "1, 1, 2147483647, 1, 0, 0, 1",
        "1, 2, 1, 2147483646, 0, 2147483646, 1"
    })
    void outputsAreThePlacesWhereAllTapsFit(
            int extent, int kernel, int stride, int dilation, int before, int after, int outputs) {
        assertThat(new Axis(extent, kernel, stride, dilation, before, after).outputs())
                .isEqualTo(outputs);
    }

    /** Every output's taps by their definition, on axes of all small sizes. */
    @Test
    void theLastOutputIsTheLastThatFits() {
        for (int code = 0; code < 6 * 3 * 4 * 3 * 3 * 3; code++) {
            int extent = 1 + code % 6;
            int kernel = 1 + code / 6 % 3;
            int stride = 1 + code / 18 % 4;
            int dilation = 1 + code / 72 % 3;
            int before = code / 216 % 3;
            int after = code / 648;
            if ((kernel - 1) * dilation < extent + before + after) {
                var axis = new Axis(extent, kernel, stride, dilation, before, after);
                int last = axis.outputs() - 1;
                assertThat(axis.position(0, 0)).isEqualTo(-before);
                assertThat(axis.position(last, kernel - 1)).isLessThan(extent + after);
                assertThat(axis.position(last + 1, kernel - 1)).isGreaterThanOrEqualTo(extent + after);
            }
        }
    }

    @Test
    void theAxesAreTheirOwn() {
        LayerShape shape = LayerShape.convolution(6, 4)
                .batch(2)
                .groups(2)
                .map(9, 8)
                .kernel(3, 2)
                .stride(2, 3)
                .dilation(2, 4)
                .padding(1, 2, 0, 3)
                .build();
        assertThat(shape).isEqualTo(new LayerShape(2, 6, 4, new Axis(9, 3, 2, 2, 1, 0), new Axis(8, 2, 3, 4, 2, 3), 2));
        assertThat(shape.p()).isEqualTo(3); // 10 positions, 5 under the taps, step 2
        assertThat(shape.q()).isEqualTo(3); // 13 positions, 5 under the taps, step 3
        assertThat(shape.macs()).isEqualTo(2 * 3 * 3 * 4 * (3 * 3 * 2));
    }

    @Test
    void anAxisThatCannotBeSaysWithWhatValues() {
        assertThatThrownBy(() -> new Axis(5, 3, 1, 3, 1, 0))
                .hasMessage("the kernel must fit the padded input,"
                        + " was input 5, kernel 3, stride 1, dilation 3, padding 1 and 0");
        assertThatThrownBy(() -> new Axis(5, 3, 0, 1, 0, 0))
                .hasMessage("input, kernel, stride and dilation must be at least 1,"
                        + " was input 5, kernel 3, stride 0, dilation 1, padding 0 and 0");
        assertThatThrownBy(() -> new Axis(5, 3, 1, 1, 0, -1)).hasMessageStartingWith("padding must be at least 0");
        assertThatThrownBy(() -> new Axis(5, 3, 1, 1, 2_000_000_000, 2_000_000_000))
                .hasMessageStartingWith("the padded input must be below 2^31");
    }

    @Test
    void aShapeThatCannotBeSaysWithWhatValues() {
        assertThatThrownBy(() -> LayerShape.convolution(6, 4).groups(4).build())
                .hasMessage("groups must divide both c and k, was groups=4 c=6 k=4");
        assertThatThrownBy(() -> LayerShape.convolution(6, 0).build())
                .hasMessage("n, c, k and groups must be at least 1, was n=1 c=6 k=0 groups=1");
    }

    @Test
    void aPaddedVectorIsNotFullyConnected() {
        assertThat(LayerShape.convolution(3, 2).stride(2).build().isFullyConnected())
                .isTrue();
        assertThat(LayerShape.convolution(3, 2).padding(0, 0, 0, 1).build().isFullyConnected())
                .isFalse();
    }
}
