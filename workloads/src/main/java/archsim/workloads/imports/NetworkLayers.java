package archsim.workloads.imports;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.Suggestion;
import archsim.workloads.Layer;
import archsim.workloads.LayerKind;
import archsim.workloads.LayerShape;
import archsim.workloads.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds a described network's layers among the tensors of a file: by name, or if no name is known, in order.
 *
 * <p>{@code <layer>.weight} and {@code <layer>} are names of a layer's weights. Products of activations have no weights and
 * need no tensor.
 */
final class NetworkLayers {

    private NetworkLayers() {}

    /**
     * The layers of {@code network} with their tensors.
     *
     * @param notes takes what was assumed
     * @throws InvalidInputException with every layer that has no tensor or one of another shape
     */
    static List<PlannedLayer> find(TensorSource source, Network network, List<String> notes) {
        List<SourceTensor> candidates =
                source.tensors().stream().filter(SourceTensor::looksLikeWeights).toList();
        List<Layer> layers = network.layers().stream()
                .filter(layer -> layer.kind() != LayerKind.ACTIVATION_PRODUCT)
                .toList();
        boolean named =
                layers.stream().anyMatch(layer -> named(layer, candidates).isPresent());
        var problems = new Problems(source.name());
        if (!named && candidates.size() != layers.size()) {
            problems.add(
                    "",
                    "must have weights of the %d layers of %s, was %d tensors of 2 or 4 axes with other names",
                    layers.size(),
                    network.name(),
                    candidates.size());
            throw problems.toException();
        }
        var planned = new ArrayList<PlannedLayer>();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            Optional<SourceTensor> tensor = named ? named(layer, candidates) : Optional.of(candidates.get(i));
            if (tensor.isEmpty()) {
                String hint = Suggestion.sentence(
                        layer.name() + ".weight",
                        candidates.stream().map(SourceTensor::name).toList());
                problems.add("/" + layer.name() + ".weight", "is missing%s", hint);
            } else {
                check(layer, tensor.get(), problems);
                planned.add(PlannedLayer.of(
                        layer,
                        tensor.get(),
                        TensorNames.bias(source, tensor.get(), layer.shape().k())));
            }
        }
        problems.throwIfAny();
        if (!named) {
            notes.add("no tensor has the name of a layer of " + network.name() + ": they are taken in order");
        }
        return planned;
    }

    private static Optional<SourceTensor> named(Layer layer, List<SourceTensor> candidates) {
        return candidates.stream()
                .filter(tensor -> tensor.name().equals(layer.name() + ".weight")
                        || tensor.name().equals(layer.name()))
                .findFirst();
    }

    private static void check(Layer layer, SourceTensor tensor, Problems problems) {
        LayerShape shape = layer.shape();
        List<Integer> four = List.of(shape.k(), shape.channelsPerGroup(), shape.r(), shape.s());
        List<Integer> two = List.of(shape.k(), shape.c());
        boolean flat = shape.r() == 1
                && shape.s() == 1
                && shape.groups() == 1
                && tensor.shape().equals(two);
        if (!tensor.shape().equals(four) && !flat) {
            problems.add("/" + tensor.name(), "must have shape %s, was %s", four, tensor.shape());
        }
    }
}
