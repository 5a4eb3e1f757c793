package archsim.workloads.imports;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.workloads.Layer;
import archsim.workloads.model.CompressedLayer;
import archsim.workloads.model.CompressedModel;
import archsim.workloads.model.ModelLibrary;
import archsim.workloads.network.Network;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The trained weights of a network's layers, with their normalisation where the file has it.
 *
 * @param sha256 of the file
 * @param layers in the network's order
 * @param notes what was matched by shape, and what was left out
 */
public record TrainedWeights(String sha256, List<TrainedLayer> layers, List<String> notes) {

    public TrainedWeights {
        layers = List.copyOf(layers);
        notes = List.copyOf(notes);
    }

    /**
     * One layer.
     *
     * @param name of the layer
     * @param weights {@code [k][c/groups][r][s]}; shared
     * @param biases {@code [k]}, zero where the file has none; shared
     * @param normalisation that follows the layer, if the file has it beside the weights
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record TrainedLayer(String name, float[] weights, float[] biases, Optional<Normalisation> normalisation) {}

    /**
     * Batch normalisation of a layer, each {@code [k]} and shared: {@code (x - mean) / sqrt(variance + epsilon) * factor +
     * summand}.
     *
     * @param epsilon 1e-5 where the file does not say, as PyTorch has it
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Normalisation(float[] factors, float[] summands, float[] means, float[] variances, double epsilon) {

        /** What files of tensors do not say. */
        static final double USUAL_EPSILON = 1e-5;
    }

    /**
     * Reads {@code file}: tensors in any of the forms that can be imported, or a model of archsim.
     *
     * @throws InvalidInputException with every layer of {@code network} that has no tensor or one of another shape, and with
     *     every value that is no finite number or no variance
     */
    public static TrainedWeights read(String file, Network network) {
        return ModelLibrary.isOne(file) ? ofModel(ModelLibrary.find(file), network) : ofTensors(file, network);
    }

    /** The weights of a model, whose layers must be those of {@code network}. */
    public static TrainedWeights ofModel(CompressedModel model, Network network) {
        String file = model.origin()
                .map(CompressedModel.Origin::file)
                .orElse(model.manifest().network());
        var problems = new Problems(file);
        if (model.layers().size() != network.layers().size()) {
            problems.add(
                    "",
                    "must have the %d layers of %s, was %d",
                    network.layers().size(),
                    network.name(),
                    model.layers().size());
        }
        problems.throwIfAny();
        var layers = new ArrayList<TrainedLayer>();
        for (int i = 0; i < network.layers().size(); i++) {
            Layer wanted = network.layers().get(i);
            CompressedLayer found = model.layers().get(i);
            if (found.layer().shape().equals(wanted.shape())) {
                layers.add(ofModel(wanted.name(), found));
            } else {
                problems.add(
                        "/" + found.layer().name(),
                        "must be the layer %s of %s, %s, was %s",
                        wanted.name(),
                        network.name(),
                        wanted.shape(),
                        found.layer().shape());
            }
        }
        problems.throwIfAny();
        return new TrainedWeights(
                model.origin().map(CompressedModel.Origin::sha256).orElse(""), layers, List.of());
    }

    private static TrainedLayer ofModel(String name, CompressedLayer layer) {
        int filters = layer.layer().shape().k();
        float[] biases = layer.bias().toFloats();
        float[] weights = layer.weights().toFloats();
        if (layer.scale().isEmpty()) {
            return new TrainedLayer(name, weights, biases, Optional.empty());
        }
        float[] ones = new float[filters];
        Arrays.fill(ones, 1f);
        var folded = new Normalisation(layer.scale().get().toFloats(), biases, new float[filters], ones, 0);
        return new TrainedLayer(name, weights, new float[filters], Optional.of(folded));
    }

    private static TrainedWeights ofTensors(String file, Network network) {
        TensorSource source = TensorSource.read(Path.of(file));
        var notes = new ArrayList<>(source.notes());
        Map<Layer, SourceTensor> weights = NetworkLayers.weights(source, network, notes);
        Map<Layer, NormTensors> norms = NormTensors.of(source, weights);
        Set<String> used = new LinkedHashSet<>();
        var layers = new ArrayList<TrainedLayer>();
        var problems = new Problems(file);
        weights.forEach((layer, tensor) -> {
            int filters = layer.shape().k();
            Optional<SourceTensor> bias = TensorNames.bias(source, tensor, filters);
            Optional<NormTensors> norm = Optional.ofNullable(norms.get(layer));
            used.add(tensor.name());
            bias.ifPresent(one -> used.add(one.name()));
            norm.ifPresent(one -> used.addAll(one.names()));
            try {
                float[] biases = bias.map(one -> one.values().get()).orElseGet(() -> new float[filters]);
                layers.add(new TrainedLayer(layer.name(), tensor.values().get(), biases, norm.map(NormTensors::read)));
                norm.ifPresent(one -> one.check(problems));
            } catch (InvalidInputException e) {
                e.faults().forEach(problems::add);
            }
        });
        problems.throwIfAny();
        tell(source, used, norms, weights, notes);
        return new TrainedWeights(source.sha256(), layers, notes);
    }

    private static void tell(
            TensorSource source,
            Set<String> used,
            Map<Layer, NormTensors> norms,
            Map<Layer, SourceTensor> weights,
            List<String> notes) {
        notes.add(RootLocale.format(
                "%d layers have weights of their shapes, %d of them batch normalisation beside them",
                weights.size(), norms.size()));
        List<String> left = source.tensors().stream()
                .map(SourceTensor::name)
                .filter(name -> !used.contains(name))
                .toList();
        if (!left.isEmpty()) {
            notes.add(RootLocale.format(
                    "%d of %d tensors belong to no layer and are left out: %s",
                    left.size(), source.tensors().size(), Names.shortened(left)));
        }
    }

    /** Places from 0 on at which a variance is below zero. */
    static Optional<Integer> negative(float[] variances) {
        return IntStream.range(0, variances.length)
                .filter(i -> variances[i] < 0)
                .boxed()
                .findFirst();
    }
}
