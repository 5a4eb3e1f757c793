package archsim.workloads.imports;

import archsim.workloads.Bias;
import archsim.workloads.Layer;
import archsim.workloads.WeightTensor;
import archsim.workloads.model.CompressedLayer;
import java.util.Arrays;
import java.util.Optional;

/**
 * A layer and the tensors that it is made of.
 *
 * @param weights as many elements as the layer has weights
 * @param bias one element for each filter, if there is one
 * @param transposed whether the weights are {@code [c][k]}
 */
record PlannedLayer(Layer layer, SourceTensor weights, Optional<SourceTensor> bias, boolean transposed) {

    /** Reads the tensors. Weights that lie in another file are all present, with the value 1. */
    CompressedLayer read() {
        int filters = layer.shape().k();
        float[] values = weights.values().map(read -> read.get()).orElseGet(this::ones);
        if (transposed) {
            values = transpose(values, filters);
        }
        Optional<WeightTensor> levels =
                weights.values().isPresent() ? RecognisedLevels.of(values, weights.type()) : Optional.empty();
        float[] floats = values;
        WeightTensor tensor = levels.orElseGet(() -> WeightTensor.ofFloats(floats));
        float[] added =
                bias.flatMap(SourceTensor::values).map(read -> read.get()).orElseGet(() -> new float[filters]);
        return new CompressedLayer(layer, tensor, Bias.of(added), Optional.empty());
    }

    private float[] ones() {
        float[] values = new float[Math.toIntExact(layer.shape().weights())];
        Arrays.fill(values, 1);
        return values;
    }

    private static float[] transpose(float[] values, int columns) {
        int rows = values.length / columns;
        float[] transposed = new float[values.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                transposed[column * rows + row] = values[row * columns + column];
            }
        }
        return transposed;
    }
}
