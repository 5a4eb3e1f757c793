package archsim.compression.admm;

import archsim.compression.network.Architecture;
import archsim.compression.network.Survivors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Everything that changes while a run goes on, always in the shape of the unpruned network.
 *
 * <p>Arrays have one entry a parameter. Weights outside {@link #mask} are exactly zero and never move again.
 */
final class CompressionState {

    final Architecture architecture;
    final float[] parameters;
    final float[] momentum;
    final float[] variance;
    final boolean[] mask;
    final boolean[] fixed;
    final float[] z;
    final float[] u;
    /** One interval a layer; 0 until it is chosen. */
    final float[] intervals;
    /** The parameters when dense training ended. */
    final float[] dense;

    final List<HistoryRow> history = new ArrayList<>();
    long step;
    float rho;
    /** Residual of the last ADMM step; NaN outside ADMM. */
    double residual = Double.NaN;

    int stage;
    int epoch;

    CompressionState(Architecture architecture) {
        this.architecture = architecture;
        int size = architecture.parameters();
        parameters = new float[size];
        momentum = new float[size];
        variance = new float[size];
        mask = new boolean[size];
        fixed = new boolean[size];
        z = new float[size];
        u = new float[size];
        dense = new float[size];
        intervals = new float[architecture.depth()];
        Arrays.fill(mask, true);
    }

    /** A state before any training. */
    static CompressionState initial(Architecture architecture, long seed) {
        var state = new CompressionState(architecture);
        System.arraycopy(architecture.initial(seed), 0, state.parameters, 0, state.parameters.length);
        return state;
    }

    void resetOptimiser() {
        Arrays.fill(momentum, 0);
        Arrays.fill(variance, 0);
        step = 0;
    }

    /** Removes all but the survivors for good. */
    void prune(Survivors survivors) {
        boolean[] kept = survivors.mask();
        for (int i = 0; i < kept.length; i++) {
            mask[i] &= kept[i];
            parameters[i] = mask[i] ? parameters[i] : 0f;
        }
    }

    /** Parameters that training may move: kept, and not fixed at a level. */
    boolean[] trainable() {
        boolean[] trainable = mask.clone();
        for (int i = 0; i < trainable.length; i++) {
            trainable[i] &= !fixed[i];
        }
        return trainable;
    }

    /** 1 for kept weights, 0 for the rest and for biases, times {@code rho}. */
    float[] pull() {
        float[] pull = new float[parameters.length];
        forEachKeptWeight((layer, i) -> pull[i] = rho);
        return pull;
    }

    /** {@code Z - U}. */
    float[] anchor() {
        float[] anchor = new float[parameters.length];
        for (int i = 0; i < anchor.length; i++) {
            anchor[i] = z[i] - u[i];
        }
        return anchor;
    }

    /** Visits one weight. */
    @FunctionalInterface
    interface WeightVisitor {
        void visit(int layer, int index);
    }

    void forEachKeptWeight(WeightVisitor visitor) {
        for (int layer = 0; layer < architecture.depth(); layer++) {
            for (int i = architecture.weightOffset(layer); i < architecture.biasOffset(layer); i++) {
                if (mask[i]) {
                    visitor.visit(layer, i);
                }
            }
        }
    }
}
