package archsim.compression.admm;

import archsim.compression.config.Admm;
import archsim.compression.network.LiveChannels;
import archsim.compression.network.NetworkModel;
import archsim.compression.train.layer.Matrix;
import archsim.workloads.sparsity.KernelPatterns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Everything that changes during a run, always in the shape of the unpruned network.
 *
 * <p>Arrays have one entry a parameter. Weights outside {@link #mask} are exactly zero and never move again.
 */
final class CompressionState {

    static {
        Matrix.computeOnOneThread();
    }

    final NetworkModel architecture;
    final float[] parameters;
    final float[] momentum;
    final float[] variance;
    final boolean[] mask;
    final boolean[] fixed;
    /** ADMM's {@code Z}, the point of the set that the weights are pulled to. */
    final INDArray z;
    /** ADMM's scaled multiplier {@code U}; 0 where no weight is kept. */
    final INDArray u;
    /** What the magnitude of each weight is multiplied by when weights are ranked. */
    final float[] importance;
    /** Patterns of 3 x 3 kernels in use, then zeros; all zeros until pattern pruning starts. */
    final int[] library = new int[KernelPatterns.COUNT];
    /** The parameters after the last round that a search accepted. */
    final float[] accepted;
    /** What was kept then. */
    final boolean[] acceptedMask;
    /** One interval a layer; 0 until it is chosen. */
    final float[] intervals;
    /** Threshold of each layer while its ternary weights learn, else 0. */
    final float[] thresholds;
    /** The parameters when dense training ended. */
    final float[] dense;
    /** What a stage that averages the parameters ends in. */
    final float[] average;

    final List<HistoryRow> history = new ArrayList<>();
    /** Which weights the point of the set kept when the round began and after each of its iterations so far. */
    final List<BitSet> supports = new ArrayList<>();

    long step;
    float rho;
    /** Residual of the last ADMM step; NaN outside ADMM. */
    double residual = Double.NaN;

    int stage;
    int epoch;
    /** Rounds that a search has begun. */
    int searchRounds;

    boolean searchEnded;

    CompressionState(NetworkModel architecture) {
        this.architecture = architecture;
        int size = architecture.parameters();
        parameters = new float[size];
        momentum = new float[size];
        variance = new float[size];
        mask = new boolean[size];
        fixed = new boolean[size];
        z = Nd4j.create(DataType.FLOAT, size);
        u = Nd4j.create(DataType.FLOAT, size);
        dense = new float[size];
        average = new float[size];
        importance = new float[size];
        accepted = new float[size];
        acceptedMask = new boolean[size];
        intervals = new float[architecture.depth()];
        thresholds = new float[architecture.depth()];
        Arrays.fill(mask, true);
        Arrays.fill(importance, 1f);
    }

    /** A state before any training, from random weights. */
    static CompressionState initial(NetworkModel architecture, long seed) {
        return of(architecture, architecture.initial(seed));
    }

    /** A state before any training. */
    static CompressionState of(NetworkModel architecture, float[] parameters) {
        var state = new CompressionState(architecture);
        System.arraycopy(parameters, 0, state.parameters, 0, parameters.length);
        return state;
    }

    void resetOptimiser() {
        Arrays.fill(momentum, 0);
        Arrays.fill(variance, 0);
        step = 0;
    }

    /** Removes all but the survivors for good. */
    void prune(LiveChannels survivors) {
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

    /**
     * {@code rho}, times the factors of {@code admm}, for kept weights of the layers that {@code set} constrains, 0 for the
     * rest and for biases.
     */
    float[] pull(WeightSet set, Admm admm) {
        float[] pull = new float[parameters.length];
        float[] strength = rhoByLayer(admm);
        for (int layer = 0; layer < strength.length; layer++) {
            strength[layer] = set.constrains(architecture.layer(layer)) ? strength[layer] : 0f;
        }
        forEachKeptWeight((layer, i) -> pull[i] = strength[layer]);
        return pull;
    }

    /** {@code rho} of each layer. */
    float[] rhoByLayer(Admm admm) {
        float[] strength = new float[architecture.depth()];
        for (int layer = 0; layer < strength.length; layer++) {
            strength[layer] =
                    rho * (float) admm.rhoFactor(architecture.layer(layer).name());
        }
        return strength;
    }

    /** {@code W}: a copy of the parameters. */
    INDArray w() {
        return Nd4j.createFromArray(parameters);
    }

    /** 1 for each kept weight, 0 for the rest and for biases. */
    INDArray kept() {
        float[] kept = new float[parameters.length];
        forEachKeptWeight((layer, i) -> kept[i] = 1f);
        return Nd4j.createFromArray(kept);
    }

    /** {@code ||W - point|| / ||W||} over the kept weights. */
    double distanceTo(INDArray point) {
        try (INDArray kept = kept();
                INDArray w = w().muli(kept);
                INDArray gap = w.sub(point).muli(kept)) {
            return norm(gap) / Math.max(norm(w), Double.MIN_NORMAL);
        }
    }

    private static double norm(INDArray vector) {
        try (INDArray exact = vector.castTo(DataType.DOUBLE)) {
            return exact.norm2Number().doubleValue();
        }
    }

    /** {@code Z - U}. */
    float[] anchor() {
        try (INDArray anchor = z.sub(u)) {
            return anchor.toFloatVector();
        }
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
