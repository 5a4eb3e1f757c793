package archsim.workloads.sparsity;

import archsim.base.number.NumberType;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Quantisation;
import archsim.workloads.StoredCount;
import archsim.workloads.Workload;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the weights of a workload whose masks are drawn are stored. Products of activations have none.
 *
 * @param type of a weight; integers of the layer's width if absent
 * @param scales beside them, other than those of the type
 */
public record StatedWeights(Optional<NumberType> type, Optional<WeightScales> scales) {

    /** Integers of the layer's width without scales. */
    public static final StatedWeights PLAIN = new StatedWeights(Optional.empty(), Optional.empty());

    public StatedWeights {
        if (scales.isPresent() && type.flatMap(NumberType::scale).isPresent()) {
            throw new IllegalArgumentException(
                    "weightScales must be left out: " + type.orElseThrow() + " has scales of its own");
        }
    }

    /** Whether scales lie beside the weights. */
    public boolean hasScales() {
        return scales.isPresent() || type.flatMap(NumberType::scale).isPresent();
    }

    /** {@code drawn} with its weights stored so. */
    public Workload of(Workload drawn) {
        if (type.isEmpty() && scales.isEmpty()) {
            return drawn;
        }
        List<LayerWorkload> layers = drawn.layers().stream()
                .map(layer -> layer.layer().hasParameters() ? layer.withQuantisation(quantisation(layer)) : layer)
                .toList();
        return new Workload(drawn.name(), drawn.origin(), drawn.sha256(), layers, drawn.accuracy());
    }

    private Quantisation quantisation(LayerWorkload layer) {
        String name = type.map(NumberType::toString).orElse("int" + layer.weightBits());
        return type.flatMap(NumberType::scale)
                .map(block -> new WeightScales(
                                OptionalInt.of(block.size()), block.type().bits(), OptionalInt.empty())
                        .quantisation(layer, name, block.tensorBits()))
                .or(() -> scales.map(stated -> stated.quantisation(layer, name, 0)))
                .orElseGet(() -> new Quantisation(
                        Quantisation.STATED,
                        name,
                        List.of(),
                        StoredCount.NONE,
                        StoredCount.NONE,
                        StoredCount.NONE,
                        StoredCount.NONE,
                        0));
    }
}
