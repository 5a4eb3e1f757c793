package archsim.workloads;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What one run simulates, layer after layer.
 *
 * <p>A layer whose outputs are as many as the next one's inputs is taken for the one that writes them: their density is
 * that of its outputs.
 *
 * @param name unique in its run configuration; heads its results
 * @param origin model file, network or tensors that it was made from, for people
 * @param sha256 of the model or tensor file; empty for generated masks
 * @param layers at least one
 * @param accuracy of the model on its test set, 0 to 1, where it is known
 */
public record Workload(String name, String origin, String sha256, List<LayerWorkload> layers, OptionalDouble accuracy) {

    public Workload {
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("workload " + name + " has no layers");
        }
        layers = withOutputs(layers);
    }

    private static List<LayerWorkload> withOutputs(List<LayerWorkload> layers) {
        return IntStream.range(0, layers.size())
                .mapToObj(i -> i + 1 < layers.size() ? written(layers.get(i), layers.get(i + 1)) : layers.get(i))
                .toList();
    }

    private static LayerWorkload written(LayerWorkload layer, LayerWorkload next) {
        boolean reads = layer.outputDensity().isEmpty()
                && layer.layer().writtenOutputs() == next.inputs().size();
        return reads ? layer.withOutputDensity(next.inputs().density()) : layer;
    }

    /** The same, its weights of floats stored as levels of {@code bits}; which of them are zero does not change. */
    public Workload withFloatsRounded(int bits) {
        return new Workload(
                name,
                origin,
                sha256,
                layers.stream().map(layer -> layer.withFloatsRounded(bits)).toList(),
                accuracy);
    }

    /** A workload of unknown accuracy. */
    public Workload(String name, String origin, String sha256, List<LayerWorkload> layers) {
        this(name, origin, sha256, layers, OptionalDouble.empty());
    }
}
