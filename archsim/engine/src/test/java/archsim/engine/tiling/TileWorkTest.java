package archsim.engine.tiling;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.engine.pe.SlotStack;
import org.junit.jupiter.api.Test;

class TileWorkTest {

    private static TileWork work(Actions actions) {
        return new TileWork(new long[] {1}, SlotStack.NONE, actions, Reads.NONE);
    }

    @Test
    void workThatForgetsItsProductsIsRefused() {
        assertThatThrownBy(() -> work(new Actions().sumsStay()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("said where its sums are only");
    }

    @Test
    void workThatForgetsItsPartialSumsIsRefused() {
        assertThatThrownBy(() -> work(new Actions().products(4, 4)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("said its products only");
    }

    @Test
    void aLayersWorkMaySayItsSumsLast() {
        new LayerWork(1, SlotStack.NONE, new Actions().products(4, 4), new Actions().sumsWaitInOutputBuffer());
        assertThatThrownBy(() -> new LayerWork(1, SlotStack.NONE, new Actions().products(4, 4), new Actions()))
                .isInstanceOf(IllegalStateException.class);
    }
}
