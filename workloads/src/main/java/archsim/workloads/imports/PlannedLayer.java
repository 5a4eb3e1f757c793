package archsim.workloads.imports;

import archsim.workloads.Bias;
import archsim.workloads.FilterScale;
import archsim.workloads.Layer;
import archsim.workloads.WeightTensor;
import archsim.workloads.imports.onnx.GraphLayer;
import archsim.workloads.model.CompressedLayer;
import archsim.workloads.model.ElementType;
import archsim.workloads.model.GraphNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A layer and the tensors that it is made of.
 *
 * @param tensors names of them
 * @param node of the graph that makes it, if there is a graph
 * @param reading reads them; throws an {@link archsim.base.InvalidInputException} if they are faulty
 */
record PlannedLayer(Layer layer, List<String> tensors, Optional<GraphNode> node, Supplier<CompressedLayer> reading) {

    PlannedLayer {
        tensors = List.copyOf(tensors);
    }

    /**
     * A layer of tensors of a file.
     *
     * @param weights as many elements as the layer has weights
     * @param bias one element for each filter, if there is one
     */
    static PlannedLayer of(Layer layer, SourceTensor weights, Optional<SourceTensor> bias) {
        List<String> tensors = Stream.concat(Stream.of(weights), bias.stream())
                .map(SourceTensor::name)
                .toList();
        return new PlannedLayer(
                layer,
                tensors,
                Optional.empty(),
                () -> made(
                        layer,
                        weights.values().get(),
                        weights.type(),
                        Optional.empty(),
                        bias.map(SourceTensor::values)));
    }

    /** A layer of a graph. */
    static PlannedLayer of(String file, GraphLayer made, GraphNode node) {
        List<String> tensors =
                made.weights().map(GraphLayer.Weights::tensor).stream().toList();
        return new PlannedLayer(made.layer(), tensors, Optional.of(node), () -> {
            try {
                return made.weights()
                        .map(weights -> made(made, weights))
                        .orElseGet(() -> CompressedLayer.ofActivations(made.layer()));
            } catch (IllegalArgumentException e) {
                throw NpyArray.fault(file, tensors.isEmpty() ? made.node() : tensors.get(0), e.getMessage());
            }
        });
    }

    private static CompressedLayer made(GraphLayer made, GraphLayer.Weights weights) {
        if (weights.codes().isPresent()) {
            WeightTensor codes = WeightTensor.ofStored(
                    weights.values().get().clone(),
                    weights.codes().get().bits(),
                    weights.codes().get().quantisation());
            return new CompressedLayer(
                    made.layer(), codes, scale(weights.scales()), bias(made.layer(), made.bias()), Optional.empty());
        }
        List<Float> scales = weights.scales();
        boolean single = weights.type().isLevel() && scales.stream().distinct().count() == 1 && scales.get(0) > 0;
        CompressedLayer layer = made(
                made.layer(),
                weights.values().get(),
                weights.type(),
                single ? Optional.empty() : scale(scales),
                made.bias());
        return single ? withStep(layer, scales.get(0)) : layer;
    }

    private static Optional<FilterScale> scale(List<Float> scales) {
        if (scales.isEmpty()) {
            return Optional.empty();
        }
        float[] values = new float[scales.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = scales.get(i);
        }
        return Optional.of(FilterScale.of(values));
    }

    private static CompressedLayer made(
            Layer layer,
            float[] values,
            ElementType type,
            Optional<FilterScale> scale,
            Optional<Supplier<float[]>> bias) {
        WeightTensor weights = RecognisedLevels.of(values, type).orElseGet(() -> WeightTensor.ofFloats(values));
        return new CompressedLayer(layer, weights, scale, bias(layer, bias), Optional.empty());
    }

    private static Bias bias(Layer layer, Optional<Supplier<float[]>> bias) {
        return Bias.of(
                bias.map(Supplier::get).orElseGet(() -> new float[layer.shape().k()]));
    }

    /** One scale for all filters is the step of the levels. */
    private static CompressedLayer withStep(CompressedLayer layer, float step) {
        WeightTensor levels = layer.weights();
        return new CompressedLayer(
                layer.layer(),
                WeightTensor.ofLevels(levels.toLevels(), step, levels.bits()),
                layer.bias(),
                Optional.empty());
    }

    /**
     * The same layer with a batch normalisation behind it, which becomes a factor of each filter and its bias.
     *
     * <p>Reading it throws an {@link archsim.base.InvalidInputException} if a variance is below zero.
     */
    PlannedLayer normalised(NormTensors norm) {
        List<String> all =
                Stream.concat(tensors.stream(), norm.names().stream()).toList();
        return new PlannedLayer(layer, all, node, () -> {
            CompressedLayer bare = reading.get();
            TrainedWeights.Normalisation read = norm.readSound();
            float[] scales = new float[layer.shape().k()];
            float[] biases = bare.bias().toFloats();
            for (int i = 0; i < scales.length; i++) {
                double scale = read.factors()[i] / Math.sqrt(read.variances()[i] + read.epsilon());
                scales[i] = (float) scale;
                biases[i] = (float) (read.summands()[i] + scale * (biases[i] - (double) read.means()[i]));
            }
            return new CompressedLayer(
                    bare.layer(), bare.weights(), Optional.of(FilterScale.of(scales)), Bias.of(biases), bare.input());
        });
    }

    CompressedLayer read() {
        return reading.get();
    }
}
