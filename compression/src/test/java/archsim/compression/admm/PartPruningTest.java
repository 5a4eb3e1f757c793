package archsim.compression.admm;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.compression.config.Admm;
import archsim.compression.config.Blocks;
import archsim.compression.config.Groups;
import archsim.compression.config.LayerTarget;
import archsim.compression.config.Method;
import archsim.compression.config.Patterns;
import archsim.compression.config.Round;
import archsim.compression.config.Training;
import archsim.compression.network.ArchitectureBuilder;
import archsim.compression.network.LiveChannels;
import archsim.compression.network.NetworkModel;
import archsim.workloads.BlockPattern;
import archsim.workloads.Scheme;
import archsim.workloads.sparsity.KernelPatterns;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PartPruningTest {

    /** 4 filters of 3 x 3 on 1 channel; 6 filters of 3 x 3 on 4 channels; 3 classes that read 6 x 4 x 4. */
    private static final NetworkModel SMALL = new ArchitectureBuilder("small", 1, 8, 8)
            .convolution("conv1", 4, 3)
            .relu()
            .convolution("conv2", 6, 3)
            .relu()
            .connected("out", 3)
            .build();

    private static final Admm THREE_STEPS = Admm.of(3, 1, 0.01, 2, 0.1, 0.1);

    private final CompressionState state = CompressionState.initial(SMALL, 11);

    private static AdmmStage stage(
            Scheme scheme, Map<String, LayerTarget> layers, Optional<Groups> groups, Optional<Patterns> patterns) {
        var round = new Round(
                layers,
                THREE_STEPS,
                new Training(0, 0, 0),
                Optional.empty(),
                Optional.empty(),
                groups,
                patterns,
                Optional.empty());
        return new AdmmStage("test", THREE_STEPS, new PrunedSet(round, scheme, Method.PLAIN));
    }

    /** out: 3 filters of 96 columns keep 4 of each 8 columns and 2 of these 4, 72 of 288 weights; the others stay whole. */
    @Test
    void blocksAndWeightsInThemStay() {
        var blocks = new Blocks(
                BlockPattern.parse("3:2:8").orElseThrow(), OptionalDouble.empty(), Optional.of(List.of("out")));
        var round = new Round(
                Map.of(),
                THREE_STEPS,
                new Training(0, 0, 0),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(blocks));
        run(new AdmmStage("test", THREE_STEPS, new PrunedSet(round, Scheme.BLOCK, Method.PLAIN)));
        LiveChannels survivors = LiveChannels.of(SMALL, state.mask);
        assertThat(survivors.kept(0)).isEqualTo(36);
        assertThat(survivors.kept(1)).isEqualTo(216);
        assertThat(survivors.kept(2)).isEqualTo(72);
    }

    private void run(AdmmStage stage) {
        stage.begin(state);
        for (int epoch = 1; epoch <= 3; epoch++) {
            stage.afterEpoch(state, epoch);
        }
        stage.end(state);
    }

    /** Three of four channels of conv2 stay, so three filters of conv1: 27 of its 36 weights. */
    @Test
    void channelsTakeTheFiltersThatWriteThemAlong() {
        var target = new LayerTarget(
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.of(3),
                OptionalInt.empty(),
                OptionalDouble.empty());
        run(stage(Scheme.CHANNEL, Map.of("conv2", target), Optional.empty(), Optional.empty()));
        LiveChannels survivors = LiveChannels.of(SMALL, state.mask);
        assertThat(survivors.filters(0)).hasSize(3);
        assertThat(survivors.kept(0)).isEqualTo(27);
        assertThat(survivors.kept(1)).isEqualTo(6 * 3 * 9);
    }

    /** conv2: of each 4 channels 2, so 6 x 9 x 2 = 108 of 216 weights; out: 96 columns in groups of 4, 3 x 48 = 144. */
    @Test
    void halfOfEachGroupStays() {
        var groups = new Groups(2, 4, Optional.of(List.of("conv2", "out")));
        run(stage(Scheme.NM, Map.of(), Optional.of(groups), Optional.empty()));
        LiveChannels survivors = LiveChannels.of(SMALL, state.mask);
        assertThat(survivors.kept(0)).isEqualTo(36);
        assertThat(survivors.kept(1)).isEqualTo(108);
        assertThat(survivors.kept(2)).isEqualTo(144);
    }

    /** 56 patterns in the first step, 12 in the second, 4 in the third; 20 of the 24 kernels of conv2 stay. */
    @Test
    void theLibraryShrinksWhileAdmmGoesOn() {
        var kernels = new LayerTarget(
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.of(20),
                OptionalDouble.empty());
        var patterns = new Patterns(List.of(56, 12, 4), Optional.of(List.of("conv2")));
        var stage = stage(Scheme.PATTERN, Map.of("conv2", kernels), Optional.empty(), Optional.of(patterns));
        stage.begin(state);
        assertThat(librarySize()).isEqualTo(state.library.length);
        stage.afterEpoch(state, 1);
        assertThat(librarySize()).isEqualTo(12);
        stage.afterEpoch(state, 2);
        assertThat(librarySize()).isEqualTo(4);
        stage.end(state);
        Set<Integer> found = patternsOf(1);
        assertThat(found).hasSizeLessThanOrEqualTo(4).allMatch(bits -> KernelPatterns.library(56)
                .contains(bits));
        assertThat(LiveChannels.of(SMALL, state.mask).kept(1)).isEqualTo(20 * 4);
        assertThat(LiveChannels.of(SMALL, state.mask).kept(0)).isEqualTo(36);
    }

    private long librarySize() {
        return Arrays.stream(state.library).filter(bits -> bits != 0).count();
    }

    private Set<Integer> patternsOf(int layer) {
        var found = new TreeSet<Integer>();
        for (int start = SMALL.weightOffset(layer); start < SMALL.biasOffset(layer); start += 9) {
            int bits = 0;
            for (int place = 0; place < 9; place++) {
                bits |= state.mask[start + place] ? 1 << place : 0;
            }
            found.add(bits);
        }
        found.remove(0);
        return found;
    }
}
