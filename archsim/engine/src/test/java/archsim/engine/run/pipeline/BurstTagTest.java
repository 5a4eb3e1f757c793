package archsim.engine.run.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BurstTagTest {

    @ParameterizedTest
    @CsvSource({"0, false, 0, 0", "1, true, 0, 1", "2147483647, true, 6, 127", "5, false, 3, 8388607"})
    void aFollowedBurstGivesBackWhatItIsFor(int tile, boolean store, int stream, int channel) {
        long tag = BurstTag.followed(tile, store, stream, channel);
        assertThat(BurstTag.isFollowed(tag)).isTrue();
        assertThat(BurstTag.tile(tag)).isEqualTo(tile);
        assertThat(BurstTag.isStore(tag)).isEqualTo(store);
        assertThat(BurstTag.stream(tag)).isEqualTo(stream);
        assertThat(BurstTag.channel(tag)).isEqualTo(channel);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "3, true", "2147483647, true"})
    void aBurstThatNobodyFollowsIsOfATileAndADirection(int tile, boolean store) {
        long tag = BurstTag.of(tile, store);
        assertThat(BurstTag.isFollowed(tag)).isFalse();
        assertThat(BurstTag.tile(tag)).isEqualTo(tile);
        assertThat(BurstTag.isStore(tag)).isEqualTo(store);
    }
}
