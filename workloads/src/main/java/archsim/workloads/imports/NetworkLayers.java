package archsim.workloads.imports;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.base.Suggestion;
import archsim.workloads.Layer;
import archsim.workloads.LayerKind;
import archsim.workloads.network.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds a described network's layers among the tensors of a file: by name, and those whose names are not known by shape, in
 * order.
 *
 * <p>{@code <layer>.weight} and {@code <layer>} are names of a layer's weights. Products of activations have no weights and
 * need no tensor.
 */
final class NetworkLayers {

    private final TensorSource source;
    private final Network network;
    private final List<Layer> layers;
    private final Set<SourceTensor> left;
    private final Map<Layer, SourceTensor> found = new LinkedHashMap<>();
    private final Problems problems;

    private NetworkLayers(TensorSource source, Network network) {
        this.source = source;
        this.network = network;
        this.layers = network.layers().stream()
                .filter(layer -> layer.kind() != LayerKind.ACTIVATION_PRODUCT)
                .toList();
        List<SourceTensor> tensors =
                source.graph().isPresent() ? source.tensors() : TensorOrder.ofExecution(source.tensors());
        this.left = new LinkedHashSet<>(tensors.stream()
                .filter(SourceTensor::couldBeWeights)
                .flatMap(tensor -> StackedProjections.apart(tensor).stream())
                .toList());
        this.problems = new Problems(source.name());
    }

    /**
     * The layers of {@code network} with their tensors.
     *
     * @param notes takes what was assumed and what fits no layer
     * @throws InvalidInputException with every layer that has no tensor or one of another shape
     */
    static List<PlannedLayer> find(TensorSource source, Network network, List<String> notes) {
        NetworkLayers finder = matched(source, network, notes);
        Map<Layer, NormTensors> norms = NormTensors.of(source, finder.found);
        if (!norms.isEmpty()) {
            notes.add(RootLocale.format(
                    "batch normalisation is folded into the scales and biases of %d of %d layers, with an epsilon of"
                            + " %s",
                    norms.size(), finder.layers.size(), TrainedWeights.Normalisation.USUAL_EPSILON));
        }
        return finder.layers.stream()
                .map(layer -> finder.planned(layer, Optional.ofNullable(norms.get(layer))))
                .toList();
    }

    /** The weights of each layer of {@code network}, in its order; notes and faults as {@link #find}. */
    static Map<Layer, SourceTensor> weights(TensorSource source, Network network, List<String> notes) {
        NetworkLayers finder = matched(source, network, notes);
        var inOrder = new LinkedHashMap<Layer, SourceTensor>();
        finder.layers.forEach(layer -> inOrder.put(layer, finder.found.get(layer)));
        return inOrder;
    }

    private static NetworkLayers matched(TensorSource source, Network network, List<String> notes) {
        var finder = new NetworkLayers(source, network);
        finder.layers.forEach(finder::byName);
        List<String> byShape = finder.layers.stream()
                .filter(layer -> !finder.found.containsKey(layer))
                .flatMap(layer -> finder.byShape(layer).stream())
                .toList();
        finder.problems.throwIfAny();
        finder.tell(byShape, notes);
        return finder;
    }

    private void byName(Layer layer) {
        Optional<SourceTensor> named = left.stream()
                .filter(tensor -> tensor.name().equals(layer.name() + ".weight")
                        || tensor.name().equals(layer.name()))
                .findFirst();
        named.ifPresent(tensor -> {
            if (!LayerTensor.fits(layer.shape(), tensor)) {
                problems.add(
                        "/" + tensor.name(),
                        "must have shape %s, was %s",
                        LayerTensor.shape(layer.shape()),
                        tensor.shape());
            }
            take(layer, tensor);
        });
    }

    private Optional<String> byShape(Layer layer) {
        Optional<SourceTensor> fitting = left.stream()
                .filter(tensor -> LayerTensor.fits(layer.shape(), tensor))
                .findFirst();
        if (fitting.isEmpty()) {
            problems.add(
                    "/" + layer.name() + ".weight",
                    "is missing, and no tensor of shape %s is left for it%s",
                    LayerTensor.shape(layer.shape()),
                    Suggestion.sentence(
                            layer.name() + ".weight",
                            left.stream().map(SourceTensor::name).toList()));
            return Optional.empty();
        }
        take(layer, fitting.get());
        return Optional.of(layer.name() + " from " + fitting.get().name());
    }

    private void take(Layer layer, SourceTensor tensor) {
        left.remove(tensor);
        found.put(layer, tensor);
    }

    private void tell(List<String> byShape, List<String> notes) {
        if (!byShape.isEmpty()) {
            notes.add("layers of " + network.name() + " whose names no tensor has are matched by shape, in order: "
                    + String.join(", ", byShape));
        }
        if (!left.isEmpty()) {
            notes.add("tensors that could be weights but fit no layer of " + network.name() + ": "
                    + String.join(", ", named(left)));
        }
    }

    private static List<String> named(Set<SourceTensor> tensors) {
        var names = new ArrayList<String>();
        tensors.forEach(tensor -> names.add(tensor.name() + " " + tensor.shape()));
        return names;
    }

    private PlannedLayer planned(Layer layer, Optional<NormTensors> norm) {
        PlannedLayer planned = LayerTensor.planned(source, layer, found.get(layer));
        return norm.map(planned::normalised).orElse(planned);
    }
}
