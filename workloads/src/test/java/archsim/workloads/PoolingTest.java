package archsim.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PoolingTest {

    /** (55 - 3) / 2 + 1 = 27; (112 + 2 - 3) / 2 + 1 = 56, where (112 - 3) / 2 + 1 = 55 without padding. */
    @Test
    void windowsMayOverhangByThePadding() {
        assertThat(new Pooling(3, 2).pooled(55)).isEqualTo(27);
        assertThat(new Pooling(3, 2).pooled(112)).isEqualTo(55);
        assertThat(new Pooling(3, 2, OptionalInt.of(1)).pooled(112)).isEqualTo(56);
    }

    @Test
    void aWindowThatLiesInThePaddingAltogetherIsRefused() {
        assertThatThrownBy(() -> new Pooling(3, 2, OptionalInt.of(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("padding must be 0 to 2, was 3");
    }
}
