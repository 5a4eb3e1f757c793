package archsim.compression.admm;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.compression.config.Admm;
import archsim.compression.config.LayerTarget;
import archsim.compression.config.Method;
import archsim.compression.config.Round;
import archsim.compression.config.Total;
import archsim.compression.config.Training;
import archsim.compression.network.ArchitectureBuilder;
import archsim.compression.network.LiveChannels;
import archsim.compression.network.NetworkModel;
import archsim.workloads.Scheme;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WeightPruningTest {

    /** 3 pixels, 2 neurons, 2 classes: 6 + 4 weights. */
    private static final NetworkModel TINY = new ArchitectureBuilder("tiny", 3, 1, 1)
            .connected("hidden", 2)
            .relu()
            .connected("out", 2)
            .build();

    /** 5 pixels, 8 neurons, 6 neurons, 3 classes: 40 + 48 + 18 weights. */
    private static final NetworkModel SMALL = new ArchitectureBuilder("small", 5, 1, 1)
            .connected("first", 8)
            .relu()
            .connected("second", 6)
            .relu()
            .connected("out", 3)
            .build();

    private static Round round(Map<String, LayerTarget> layers, Optional<Total> total) {
        return new Round(
                layers,
                Admm.of(1, 1, 1, 1, 0, 0),
                new Training(0, 0, 0),
                Optional.empty(),
                total,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Optional<Total> keep(int weights, String... layers) {
        return Optional.of(new Total(
                OptionalInt.of(weights),
                OptionalDouble.empty(),
                layers.length == 0 ? Optional.empty() : Optional.of(List.of(layers))));
    }

    private static boolean[] support(CompressionState state, Round round) {
        return new PrunedSet(round, Scheme.NON_STRUCTURED, Method.PLAIN).support(state.parameters, state);
    }

    private static CompressionState tiny(float... weights) {
        var state = new CompressionState(TINY);
        System.arraycopy(weights, 0, state.parameters, TINY.weightOffset(0), 6);
        System.arraycopy(weights, 6, state.parameters, TINY.weightOffset(1), 4);
        return state;
    }

    private static boolean[] weights(boolean[] support, int layer) {
        return Arrays.copyOfRange(support, TINY.weightOffset(layer), TINY.biasOffset(layer));
    }

    /**
     * Hidden 9 8 7 | 1 1 1, out [class][neuron] 1 5 | 2 4. By size alone hidden would keep 9 and 8, of neuron 0, and out 5
     * and 4, which read neuron 1: nothing would be live. Of all ten the least of hidden goes until neuron 1 has none, and
     * 5 and 4 go with it: 9 and 8 stay, read by 2 and 1.
     */
    @Test
    void deadWeightsAreReplacedByLiveOnes() {
        CompressionState state = tiny(9, 8, 7, 1, 1, 1, 1, 5, 2, 4);
        boolean[] kept = support(
                state,
                round(Map.of("hidden", LayerTarget.keeping(2), "out", LayerTarget.keeping(2)), Optional.empty()));
        assertThat(LiveChannels.live(TINY, kept)).isEqualTo(kept);
        assertThat(weights(kept, 0)).containsExactly(true, true, false, false, false, false);
        assertThat(weights(kept, 1)).containsExactly(true, false, true, false);
    }

    /** Out is a thousand times smaller and yet keeps its largest: scores 1, 64/145 and 49/194 in hidden, 1 and 64/145. */
    @Test
    void aTotalIsSplitByRankAndNotByScale() {
        CompressionState state = tiny(9, 8, 7, 6, 5, 4, 0.009f, 0.001f, 0.008f, 0.001f);
        boolean[] kept = support(state, round(Map.of(), keep(5)));
        assertThat(count(kept, state)).isEqualTo(5);
        assertThat(weights(kept, 0)).containsExactly(true, true, true, false, false, false);
        assertThat(weights(kept, 1)).containsExactly(true, false, true, false);
    }

    /** A rate of 2.5 over the 10 weights leaves 4. */
    @Test
    void aRateIsAShareOfTheDenseWeights() {
        CompressionState state = tiny(9, 8, 7, 6, 5, 4, 4, 3, 2, 1);
        var total = new Total(OptionalInt.empty(), OptionalDouble.of(2.5), Optional.empty());
        assertThat(count(support(state, round(Map.of(), Optional.of(total))), state))
                .isEqualTo(4);
    }

    /** Out is not named, so all of it stays but what reads a neuron without weights. */
    @Test
    void layersOutsideTheTotalAreLeftAlone() {
        CompressionState state = tiny(9, 8, 7, 6, 5, 4, 4, 3, 2, 1);
        boolean[] kept = support(state, round(Map.of(), keep(3, "hidden")));
        assertThat(weights(kept, 0)).containsExactly(true, true, true, false, false, false);
        assertThat(weights(kept, 1)).containsExactly(true, false, true, false);
    }

    static Stream<Long> seeds() {
        return LongStream.range(0, 60).boxed();
    }

    /** For random weights, 6 to 95 of 106: all live, and as many as asked. */
    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsKeptIsLiveAndNoMoreThanAsked(long seed) {
        CompressionState state = CompressionState.initial(SMALL, seed);
        int wanted = 6 + (int) (seed * 7 % 90);
        boolean[] kept = support(state, round(Map.of(), keep(wanted)));
        assertThat(LiveChannels.live(SMALL, kept)).isEqualTo(kept);
        assertThat(count(kept, state)).isEqualTo(wanted);
    }

    /** What an earlier round pruned is not brought back to replace a dead weight. */
    @Test
    void prunedWeightsDoNotComeBack() {
        CompressionState state = tiny(9, 8, 7, 6, 5, 4, 4, 3, 2, 1);
        state.mask[1] = false;
        boolean[] kept = support(state, round(Map.of(), keep(9)));
        assertThat(kept[1]).isFalse();
        assertThat(count(kept, state)).isEqualTo(9);
    }

    /** Equal magnitudes, gradients of 16 and 1 squared: 16^(1/4) = 2 times as important. */
    @Test
    void fisherWeighsByTheFourthRootOfTheMeanSquaredGradient() {
        CompressionState state = tiny(1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        Arrays.fill(state.variance, 1f);
        state.variance[4] = 16;
        var method = new Method(Optional.empty(), Optional.of(Method.Importance.FISHER), Optional.empty());
        var set = new PrunedSet(
                round(Map.of("hidden", LayerTarget.keeping(1)), Optional.empty()), Scheme.NON_STRUCTURED, method);
        set.begin(state);
        assertThat(state.importance[4]).isEqualTo(2f);
        assertThat(weights(set.support(state.parameters, state), 0))
                .containsExactly(false, false, false, false, true, false);
    }

    private static int count(boolean[] kept, CompressionState state) {
        int[] count = {0};
        state.forEachKeptWeight((layer, i) -> count[0] += kept[i] ? 1 : 0);
        return count[0];
    }
}
