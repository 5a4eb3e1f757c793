package archsim.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.Confidence;
import archsim.base.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcedAreaTest {

    private static final SourcedArea AREA = new SourcedArea(0.5, new Source("a table", Confidence.A));

    /** By hand: 0.5 mm2 three times is 1.5 mm2, and no longer what was read. */
    @Test
    void aMultipleIsAsManyTimesTheAreaAndSaysHow() {
        SourcedArea three = AREA.times(3, "three of them");
        assertThat(three.areaMm2()).isEqualTo(1.5);
        assertThat(three.source().citation()).contains("a table", "three of them");
        assertThat(three.source().confidence()).isEqualTo(Confidence.B);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void nothingHasNoAreaOrAnEndlessOne(double factor) {
        assertThatThrownBy(() -> AREA.times(factor, "nonsense"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("areaMm2 must be finite and above 0");
    }
}
