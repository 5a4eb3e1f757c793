package archsim.workloads.model;

import archsim.base.json.Range;
import archsim.base.json.StrictJson;
import archsim.workloads.Layer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The layers of a network that does not ship; without them its model could not be read again.
 *
 * <p>What its layers take in memory is not bounded by the tensors of the file: inputs, and the operands of products of
 * activations. So both are bounded here.
 *
 * @param layers in the order of execution, names unique; together they read at most 2^31 inputs, and their products of
 *     activations at most 2^27 operands in the weights' place
 */
public record EmbeddedNetwork(@Range(min = 1, max = 1) int schemaVersion, List<EmbeddedLayer> layers) {

    private static final long MOST_INPUTS = 1L << 31;
    private static final long MOST_OPERANDS = 1L << 27;

    public EmbeddedNetwork {
        layers = List.copyOf(layers);
        var names = new HashSet<String>();
        for (EmbeddedLayer layer : layers) {
            if (!names.add(layer.name())) {
                throw new IllegalArgumentException("names of layers must be unique, was twice " + layer.name());
            }
        }
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a network needs at least one layer");
        }
        tooLarge(layers.stream().map(EmbeddedLayer::layer).toList()).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
    }

    /** Why {@code layers} would take too much memory, if they would. */
    public static Optional<String> tooLarge(List<Layer> layers) {
        long inputs = layers.stream().mapToLong(layer -> layer.shape().inputs()).sum();
        if (inputs > MOST_INPUTS) {
            return Optional.of("all layers together must read at most 2^31 inputs, was " + inputs);
        }
        long operands = layers.stream()
                .filter(layer -> !layer.hasParameters())
                .mapToLong(layer -> layer.shape().weights())
                .sum();
        return operands > MOST_OPERANDS
                ? Optional.of("products of activations must have at most 2^27 operands together, was " + operands)
                : Optional.empty();
    }

    static EmbeddedNetwork of(List<Layer> layers) {
        return new EmbeddedNetwork(1, layers.stream().map(EmbeddedLayer::of).toList());
    }

    List<Layer> toLayers() {
        return layers.stream().map(EmbeddedLayer::layer).toList();
    }

    String toJson() {
        return StrictJson.write(this);
    }
}
