package archsim.compression.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OptimiserTest {

    private static TrainState state(Optimiser optimiser) {
        return new TrainState(optimiser, new float[2], new float[2], new float[2], new float[] {1, 0}, 0);
    }

    /** Gradient 2, momentum 0.5, rate 0.1: m = 2, then 0.5 * 2 + 2 = 3; w = -0.2, then -0.5. The second may not move. */
    @Test
    void momentumAddsUp() {
        TrainState state = state(new MomentumDescent(0.5));
        for (int i = 0; i < 2; i++) {
            state.countStep();
            state.update(new float[] {2, 2}, 0.1, 0, 2);
        }
        assertThat(state.parameters()[0]).isCloseTo(-0.5f, within(1e-6f));
        assertThat(state.parameters()[1]).isZero();
    }

    /** The same with a look ahead: w = -0.1 (2 + 0.5 * 2) = -0.3, then less 0.1 (2 + 0.5 * 3). */
    @Test
    void nesterovLooksAheadAlongItsMomentum() {
        TrainState state = state(new MomentumDescent(0.5, true));
        for (int i = 0; i < 2; i++) {
            state.countStep();
            state.update(new float[] {2, 2}, 0.1, 0, 2);
        }
        assertThat(state.parameters()[0]).isCloseTo(-0.65f, within(1e-6f));
        assertThat(state.parameters()[1]).isZero();
    }

    /**
     * Steps of -1. After the first the average keeps (1 + 1) / (10 + 1) of its 0 and takes 9/11 of -1; after the second it
     * keeps 3/12 of -9/11 and takes 3/4 of -2. What may not move is copied.
     */
    @Test
    void theAverageFollowsTheWeights() {
        float[] average = new float[] {0, 7};
        TrainState state = state(new MomentumDescent(0)).averaging(average, 0.9);
        for (int i = 0; i < 2; i++) {
            state.countStep();
            state.update(new float[] {2, 2}, 0.5, 0, 2);
        }
        assertThat(average[0]).isCloseTo(-9f / 44 - 1.5f, within(1e-6f));
        assertThat(average[1]).isZero();
    }

    /** The first step of Adam is the rate, whatever the gradient: m / sqrt(v) is 1 once both are corrected. */
    @Test
    void theFirstStepOfAdamIsTheRate() {
        TrainState state = state(new Adam());
        state.countStep();
        state.update(new float[] {7, 7}, 0.1, 0, 2);
        assertThat(state.parameters()[0]).isCloseTo(-0.1f, within(1e-6f));
        assertThat(state.parameters()[1]).isZero();
    }
}
