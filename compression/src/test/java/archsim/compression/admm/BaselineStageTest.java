package archsim.compression.admm;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.compression.config.Admm;
import archsim.compression.config.LayerTarget;
import archsim.compression.config.Method;
import archsim.compression.config.Quantisation;
import archsim.compression.config.Round;
import archsim.compression.config.Training;
import archsim.compression.network.ArchitectureBuilder;
import archsim.compression.network.NetworkModel;
import archsim.workloads.Scheme;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BaselineStageTest {

    /** 6 weights and 3 biases. */
    private static final NetworkModel SMALL =
            new ArchitectureBuilder("small", 2, 1, 1).connected("out", 3).build();

    private static final Training NO_TRAINING = new Training(0, 0, 0);
    private static final Admm TWO_STEPS = Admm.of(2, 1, 0.25, 4, 0.1, 0.1);

    private final CompressionState state = new CompressionState(SMALL);

    private BaselineStage stage(Method.Kind kind) {
        System.arraycopy(new float[] {3, -1, 4, 0, -2, 1}, 0, state.parameters, 0, 6);
        var round = Round.of(Map.of("out", LayerTarget.keeping(2)), TWO_STEPS, NO_TRAINING);
        var stage =
                new BaselineStage("test", kind, TWO_STEPS, new PrunedSet(round, Scheme.NON_STRUCTURED, Method.PLAIN));
        stage.begin(state);
        return stage;
    }

    /** 3 and 4 stay: what goes is sqrt(1 + 4 + 1) of sqrt(31). */
    @Test
    void projectedGradientMapsTheWeightsAndLeavesThemFree() {
        BaselineStage stage = stage(Method.Kind.PROJECTED_GRADIENT);
        stage.afterEpoch(state, 1);
        assertThat(state.residual).isEqualTo(Math.sqrt(6.0 / 31));
        assertThat(state.parameters).startsWith(3, 0, 4, 0, 0, 0);
        assertThat(state.mask[1]).isTrue();
        stage.end(state);
        assertThat(state.mask[1]).isFalse();
    }

    @Test
    void iterativePruningMapsAtTheEndOnly() {
        BaselineStage stage = stage(Method.Kind.ITERATIVE);
        stage.afterEpoch(state, 1);
        assertThat(state.parameters).startsWith(3, -1, 4, 0, -2, 1);
        assertThat(state.rho).isZero();
        stage.end(state);
        assertThat(state.parameters).startsWith(3, 0, 4, 0, 0, 0);
    }

    /** The strength stays that of the start; ADMM's would be 0.25 x 4 after a step. */
    @Test
    void fixedRegularisationDoesNotGrow() {
        BaselineStage stage = stage(Method.Kind.L2);
        stage.afterEpoch(state, 1);
        assertThat(state.rho).isEqualTo(0.25f);
        assertThat(state.pull(stage.set(), TWO_STEPS)).startsWith(0.25f, 0.25f, 0.25f, 0.25f, 0.25f, 0.25f, 0, 0, 0);
    }

    /** Interval (3 + 4 + 2) / 3 = 3: 1 and -1 become level 0 and are pruned, 0 was so already. */
    @Test
    void whatIsQuantisedToZeroJoinsThePrunedWeights() {
        stage(Method.Kind.ITERATIVE);
        var ternary = new Quantisation(
                Quantisation.Grid.MID_TREAD,
                2,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new Quantisation.Step(1, NO_TRAINING)));
        new FixingStage("test", new QuantisedSet(ternary, true), ternary.steps().get(0)).begin(state);
        assertThat(state.parameters).startsWith(3, 0, 3, 0, -3, 0);
        assertThat(state.mask).startsWith(true, false, true, false, true, false);
        assertThat(state.fixed[0]).isTrue();
    }
}
