package archsim.compression.admm;

import archsim.compression.config.Admm;
import archsim.compression.config.Training;
import java.util.Arrays;

/** ADMM iterations towards {@code set}, ended by the mapping onto it. */
record AdmmStage(String name, Admm admm, WeightSet set) implements Stage {

    @Override
    public Training training() {
        return admm.training();
    }

    @Override
    public void begin(CompressionState state) {
        state.resetOptimiser();
        state.rho = (float) admm.rhoStart();
        state.residual = Double.NaN;
        Arrays.fill(state.u, 0f);
        setZ(state, state.parameters);
    }

    @Override
    public void afterEpoch(CompressionState state, int epoch) {
        if (epoch % admm.epochsPerIteration() == 0) {
            iterate(state);
        }
    }

    /** {@code Z = Proj(W + U)}, {@code U += W - Z}; then {@code rho} grows and {@code U} keeps {@code rho U}. */
    private void iterate(CompressionState state) {
        float[] target = state.parameters.clone();
        state.forEachKeptWeight((layer, i) -> target[i] += state.u[i]);
        setZ(state, target);
        double[] squares = new double[2];
        float shrink = (float) (1 / admm.rhoGrowth());
        state.forEachKeptWeight((layer, i) -> {
            double gap = state.parameters[i] - state.z[i];
            squares[0] += gap * gap;
            squares[1] += (double) state.parameters[i] * state.parameters[i];
            state.u[i] = (state.u[i] + state.parameters[i] - state.z[i]) * shrink;
        });
        state.residual = Math.sqrt(squares[0] / Math.max(squares[1], Double.MIN_NORMAL));
        state.rho *= (float) admm.rhoGrowth();
    }

    private void setZ(CompressionState state, float[] target) {
        float[] projected = set.project(target, state);
        System.arraycopy(projected, 0, state.z, 0, projected.length);
    }

    @Override
    public void end(CompressionState state) {
        set.map(state);
    }
}
