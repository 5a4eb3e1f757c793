package archsim.workloads.sparsity;

import archsim.base.Fault.Code;
import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.workloads.InputChoice;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.MeasuredInputs;
import archsim.workloads.Padding;
import archsim.workloads.PerAxis;
import archsim.workloads.Scheme;
import archsim.workloads.Workload;
import archsim.workloads.model.TensorFile;
import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import jakarta.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Masks taken from the tensors of any {@code .safetensors} file: an element is present if it is not zero.
 *
 * <p>{@code <name>.weight} is {@code [k][c/groups][r][s]}, or {@code [k][c]} for a fully connected layer; {@code
 * <name>.input} is {@code [n][c][h][w]}, or {@code [n][c]}. Where there is no input tensor, all inputs are present, for
 * as many images as the other layers have, or one.
 */
public final class TensorWorkload {

    private final TensorFile file;
    private final int images;
    private final InputChoice choice;

    private TensorWorkload(TensorFile file, int images, InputChoice choice) {
        this.file = file;
        this.images = images;
        this.choice = choice;
    }

    /** The layers in {@code path}, under the file's name. */
    public static Workload of(Path path, List<TensorLayer> layers, int defaultWeightBits) {
        return of(path.toString(), path, layers, defaultWeightBits);
    }

    /** The layers in {@code path} with the inputs that were measured, or all of them. */
    public static Workload of(String name, Path path, List<TensorLayer> layers, int defaultWeightBits) {
        return of(name, path, layers, defaultWeightBits, InputChoice.AS_MEASURED);
    }

    /**
     * Reads a workload.
     *
     * @param name of the workload
     * @param layers at least one
     * @param defaultWeightBits width of a weight where the layer says nothing, 1 to 32
     * @param choice of the inputs
     * @throws InvalidInputException with every fault of the tensors
     */
    public static Workload of(
            String name, Path path, List<TensorLayer> layers, int defaultWeightBits, InputChoice choice) {
        TensorFile file = TensorFile.read(path);
        var problems = new Problems(file.name());
        var reader = new TensorWorkload(file, images(file, layers), choice);
        var workloads = new ArrayList<LayerWorkload>();
        Set<String> names = new HashSet<>();
        for (TensorLayer layer : layers) {
            if (!names.add(layer.name())) {
                problems.add(pointer(layer.weightTensor()), "is asked for by two layers");
            }
            try {
                workloads.add(reader.read(layer, defaultWeightBits));
            } catch (InvalidInputException e) {
                e.faults().forEach(problems::add);
            }
        }
        if (layers.isEmpty()) {
            problems.add("", "must be given at least one layer to read");
        }
        problems.throwIfAny();
        return new Workload(name, path.toString(), file.sha256(), workloads);
    }

    /** Names of those of {@code layers} whose inputs are in {@code path}. */
    public static Set<String> measured(Path path, List<TensorLayer> layers) {
        TensorFile file = TensorFile.read(path);
        return layers.stream()
                .filter(layer -> file.has(layer.inputTensor()))
                .map(TensorLayer::name)
                .collect(Collectors.toSet());
    }

    private static int images(TensorFile file, List<TensorLayer> layers) {
        return layers.stream()
                .map(TensorLayer::inputTensor)
                .filter(input -> file.has(input) && !file.shape(input).isEmpty())
                .mapToInt(input -> file.shape(input).get(0))
                .findFirst()
                .orElse(1);
    }

    private LayerWorkload read(TensorLayer layer, int defaultWeightBits) {
        var read = new Layer(layer.name(), shape(layer), layer.pooling());
        Mask weights = file.nonZero(layer.weightTensor());
        Optional<MeasuredInputs> measured = Optional.of(layer.inputTensor())
                .filter(tensor -> file.has(tensor) && choice.needs(read))
                .map(file::magnitudes);
        Scheme scheme = layer.scheme().orElse(weights.count() == weights.size() ? Scheme.DENSE : Scheme.NON_STRUCTURED);
        return new LayerWorkload(
                read, weights, choice.inputs(read, measured), layer.weightBits().orElse(defaultWeightBits), scheme);
    }

