package archsim.compression.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LiveChannelsTest {

    /** Two filters of 1 x 1 on one channel, two neurons that read both, two classes. */
    private static final NetworkModel CHAIN = new ArchitectureBuilder("chain", 1, 1, 1)
            .connected("a", 2)
            .relu()
            .connected("b", 2)
            .relu()
            .connected("c", 2)
            .build();

    private static boolean[] everything() {
        boolean[] mask = new boolean[CHAIN.parameters()];
        Arrays.fill(mask, true);
        return mask;
    }

    @Test
    void nothingPrunedLeavesEverything() {
        LiveChannels survivors = LiveChannels.of(CHAIN, everything());
        assertThat(survivors.mask()).isEqualTo(everything());
        assertThat(CompactNetwork.of(CHAIN, survivors).parameters()).isEqualTo(CHAIN.parameters());
    }

    /** Filter 0 of a loses its weight, so column 0 of b goes: one of two filters and columns is left. */
    @Test
    void anEmptyFilterTakesItsReadersColumnsAlong() {
        boolean[] mask = everything();
        mask[0] = false;
        LiveChannels survivors = LiveChannels.of(CHAIN, mask);
        assertThat(survivors.filters(0)).containsExactly(1);
        assertThat(survivors.columns(1)).containsExactly(1);
        assertThat(survivors.kept(1)).isEqualTo(2);
        assertThat(survivors.mask()[CHAIN.biasOffset(0)]).isFalse();
    }

    /** Neuron 1 of b is read by no class, so it goes, and its two weights with it. */
    @Test
    void anUnreadFilterIsRemoved() {
        boolean[] mask = everything();
        mask[CHAIN.weightOffset(2) + 1] = false;
        mask[CHAIN.weightOffset(2) + 3] = false;
        LiveChannels survivors = LiveChannels.of(CHAIN, mask);
        assertThat(survivors.filters(1)).containsExactly(0);
        assertThat(survivors.kept(1)).isEqualTo(2);
    }

    /** a0 feeds only b0 through b's column 0; when c stops reading b0, a0 has no reader left. */
    @Test
    void deathSpreadsUntilNothingChanges() {
        boolean[] mask = everything();
        int b = CHAIN.weightOffset(1);
        int c = CHAIN.weightOffset(2);
        mask[b + 1] = false; // b0 reads a0 only
        mask[b + 2] = false; // b1 reads a1 only
        mask[c] = false;
        mask[c + 2] = false;
        LiveChannels survivors = LiveChannels.of(CHAIN, mask);
        assertThat(survivors.filters(0)).containsExactly(1);
        assertThat(survivors.filters(1)).containsExactly(1);
        assertThat(survivors.filters(2)).containsExactly(0, 1);
    }

    @Test
    void aNetworkWithoutAPathIsRefused() {
        boolean[] mask = everything();
        mask[0] = false;
        mask[1] = false;
        assertThatThrownBy(() -> LiveChannels.of(CHAIN, mask))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no path through layer");
    }
}
