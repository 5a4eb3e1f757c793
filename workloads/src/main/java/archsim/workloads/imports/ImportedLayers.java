package archsim.workloads.imports;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.Suggestion;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.Padding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Finds the layers among the tensors of a file that come without a network's description.
 *
 * <p>A tensor of four axes is a convolution {@code [k][c/groups][r][s]}, one of three that is called like weights {@code
 * [k][c/groups][s]} of height 1 if the map is said to have one row, one of two a fully connected layer {@code [k][c]}; all others are left out. What neither the file nor the user says is assumed: stride 1, padding that keeps the
 * size of the map, one group (but a filter for each channel of the layer before is depthwise), and that each convolution
 * reads what the one before wrote.
 */
final class ImportedLayers {

    private final TensorSource source;
    private final ImportOptions options;
    private final Problems problems;
    private final List<PlannedLayer> layers = new ArrayList<>();
    private final Set<String> strideAssumed = new LinkedHashSet<>();
    private final Set<String> sizeAssumed = new LinkedHashSet<>();
    private final Set<String> depthwiseAssumed = new LinkedHashSet<>();
    private final Set<String> overOneAxis = new LinkedHashSet<>();
    private Optional<LayerShape> before = Optional.empty();
    private final Set<String> names = new HashSet<>();
    private boolean sizeMissing;

    private ImportedLayers(TensorSource source, ImportOptions options) {
        this.source = source;
        this.options = options;
        this.problems = new Problems(source.name());
    }

    /**
     * The layers in {@code source}.
     *
     * @param notes takes what was assumed
     * @throws InvalidInputException if there are none, or one makes no sense
     */
    static List<PlannedLayer> find(TensorSource source, ImportOptions options, List<String> notes) {
        var finder = new ImportedLayers(source, options);
        source.tensors().stream().filter(SourceTensor::looksLikeWeights).forEach(finder::consider);
        finder.checkNames();
        if (finder.layers.isEmpty() && finder.problems.isEmpty()) {
            finder.problems.add(
                    "",
                    "must hold weights, tensors of 2 to 4 axes, was without any among %d tensors",
                    source.tensors().size());
        }
        finder.problems.throwIfAny();
        finder.tell(notes);
        return finder.layers;
    }

    private void checkNames() {
        if (problems.isEmpty()) {
            for (String name : options.layers().keySet().stream().sorted().toList()) {
                if (!names.contains(name)) {
                    problems.add("", "has no layer \"%s\" (--layer)%s", name, Suggestion.sentence(name, names));
                }
            }
        }
    }

    private void tell(List<String> notes) {
        note(notes, "stride 1 and padding that keeps the size are assumed for ", strideAssumed);
        note(notes, "the input is assumed to be the output of the convolution before for ", sizeAssumed);
        note(
                notes,
                "tensors of three axes are filters over one axis only with --input-size 1xN, and are left out: ",
                overOneAxis);
        note(notes, "a filter for each channel (depthwise) is assumed for ", depthwiseAssumed);
    }

    private static void note(List<String> notes, String what, Set<String> names) {
        if (!names.isEmpty()) {
            notes.add(what + Names.shortened(names));
        }
    }

    /** A filter over one axis is a layer only where the map is said to have a height of 1. */
    private void consider(SourceTensor tensor) {
        LayerOption said = options.layers().getOrDefault(TensorNames.layer(tensor.name()), LayerOption.NONE);
        if (tensor.shape().size() == 3 && said.height().orElse(options.height().orElse(0)) != 1) {
            overOneAxis.add(tensor.name());
        } else {
            add(tensor);
        }
    }

    private void add(SourceTensor tensor) {
        if (sizeMissing) {
            return;
        }
        String name = TensorNames.layer(tensor.name());
        try {
            LayerShape shape = tensor.shape().size() == 2 ? connected(tensor) : convolution(name, tensor);
            var layer = new Layer(name, shape);
            if (!names.add(name)) {
                throw new IllegalArgumentException("makes a second layer called " + name);
            }
            checkSize(shape);
            layers.add(PlannedLayer.of(layer, tensor, TensorNames.bias(source, tensor, shape.k())));
            if (layer.isConvolution()) {
                before = Optional.of(shape);
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            problems.add("/" + tensor.name(), "of shape %s does not make a layer: %s", tensor.shape(), e.getMessage());
        }
    }

    private static void checkSize(LayerShape shape) {
        if (Math.max(Math.max(shape.weights(), shape.inputs()), shape.outputs()) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("weights, inputs and outputs must be fewer than 2^31 each");
        }
    }

    private static LayerShape connected(SourceTensor tensor) {
        return LayerShape.fullyConnected(
                1, tensor.shape().get(1), tensor.shape().get(0));
    }

    private LayerShape convolution(String name, SourceTensor tensor) {
        LayerOption said = options.layers().getOrDefault(name, LayerOption.NONE);
        List<Integer> axes = tensor.shape();
        int groups = said.groups().orElseGet(() -> likelyGroups(name, axes));
        int stride = said.stride().orElseGet(() -> assumed(name, 1));
        boolean row = axes.size() == 3;
        int rows = row ? 1 : axes.get(2);
        int columns = axes.get(axes.size() - 1);
        int padding = said.padding().orElseGet(() -> assumed(name, (Math.max(rows, columns) - 1) / 2));
        int height = extent(name, said.height(), before.map(LayerShape::p), options.height());
        int width = extent(name, said.width(), before.map(LayerShape::q), options.width());
        return LayerShape.convolution(Math.multiplyExact(axes.get(1), groups), axes.get(0))
                .map(height, width)
                .kernel(rows, columns)
                .stride(row ? 1 : stride, stride)
                .padding(row ? new Padding(0, padding, 0, padding) : Padding.all(padding))
                .groups(groups)
                .build();
    }

    private int assumed(String name, int value) {
        strideAssumed.add(name);
        return value;
    }

    private int likelyGroups(String name, List<Integer> axes) {
        boolean depthwise = axes.get(1) == 1
                && axes.get(0) > 1
                && before.map(LayerShape::k).filter(axes.get(0)::equals).isPresent();
        if (depthwise) {
            depthwiseAssumed.add(name);
        }
        return depthwise ? axes.get(0) : 1;
    }

    private int extent(String name, OptionalInt said, Optional<Integer> chained, OptionalInt first) {
        if (said.isPresent()) {
            return said.getAsInt();
        }
        if (chained.isPresent()) {
            sizeAssumed.add(name);
            return chained.get();
        }
        sizeMissing = first.isEmpty();
        return first.orElseThrow(() -> new IllegalArgumentException(
                "the size of its input is not known; --input-size HxW or --network gives it"));
    }
}
