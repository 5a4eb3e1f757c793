package archsim.compression.admm;

import archsim.compression.config.Admm;
import archsim.compression.config.Method;
import archsim.compression.network.CompactNetwork;
import archsim.compression.train.Penalty;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What other methods do in the epochs that ADMM has for a round, ended by the same mapping: L1 or L2 regularisation of
 * fixed strength, projected gradient descent, or nothing but training.
 *
 * @param kind of method
 * @param admm whose epochs and learning rates are taken; its first {@code rho} is the strength of L1 and L2
 * @param set that the weights are mapped onto
 */
record BaselineStage(String name, Method.Kind kind, Admm admm, WeightSet set) implements RoundStage {

    @Override
    public void begin(CompressionState state) {
        set.begin(state);
        state.resetOptimiser();
        boolean regularised = kind == Method.Kind.L1 || kind == Method.Kind.L2;
        state.rho = regularised ? (float) admm.rhoStart() : 0;
        state.residual = Double.NaN;
        state.u.assign(0);
        state.z.assign(0);
        if (watched().isPresent()) {
            MaskTurnover.begin(state, set.project(state.parameters, state));
        }
    }

    @Override
    public Penalty penalty(CompressionState state, CompactNetwork network) {
        float[] strength = network.gather(state.pull(set, admm));
        return switch (kind) {
            case L1 -> Penalty.l1(strength);
            case L2 -> new Penalty(strength, new float[strength.length]);
            case ADMM, ONE_SHOT, ITERATIVE, PROJECTED_GRADIENT -> Penalty.NONE;
        };
    }

    @Override
    public void afterEpoch(CompressionState state, int epoch) {
        if (epoch % admm.epochsPerIteration() == 0) {
            set.advance(
                    state, state.parameters, (double) epoch / admm.training().epochs());
            float[] projected = set.project(state.parameters, state);
            state.residual = state.distanceTo(Nd4j.createFromArray(projected));
            if (watched().isPresent()) {
                MaskTurnover.watch(state, projected);
            }
            if (kind == Method.Kind.PROJECTED_GRADIENT) {
                System.arraycopy(projected, 0, state.parameters, 0, projected.length);
            }
        }
    }
}
