package archsim.sweep.study;

import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Workload;
import archsim.workloads.storage.CsrAbsolute;
import archsim.workloads.storage.CsrRelative;
import archsim.workloads.storage.StorageBits;
import archsim.workloads.storage.StorageFormat;
import archsim.workloads.storage.Structured;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A model of a study as the tables of the field count it; sizes are exact.
 *
 * @param accuracy on its test set, 0 to 1, where the model was trained
 * @param denseWeights of the same layers before pruning
 * @param weights that are stored
 * @param weightBits width of the widest weight
 * @param indexBits width of a relative index, one for all layers; absent where there are none
 * @param relative values, relative indices and fillers; layers that kept whole filters and columns have no indices
 * @param absolute values, absolute indices and pointers
 */
public record StoredModel(
        Category category,
        OptionalDouble accuracy,
        long denseWeights,
        long weights,
        int weightBits,
        OptionalInt indexBits,
        StorageBits relative,
        StorageBits absolute) {

    private static final int DENSE_BITS = 32;

    /** Weights before over weights after. */
    public double pruneRate() {
        return (double) denseWeights / weights;
    }

    /** Bytes of the values alone. */
    public double weightBytes() {
        return relative.weights() / 8.0;
    }

    /** Bytes of values, relative indices and fillers. */
    public double relativeBytes() {
        return relative.total() / 8.0;
    }

    /** Bytes of values, absolute indices and pointers. */
    public double absoluteBytes() {
        return absolute.total() / 8.0;
    }

    /** Bytes of the dense 32-bit weights over {@link #relativeBytes}. */
    public double compressionRate() {
        return DENSE_BITS / 8.0 * denseWeights / relativeBytes();
    }

    /** The sizes of {@code workload}; the baseline has 32 bits a weight, as the tables have it. */
    static StoredModel of(Category category, Workload workload) {
        List<LayerWorkload> layers = workload.layers().stream()
                .filter(layer -> layer.layer().parameters() > 0)
                .toList();
        long dense = layers.stream()
                .map(LayerWorkload::layer)
                .mapToLong(Layer::parameters)
                .sum();
        int bits = layers.stream().mapToInt(LayerWorkload::weightBits).max().orElse(DENSE_BITS);
        return switch (category) {
            case BASELINE -> plain(category, workload.accuracy(), dense, dense, DENSE_BITS, DENSE_BITS * dense);
            case STRUCTURED -> {
                long weights = layers.stream()
                        .mapToLong(layer -> new Structured()
                                .size(layer.weights(), layer.shape(), 1)
                                .weights())
                        .sum();
                long stored = bits(new Structured(), layers).weights();
                yield plain(category, workload.accuracy(), dense, weights, bits, stored);
            }
            case NON_STRUCTURED -> indexed(workload.accuracy(), dense, layers, bits);
        };
    }

    private static StoredModel plain(
            Category category, OptionalDouble accuracy, long dense, long weights, int weightBits, long bits) {
        var stored = new StorageBits(bits, 0, 0, 0);
        return new StoredModel(category, accuracy, dense, weights, weightBits, OptionalInt.empty(), stored, stored);
    }

    private static StoredModel indexed(
            OptionalDouble accuracy, long dense, List<LayerWorkload> layers, int weightBits) {
        List<Mask> masks = layers.stream()
                .filter(layer -> !layer.scheme().isStructured())
                .map(LayerWorkload::weights)
                .toList();
        OptionalInt indexBits = OptionalInt.of(CsrRelative.bestIndexBits(masks, weightBits));
        return new StoredModel(
                Category.NON_STRUCTURED,
                accuracy,
                dense,
                layers.stream().mapToLong(layer -> layer.weights().count()).sum(),
                weightBits,
                indexBits,
                bits(new CsrRelative(indexBits), layers),
                bits(new CsrAbsolute(), layers));
    }

    private static StorageBits bits(StorageFormat format, List<LayerWorkload> layers) {
        return layers.stream()
                .map(layer -> (layer.scheme().isStructured() ? new Structured() : format)
                        .size(layer.weights(), layer.shape(), layer.weightBits()))
                .reduce(StorageBits.NONE, StorageBits::plus);
    }
}
