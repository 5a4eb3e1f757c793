package archsim.sweep.drawn;

import archsim.workloads.LayerWorkload;
import archsim.workloads.Scheme;
import archsim.workloads.Workload;
import archsim.workloads.storage.StorageFormat;
import archsim.workloads.storage.StorageReport;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a model is, whichever machine runs it.
 *
 * @param name of the model
 * @param weights of its layers before pruning
 * @param storedWeights values in the format that is usual for each layer's scheme, zeros among them included
 * @param weightBits width of the widest weight
 * @param leastBytes of all layers, each in the format that takes least
 * @param accuracy on its test set, 0 to 1, where it was trained
 * @param dense the model among those of the comparison that has the same layers, all of them dense; empty if there is none
 */
public record DrawnModel(
        String name,
        long weights,
        long storedWeights,
        int weightBits,
        double leastBytes,
        OptionalDouble accuracy,
        Optional<String> dense) {

    private static final double BITS_A_BYTE = 8;

    /** Each of {@code models}; the first dense one of a network is the reference of all that are pruned from it. */
    static List<DrawnModel> of(List<Workload> models) {
        return models.stream().map(model -> of(model, models)).toList();
    }

    private static DrawnModel of(Workload model, List<Workload> models) {
        List<LayerWorkload> layers = weighted(model);
        return new DrawnModel(
                model.name(),
                layers.stream().mapToLong(layer -> layer.weights().size()).sum(),
                layers.stream().mapToLong(DrawnModel::stored).sum(),
                layers.stream().mapToInt(LayerWorkload::weightBits).max().orElseThrow(),
                StorageReport.leastBits(layers) / BITS_A_BYTE,
                model.accuracy(),
                models.stream()
                        .filter(other -> isDense(other) && shapes(other).equals(shapes(model)))
                        .map(Workload::name)
                        .findFirst());
    }

    private static List<LayerWorkload> weighted(Workload model) {
        return model.layers().stream()
                .filter(layer -> layer.layer().hasParameters())
                .toList();
    }

    private static boolean isDense(Workload model) {
        return weighted(model).stream().allMatch(layer -> layer.scheme() == Scheme.DENSE);
    }

    private static List<Object> shapes(Workload model) {
        return model.layers().stream()
                .<Object>map(layer -> List.of(layer.layer().name(), layer.shape()))
                .toList();
    }

    /** At one bit a value, bits are values. */
    private static long stored(LayerWorkload layer) {
        return StorageFormat.usual(layer)
                .size(layer.weights(), layer.shape(), 1)
                .weights();
    }

    /** Weights before over weights after. */
    public double rate() {
        return (double) weights / storedWeights;
    }
}
