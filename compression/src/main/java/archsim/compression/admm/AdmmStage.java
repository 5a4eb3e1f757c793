package archsim.compression.admm;

import archsim.compression.config.Admm;
import archsim.compression.config.Training;
import archsim.compression.network.CompactNetwork;
import archsim.compression.train.Penalty;
import java.util.Arrays;
import java.util.Optional;

/** ADMM iterations towards {@code set}, ended by the mapping onto it. */
record AdmmStage(String name, Admm admm, WeightSet set) implements Stage {

    @Override
    public Training training() {
        return admm.training();
    }

    @Override
    public Optional<WeightSet> watched() {
        return set instanceof PrunedSet ? Optional.of(set) : Optional.empty();
    }

    @Override
    public int epochsPerIteration() {
        return admm.epochsPerIteration();
    }

    @Override
    public void begin(CompressionState state) {
        set.begin(state);
        state.resetOptimiser();
        state.rho = (float) admm.rhoStart();
        state.residual = Double.NaN;
        Arrays.fill(state.u, 0f);
        setZ(state, state.parameters);
        if (watched().isPresent()) {
            MaskTurnover.begin(state, state.z);
        }
    }

    /** Weights of other layers that would go along, as the readers of a pruned filter do, are pulled too. */
    @Override
    public Penalty penalty(CompressionState state, CompactNetwork network) {
        float[] pull = state.pull(set, admm);
        float[] strength = state.rhoByLayer(admm);
        state.forEachKeptWeight((layer, i) -> pull[i] = state.z[i] == 0 ? strength[layer] : pull[i]);
        return new Penalty(network.gather(pull), network.gather(state.anchor()));
    }

    @Override
    public void afterEpoch(CompressionState state, int epoch) {
        if (epoch % admm.epochsPerIteration() == 0) {
            iterate(state, (double) epoch / admm.training().epochs());
        }
    }

    /** {@code Z = Proj(W + U)}, {@code U += W - Z}; then {@code rho} grows and {@code U} keeps {@code rho U}. */
    private void iterate(CompressionState state, double done) {
        float[] target = state.parameters.clone();
        state.forEachKeptWeight((layer, i) -> target[i] += state.u[i]);
        set.advance(state, target, done);
        setZ(state, target);
        if (watched().isPresent()) {
            MaskTurnover.watch(state, state.z);
        }
        float shrink = (float) (1 / admm.rhoGrowth());
        state.forEachKeptWeight((layer, i) -> state.u[i] = (state.u[i] + state.parameters[i] - state.z[i]) * shrink);
        state.residual = state.distanceTo(state.z);
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
