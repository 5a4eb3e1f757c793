package archsim.compression.admm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.compression.config.Admm;
import archsim.compression.config.LayerTarget;
import archsim.compression.config.Method;
import archsim.compression.config.Quantisation;
import archsim.compression.config.Round;
import archsim.compression.config.Training;
import archsim.compression.network.ArchitectureBuilder;
import archsim.compression.network.CompactNetwork;
import archsim.compression.network.LiveChannels;
import archsim.compression.network.NetworkModel;
import archsim.workloads.Scheme;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StagesTest {

    /** 4 filters of 3 x 3, pooled to 2 x 2; 6 neurons that read all 16; 3 classes. */
    private static final NetworkModel SMALL = new ArchitectureBuilder("small", 1, 6, 6)
            .convolution("conv", 4, 3)
            .maxPool(2, 2)
            .relu()
            .connected("hidden", 6)
            .relu()
            .connected("out", 3)
            .build();

    private static final Training NO_TRAINING = new Training(0, 0, 0);

    private final CompressionState state = CompressionState.initial(SMALL, 5);

    private static LayerTarget keep(int weights) {
        return LayerTarget.keeping(weights);
    }

    private static LayerTarget structured(int filters, int columns) {
        return LayerTarget.matrix(filters, columns);
    }

    private static int nonZero(float[] values, int layer) {
        int count = 0;
        for (int i = SMALL.weightOffset(layer); i < SMALL.biasOffset(layer); i++) {
            count += values[i] != 0 ? 1 : 0;
        }
        return count;
    }

    private AdmmStage admm(Map<String, LayerTarget> targets, double growth) {
        var steps = Admm.of(3, 1, 0.01, growth, 0.1, 0.1);
        Scheme scheme =
                targets.values().stream().anyMatch(target -> target.keep().isPresent())
                        ? Scheme.NON_STRUCTURED
                        : Scheme.COLUMN_FILTER;
        return new AdmmStage("test", steps, new PrunedSet(Round.of(targets, steps, NO_TRAINING), scheme, Method.PLAIN));
    }

    @Test
    void zLiesInTheSetAfterEveryStep() {
        var stage = admm(Map.of("conv", keep(9), "hidden", keep(20)), 2);
        stage.begin(state);
        for (int epoch = 1; epoch <= 3; epoch++) {
            assertThat(nonZero(state.z.toFloatVector(), 0)).isEqualTo(9);
            assertThat(nonZero(state.z.toFloatVector(), 1)).isLessThanOrEqualTo(20);
            stage.afterEpoch(state, epoch);
        }
    }

    /** rho U is the multiplier: with W = 1 and Z = 0 it becomes rho (1) before and after rho doubles. */
    @Test
    void growingRhoKeepsTheMultiplier() {
        var stage = admm(Map.of("conv", keep(9)), 2);
        stage.begin(state);
        int pruned = 0;
        while (state.z.getFloat(pruned) != 0) {
            pruned++;
        }
        float weight = state.parameters[pruned];
        float rho = state.rho;
        stage.afterEpoch(state, 1);
        assertThat(state.rho).isCloseTo(2 * rho, within(1e-9f));
        assertThat(state.rho * state.u.getFloat(pruned))
                .isCloseTo(rho * (weight - state.z.getFloat(pruned)), within(1e-7f));
    }

    /**
     * One of four filters of conv goes, and with it 4 of the 16 columns that each of the 6 neurons of hidden reads: 24 of
     * its weights are pulled though hidden has no target, and out is left alone.
     */
    @Test
    void whatGoesAlongIsPulledToo() {
        var stage = admm(Map.of("conv", structured(3, 9)), 2);
        stage.begin(state);
        float[] parameters = state.parameters.clone();
        float[] gradient = new float[parameters.length];
        state.u.assign(1);
        var whole = CompactNetwork.whole(SMALL);
        stage.penalty(state, whole).addTo(gradient, whole.gather(parameters), 0, gradient.length);
        assertThat(nonZero(gradient, 0)).isEqualTo(36);
        assertThat(nonZero(gradient, 1)).isEqualTo(24);
        assertThat(nonZero(gradient, 2)).isZero();
    }

    /** rho is .01 and 3 times that in conv: a distance of 1 pulls by .03 there and by .01 in hidden. */
    @Test
    void layersMayHaveARhoOfTheirOwn() {
        var steps = new Admm(3, 1, 0.01, 2, 0.1, 0.1, Optional.of(Map.of("conv", 3.0)));
        Map<String, LayerTarget> targets = Map.of("conv", keep(9), "hidden", keep(20));
        var set = new PrunedSet(Round.of(targets, steps, NO_TRAINING), Scheme.NON_STRUCTURED, Method.PLAIN);
        var stage = new AdmmStage("test", steps, set);
        stage.begin(state);
        float[] moved = state.anchor();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += 1;
        }
        float[] gradient = new float[moved.length];
        stage.penalty(state, CompactNetwork.whole(SMALL)).addTo(gradient, moved, 0, gradient.length);
        assertThat(gradient[0]).isCloseTo(0.03f, within(1e-6f));
        assertThat(gradient[SMALL.weightOffset(1)]).isCloseTo(0.01f, within(1e-6f));
    }

    /** A W step that goes all the way to Z - U leaves nothing between W and Z. */
    @Test
    void theResidualFallsToZeroWhenWeightsFollow() {
        var stage = admm(Map.of("conv", keep(9), "hidden", keep(20)), 1);
        stage.begin(state);
        stage.afterEpoch(state, 1);
        double first = state.residual;
        for (int epoch = 2; epoch < 30; epoch++) {
            float[] anchor = state.anchor();
            state.forEachKeptWeight((layer, i) -> state.parameters[i] += 0.5f * (anchor[i] - state.parameters[i]));
            stage.afterEpoch(state, epoch);
        }
        assertThat(first).isGreaterThan(0.1);
        assertThat(state.residual).isLessThan(first / 20);
    }

    @Test
    void prunedWeightsNeverComeBack() {
        admm(Map.of("conv", keep(12), "hidden", keep(40)), 2).end(state);
        boolean[] first = state.mask.clone();
        for (int i = 0; i < state.parameters.length; i++) {
            state.parameters[i] += first[i] ? 0.5f : 0f;
        }
        var second = admm(Map.of("conv", keep(6), "hidden", keep(20)), 2);
        second.begin(state);
        second.afterEpoch(state, 1);
        second.end(state);
        for (int i = 0; i < first.length; i++) {
            assertThat(first[i] || !state.mask[i]).isTrue();
            assertThat(state.mask[i] || state.parameters[i] == 0).isTrue();
        }
        assertThat(nonZero(state.parameters, 0)).isEqualTo(6);
    }

    /** 3 of 4 filters, 5 of 9 columns; hidden keeps 4 of 6 neurons and 6 columns, none of the lost channel. */
    @Test
    void filtersTakeTheNextLayersColumnsAlong() {
        admm(Map.of("conv", structured(3, 5), "hidden", structured(4, 6)), 2).end(state);
        LiveChannels survivors = LiveChannels.of(SMALL, state.mask);
        assertThat(survivors.filters(0)).hasSize(3);
        assertThat(survivors.columns(0)).hasSize(5);
        assertThat(survivors.kept(0)).isEqualTo(15);
        assertThat(survivors.filters(1)).hasSize(4);
        assertThat(survivors.kept(1)).isEqualTo(4 * 6);
        assertThat(survivors.columns(2)).containsExactly(survivors.filters(1));
        for (int column : survivors.columns(1)) {
            assertThat(survivors.filters(0)).contains(SMALL.layer(1).channelOf(column));
        }
    }

    /** 36 weights: 18 of them fixed after one half, all of them after the rest. */
    @Test
    void levelsAreFixedAShareAtATime() {
        var set = new QuantisedSet(levels(Quantisation.Grid.EQUAL_DISTANCE, 3), true);
        new FixingStage("half", set, new Quantisation.Step(0.5, NO_TRAINING)).begin(state);
        assertThat(fixed(0)).isEqualTo(18);
        float[] intervals = state.intervals.clone();
        new FixingStage("rest", set, new Quantisation.Step(1, NO_TRAINING)).begin(state);
        assertThat(fixed(0)).isEqualTo(36);
        assertThat(state.intervals).isEqualTo(intervals);
        for (int i = 0; i < 36; i++) {
            float level = state.parameters[i] / intervals[0];
            assertThat(Math.abs(level - Math.round(level))).isLessThan(1e-5f);
            assertThat(Math.abs(Math.round(level))).isBetween(1, 4);
        }
    }

    private static Quantisation levels(Quantisation.Grid grid, int bits) {
        return new Quantisation(
                grid,
                bits,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new Quantisation.Step(1, NO_TRAINING)));
    }

    private int fixed(int layer) {
        int count = 0;
        for (int i = SMALL.weightOffset(layer); i < SMALL.biasOffset(layer); i++) {
            count += state.fixed[i] ? 1 : 0;
        }
        return count;
    }

    @Test
    void fixedWeightsAndPrunedOnesAreNotTrained() {
        state.mask[3] = false;
        state.fixed[4] = true;
        assertThat(state.trainable()[3]).isFalse();
        assertThat(state.trainable()[4]).isFalse();
        assertThat(state.trainable()[5]).isTrue();
    }
}
