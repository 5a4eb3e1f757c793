package archsim.compression.admm;

import archsim.compression.config.Admm;
import archsim.compression.network.CompactNetwork;
import archsim.compression.train.Penalty;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** ADMM iterations towards {@code set}, ended by the mapping onto it. */
record AdmmStage(String name, Admm admm, WeightSet set) implements RoundStage {

    @Override
    public void begin(CompressionState state) {
        set.begin(state);
        state.resetOptimiser();
        state.rho = (float) admm.rhoStart();
        state.residual = Double.NaN;
        state.u.assign(0);
        project(state, state.parameters);
        if (watched().isPresent()) {
            MaskTurnover.begin(state, state.z.toFloatVector());
        }
    }

    /** Weights of other layers that would go along, as the readers of a pruned filter do, are pulled too. */
    @Override
    public Penalty penalty(CompressionState state, CompactNetwork network) {
        float[] pull = state.pull(set, admm);
        float[] strength = state.rhoByLayer(admm);
        float[] z = state.z.toFloatVector();
        state.forEachKeptWeight((layer, i) -> pull[i] = z[i] == 0 ? strength[layer] : pull[i]);
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
        try (INDArray w = state.w();
                INDArray kept = state.kept();
                INDArray target = w.add(state.u)) {
            float[] values = target.toFloatVector();
            set.advance(state, values, done);
            project(state, values);
            state.u.addi(w).subi(state.z).muli(kept).muli(1 / admm.rhoGrowth());
        }
        if (watched().isPresent()) {
            MaskTurnover.watch(state, state.z.toFloatVector());
        }
        state.residual = state.distanceTo(state.z);
        state.rho *= (float) admm.rhoGrowth();
    }

    private void project(CompressionState state, float[] target) {
        try (INDArray projected = Nd4j.createFromArray(set.project(target, state))) {
            state.z.assign(projected);
        }
    }
}
