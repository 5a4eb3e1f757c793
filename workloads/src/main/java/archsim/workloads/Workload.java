package archsim.workloads;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What one run simulates, layer after layer.
 *
 * @param name unique in its run configuration; heads its results
 * @param origin model file, network or tensors that it was made from, for people
 * @param sha256 of the model or tensor file; empty for generated masks
 * @param layers at least one
 * @param accuracy of the model on its test set, 0 to 1, where it is known
 */
public record Workload(String name, String origin, String sha256, List<LayerWorkload> layers, OptionalDouble accuracy) {

    public Workload {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("workload " + name + " has no layers");
        }
    }

    /** A workload of unknown accuracy. */
    public Workload(String name, String origin, String sha256, List<LayerWorkload> layers) {
        this(name, origin, sha256, layers, OptionalDouble.empty());
    }
}