    private LayerShape shape(TensorLayer layer) {
        List<Integer> weight = fourAxes(layer, layer.weightTensor(), "[k][c/groups][r][s]");
        int k = weight.get(0);
        int groups =
                layer.type() == TensorLayerType.DEPTHWISE ? k : layer.groups().orElse(1);
        List<Integer> input = file.has(layer.inputTensor())
                ? fourAxes(layer, layer.inputTensor(), "[n][c][h][w]")
                : absentInput(layer, channels(layer, weight.get(1), groups));
        requireSame(layer, "height", layer.height(), input.get(2));
        requireSame(layer, "width", layer.width(), input.get(3));
        if (input.get(0) != images) {
            throw fault(layer.inputTensor(), "must hold %d images as other inputs do, was %d", images, input.get(0));
        }
        if (input.get(1) != (long) weight.get(1) * groups) {
            throw fault(
                    layer.inputTensor(),
                    "must have %d channels (%d groups of %d), was %d",
                    (long) weight.get(1) * groups,
                    groups,
                    weight.get(1),
                    input.get(1));
        }
        try {
            var shape = LayerShape.convolution(input.get(1), k)
                    .batch(images)
                    .map(input.get(2), input.get(3))
                    .kernel(weight.get(2), weight.get(3))
                    .stride(layer.stride().orElse(PerAxis.ONE))
                    .dilation(layer.dilation().orElse(PerAxis.ONE))
                    .padding(layer.padding().orElse(Padding.NONE))
                    .groups(groups)
                    .build();
            if (shape.isTooLarge()) {
                throw fault(layer.weightTensor(), "must make fewer than 2^31 weights, inputs and outputs");
            }
            return shape;
        } catch (IllegalArgumentException e) {
            throw fault(layer.weightTensor(), "does not make a layer: %s", e.getMessage());
        }
    }

    private int channels(TensorLayer layer, int channelsPerGroup, int groups) {
        long channels = (long) channelsPerGroup * groups;
        if (channels > Integer.MAX_VALUE) {
            throw fault(
                    layer.weightTensor(),
                    "must make fewer than 2^31 channels, was %d groups of %d",
                    groups,
                    channelsPerGroup);
        }
        return (int) channels;
    }

    /** What a configuration says of an input must be so: it is not silently ignored. */
    private void requireSame(TensorLayer layer, String what, OptionalInt said, int found) {
        if (said.isPresent() && said.getAsInt() != found) {
            throw fault(
                    layer.inputTensor(),
                    "must have the %s %d that its layer is given, was %d",
                    what,
                    said.getAsInt(),
                    found);
        }
    }

    private List<Integer> absentInput(TensorLayer layer, int channels) {
        if (layer.type() == TensorLayerType.FC) {
            return List.of(images, channels, 1, 1);
        }
        if (layer.height().isEmpty() || layer.width().isEmpty()) {
            throw fault(layer.inputTensor(), "is missing; without it the layer needs height and width");
        }
        return List.of(
                images, channels, layer.height().getAsInt(), layer.width().getAsInt());
    }

    /** The extents of a tensor; a fully connected layer's two are filled up with ones. */
    private List<Integer> fourAxes(TensorLayer layer, String tensor, String axes) {
        List<Integer> shape = file.shape(tensor);
        boolean flat = layer.type() == TensorLayerType.FC;
        if (flat && shape.size() == 2) {
            return List.of(shape.get(0), shape.get(1), 1, 1);
        }
        if (shape.size() != 4 || (flat && (shape.get(2) != 1 || shape.get(3) != 1))) {
            String expected = flat ? axes.startsWith("[k]") ? "[k][c]" : "[n][c]" : axes;
            throw fault(tensor, "must be %s, was %s", expected, shape);
        }
        return shape;
    }

    @FormatMethod
    private InvalidInputException fault(String tensor, @FormatString String message, Object... arguments) {
        return InvalidInputException.at(pointer(tensor), Code.OTHER, file.name(), message, arguments);
    }

    private static String pointer(String tensor) {
        return "/" + Json.encodePointer(tensor);
    }
}
