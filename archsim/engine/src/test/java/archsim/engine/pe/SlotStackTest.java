package archsim.engine.pe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SlotStackTest {

    /** 4 cycles of 8 multipliers: 20 products, 9 slots waited for the slowest lane, 3 for DRAM. */
    @Test
    void slotsAddUpByCause() {
        SlotStack stack = SlotStack.useful(20).lost(Cause.IMBALANCE, 9).lost(Cause.DRAM_STALL, 3);
        assertThat(stack.total()).isEqualTo(4 * 8);
        SlotStack twice = stack.plus(stack);
        assertThat(twice.useful()).isEqualTo(40);
        assertThat(twice.of(Cause.IMBALANCE)).isEqualTo(18);
        assertThat(twice.of(Cause.CONFLICT)).isZero();
    }

    @Test
    void losingSlotsTwiceToOneCauseAddsUp() {
        assertThat(SlotStack.NONE.lost(Cause.FILL, 2).lost(Cause.FILL, 5).fill())
                .isEqualTo(7);
    }

    @Test
    void aNegativeCountOrALossOfUsefulSlotsIsRefused() {
        assertThatThrownBy(() -> SlotStack.useful(-1)).hasMessage("slots must be at least 0, was useful=-1");
        assertThatThrownBy(() -> SlotStack.NONE.lost(Cause.HALO, -4))
                .hasMessage("slots must be at least 0, was halo=-4");
        assertThatThrownBy(() -> SlotStack.NONE.lost(Cause.USEFUL, 1)).hasMessage("useful slots are not lost");
    }

    /** The order and the names of result files, which programs read. */
    @Test
    void causesKeepTheirNamesAndOrder() {
        assertThat(Arrays.stream(Cause.values()).map(Cause::jsonName))
                .containsExactly(
                        "useful", "fragmentation", "imbalance", "conflict", "index", "halo", "fill", "dramStall");
    }

    @Test
    void asOftenIsAsMuchOfEachCause() {
        SlotStack thrice = SlotStack.useful(20).lost(Cause.DRAM_STALL, 3).times(3);
        assertThat(thrice).isEqualTo(SlotStack.useful(60).lost(Cause.DRAM_STALL, 9));
        assertThat(thrice).hasSameHashCodeAs(SlotStack.useful(60).lost(Cause.DRAM_STALL, 9));
        assertThat(thrice.hashCode()).isNotEqualTo(SlotStack.useful(61).hashCode());
    }

    @Test
    void causesAreFoundByTheirNames() {
        assertThat(Cause.named("dramStall")).contains(Cause.DRAM_STALL);
        assertThat(Cause.named("stall")).isEmpty();
        assertThat(Cause.DRAM_STALL.words()).isEqualTo("DRAM stall");
        assertThat(Cause.HALO.meaning()).isEqualTo("partial sums exchanged between tiles, products outside the output");
    }

    /** Sums are at least as wide as what is multiplied. */
    @Test
    void narrowSumsAreRefused() {
        assertThat(Precision.of(4, 8, 8).accumulatorBits()).isEqualTo(8);
        assertThatThrownBy(() -> Precision.of(4, 8, 7))
                .hasMessageContaining("must not be below weightBits and activationBits, 4 and 8, was 7");
    }
}
