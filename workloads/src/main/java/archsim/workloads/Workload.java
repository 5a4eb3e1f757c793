package archsim.workloads;

import java.util.List;

/**
 * What one run simulates, layer after layer.
 *
 * @param name unique in its run configuration; heads its results
 * @param origin model file, network or tensors that it was made from, for people
 * @param sha256 of the model or tensor file; empty for generated masks
 * @param layers at least one
 */
public record Workload(String name, String origin, String sha256, List<LayerWorkload> layers) {

    public Workload {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("workload " + name + " has no layers");
        }
    }
}
