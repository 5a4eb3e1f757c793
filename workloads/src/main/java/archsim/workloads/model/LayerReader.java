package archsim.workloads.model;

import archsim.base.Fault.Code;
import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.workloads.Activations;
import archsim.workloads.Bias;
import archsim.workloads.FilterScale;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.WeightTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Reads the tensors of a model against its manifest and network; faults go to the problems. */
final class LayerReader {

    private final TensorFile file;
    private final Problems problems;

    LayerReader(TensorFile file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The layers that are sound; all of them exactly if no fault was added. */
    List<CompressedLayer> read(ModelManifest manifest, List<Layer> network) {
        var unknown = new TreeSet<>(file.names());
        var layers = new ArrayList<CompressedLayer>();
        for (int i = 0; i < network.size(); i++) {
            Layer layer = network.get(i);
            unknown.removeAll(ModelTensors.names(layer));
            String pointer = TensorHeader.pointer(TensorHeader.METADATA, ModelFile.MANIFEST, "layers") + "/" + i;
            layer(layer, manifest.layers().get(i), pointer).ifPresent(layers::add);
        }
        unknown.forEach(
                tensor -> problems.add(TensorHeader.pointer(tensor), "belongs to no layer of %s", manifest.network()));
        return layers;
    }

    private Optional<CompressedLayer> layer(Layer layer, LayerManifest manifest, String pointer) {
        return (layer.hasParameters() ? weighted(layer, manifest) : Optional.of(CompressedLayer.ofActivations(layer)))
                .map(found -> checked(found, manifest, pointer));
    }

    private Optional<CompressedLayer> weighted(Layer layer, LayerManifest manifest) {
        Optional<WeightTensor> weights = attempt(() -> weights(layer, manifest));
        Optional<FilterScale> scale =
                file.has(ModelTensors.scale(layer)) ? attempt(() -> scale(layer)) : Optional.empty();
        Optional<Bias> bias = attempt(() -> bias(layer));
        Optional<Activations> input =
                file.has(ModelTensors.input(layer)) ? attempt(() -> input(layer)) : Optional.empty();
        if (weights.isEmpty() || bias.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CompressedLayer(layer, weights.get(), scale, bias.get(), input));
    }

    private CompressedLayer checked(CompressedLayer compressed, LayerManifest manifest, String pointer) {
        LayerManifest actual = compressed.manifest();
        if (actual.weights() != manifest.weights()) {
            problems.add(pointer + "/weights", "must be %d, was %d", actual.weights(), manifest.weights());
        }
        if (actual.keptWeights() != manifest.keptWeights()) {
            problems.add(
                    pointer + "/keptWeights",
                    "must be the %d weights that are not zero, was %d",
                    actual.keptWeights(),
                    manifest.keptWeights());
        }
        return compressed;
    }

    private <T> Optional<T> attempt(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (InvalidInputException e) {
            e.faults().forEach(problems::add);
            return Optional.empty();
        }
    }

    private WeightTensor weights(Layer layer, LayerManifest manifest) {
        String tensor = ModelTensors.weight(layer);
        requireShape(tensor, layer, ModelTensors.weightShape(layer.shape()));
        if (manifest.isFloat()) {
            requireType(tensor, ElementType.F32);
            float[] values = file.floats(tensor);
            return manifest.quantisation()
                    .map(quantisation -> WeightTensor.ofStored(values, manifest.bits(), quantisation))
                    .orElseGet(() -> WeightTensor.ofFloats(values));
        }
        if (file.dtype(tensor) == ElementType.F32 && manifest.scale() == 1) {
            return WeightTensor.ofFloats(file.floats(tensor), manifest.bits());
        }
        requireType(tensor, ElementType.I8, ElementType.I16);
        try {
            return WeightTensor.ofLevels(file.levels(tensor), (float) manifest.scale(), manifest.bits());
        } catch (IllegalArgumentException e) {
            throw fault(tensor, e.getMessage());
        }
    }

    private FilterScale scale(Layer layer) {
        return FilterScale.of(numberEachFilter(ModelTensors.scale(layer), layer));
    }

    private Bias bias(Layer layer) {
        return Bias.of(numberEachFilter(ModelTensors.bias(layer), layer));
    }

    private float[] numberEachFilter(String tensor, Layer layer) {
        requireShape(tensor, layer, List.of(layer.shape().k()));
        requireType(tensor, ElementType.F32);
        return file.floats(tensor);
    }

    private Activations input(Layer layer) {
        String tensor = ModelTensors.input(layer);
        LayerShape shape = layer.shape();
        List<Integer> found = file.shape(tensor);
        int images = found.isEmpty() ? 0 : found.get(0);
        requireShape(tensor, layer, ModelTensors.inputShape(shape, Math.max(1, images)));
        requireType(tensor, ElementType.I8, ElementType.U8);
        return file.dtype(tensor) == ElementType.I8
                ? Activations.ofSigned(images, file.bytes(tensor))
                : Activations.ofUnsigned(images, file.bytes(tensor));
    }

    private void requireShape(String tensor, Layer layer, List<Integer> expected) {
        List<Integer> found = file.shape(tensor);
        boolean flattened = !layer.isConvolution() && expected.size() == 4 && found.equals(expected.subList(0, 2));
        if (!found.equals(expected) && !flattened) {
            throw fault(tensor, RootLocale.format("must have shape %s, was %s", expected, found));
        }
    }

    private void requireType(String tensor, ElementType... expected) {
        ElementType found = file.dtype(tensor);
        if (!List.of(expected).contains(found)) {
            throw fault(tensor, RootLocale.format("must be one of %s, was %s", List.of(expected), found));
        }
    }

    private InvalidInputException fault(String tensor, String message) {
        return InvalidInputException.at(TensorHeader.pointer(tensor), Code.OTHER, file.name(), "%s", message);
    }
}
