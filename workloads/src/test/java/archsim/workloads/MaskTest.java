package archsim.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 128, 1000})
    void aFullMaskHasEachElementAndNoMore(int size) {
        assertThat(Mask.full(size)).isEqualTo(Mask.of(size, i -> true));
        assertThat(Mask.full(size).count()).isEqualTo(size);
    }

    @Test
    void aSliceHoldsTheElementsOfItsRange() {
        var random = new SplittableRandom(1);
        for (int round = 0; round < 2000; round++) {
            int size = random.nextInt(300);
            Mask mask = Mask.of(size, i -> random.nextInt(3) == 0);
            int from = random.nextInt(size + 1);
            int to = from + random.nextInt(size - from + 1);
            assertThat(mask.slice(from, to)).isEqualTo(Mask.of(to - from, i -> mask.get(from + i)));
        }
    }

    /** Present are 3, 64 and 70 of 130: from 62 on, 64 is bit 2 and 70 is bit 8. */
    @Test
    void bitsOfARangeStartWithItsFirst() {
        Mask mask = Mask.of(130, i -> i == 3 || i == 64 || i == 70);
        assertThat(mask.bits(62, 64)).isEqualTo(0b1_0000_0100);
        assertThat(mask.bits(62, 8)).isEqualTo(0b100);
        assertThat(mask.bits(64, 64)).isEqualTo(0b100_0001);
        assertThat(mask.bits(128, 2)).isZero();
        assertThatThrownBy(() -> mask.bits(128, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void countAndNextAgreeWithAskingForEachElement() {
        var random = new SplittableRandom(2);
        for (int round = 0; round < 500; round++) {
            int size = 1 + random.nextInt(200);
            Mask mask = Mask.of(size, i -> random.nextInt(20) == 0);
            int from = random.nextInt(size);
            int next = from;
            while (next < size && !mask.get(next)) {
                next++;
            }
            assertThat(mask.next(from)).isEqualTo(next);
            int count = 0;
            for (int i = from; i < size; i++) {
                count += mask.get(i) ? 1 : 0;
            }
            assertThat(mask.count(from, size)).isEqualTo(count);
        }
    }

    @Test
    void aRangeOutsideTheMaskIsRefused() {
        assertThatThrownBy(() -> Mask.full(10).slice(5, 11)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Mask.full(10).slice(6, 5)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
