package archsim.workloads.sparsity;

import archsim.base.json.Range;
import archsim.workloads.Layer;
import archsim.workloads.Padding;
import archsim.workloads.PerAxis;
import archsim.workloads.Pooling;
import archsim.workloads.Scheme;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One layer of a user's tensors, in the form of a run configuration.
 *
 * @param name prefix of its tensors' names: {@code <name>.weight} and perhaps {@code <name>.input}
 * @param type of the layer
 * @param stride 1 if absent
 * @param dilation 1 if absent
 * @param padding 0 if absent
 * @param groups 1 if absent; not for depthwise layers, whose groups are their channels
 * @param height of the input; needed if it has no tensor, and else the tensor's
 * @param width of the input, likewise
 * @param weightBits width of a weight; the run's if absent
 * @param scheme regularity of the weights; inferred from whether there are zeros if absent
 * @param pooling that follows
 */
public record TensorLayer(
        String name,
        TensorLayerType type,
        Optional<PerAxis> stride,
        Optional<PerAxis> dilation,
        Optional<Padding> padding,
        @Range(min = 1) OptionalInt groups,
        @Range(min = 1) OptionalInt height,
        @Range(min = 1) OptionalInt width,
        @Range(min = 1, max = 32) OptionalInt weightBits,
        Optional<Scheme> scheme,
        Optional<Pooling> pooling) {

    public TensorLayer {
        Layer.requireName(name);
        if (type != TensorLayerType.CONV && groups.isPresent()) {
            throw new IllegalArgumentException("groups must be left out of a layer that is not of type \"conv\"");
        }
        boolean slides = stride.isPresent() || dilation.isPresent() || padding.isPresent();
        boolean spatial = slides || height.isPresent() || width.isPresent();
        if (type == TensorLayerType.FC && (spatial || pooling.isPresent())) {
            throw new IllegalArgumentException(
                    "stride, dilation, padding, height, width and pooling must be left out of a layer of type \"fc\"");
        }
    }

    String weightTensor() {
        return name + ".weight";
    }

    String inputTensor() {
        return name + ".input";
    }
}
