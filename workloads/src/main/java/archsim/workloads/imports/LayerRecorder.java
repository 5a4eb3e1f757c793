package archsim.workloads.imports;

import archsim.workloads.Activations;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.model.GraphNode;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;

/** Records the inputs of one layer, sample after sample, as levels of the largest of them. */
final class LayerRecorder {

    private static final int LARGEST_SIGNED = 127;
    private static final int LARGEST_UNSIGNED = 255;

    private final LayerShape shape;
    private final GraphNode.Data data;
    private final ByteArrayOutputStream levels = new ByteArrayOutputStream();
    private float largest;
    private boolean signed;
    private int samples;

    private LayerRecorder(LayerShape shape, GraphNode.Data data) {
        this.shape = shape;
        this.data = data;
    }

    /** Of a layer whose inputs are all there in one value of the graph, if they are. */
    static Optional<LayerRecorder> of(Layer layer, GraphNode node) {
        return node.data()
                .filter(data -> layer.hasParameters())
                .filter(data -> node.inputs().stream()
                        .anyMatch(input -> input.name().equals(data.tensor())
                                && input.elements() == layer.shape().inputs()))
                .map(data -> new LayerRecorder(layer.shape(), data));
    }

    /** Inputs of one sample. */
    long inputs() {
        return shape.inputs();
    }

    private float zeroPoint(Map<String, GraphValue> values) {
        return data.zeroPoint()
                .flatMap(name -> Optional.ofNullable(values.get(name)))
                .filter(value -> value.size() == 1)
                .map(value -> value.value(0))
                .orElse(0f);
    }

    /** Takes the largest input of one sample. */
    void measure(Map<String, GraphValue> values) {
        GraphValue value = values.get(data.tensor());
        float zero = zeroPoint(values);
        for (int i = 0; i < value.size(); i++) {
            largest = Math.max(largest, Math.abs(value.value(i) - zero));
            signed |= value.value(i) < zero;
        }
    }

    /** Records the inputs of one sample. */
    void record(Map<String, GraphValue> values) {
        GraphValue value = values.get(data.tensor());
        float zero = zeroPoint(values);
        double step = (double) largest / (signed ? LARGEST_SIGNED : LARGEST_UNSIGNED);
        int positions = shape.h() * shape.w();
        int columns = data.columns();
        for (int i = 0; i < value.size(); i++) {
            int at = data.layout().index(i / positions, i % positions, shape.c(), positions, columns);
            levels.write(level(value.value(at) - zero, step));
        }
        samples++;
    }

    /** Other than zero for all that is not zero. */
    private static int level(float value, double step) {
        if (value == 0) {
            return 0;
        }
        int magnitude = (int) Math.max(1, Math.round(Math.abs(value) / step));
        return value < 0 ? -magnitude : magnitude;
    }

    /** All that was recorded. */
    Activations activations() {
        byte[] bytes = levels.toByteArray();
        return signed ? Activations.ofSigned(samples, bytes) : Activations.ofUnsigned(samples, bytes);
    }
}
