package archsim.workloads.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.base.InvalidInputException;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.model.CompressedLayer;
import archsim.workloads.model.ElementType;
import archsim.workloads.model.TensorFileWriter;
import archsim.workloads.network.Network;
import archsim.workloads.network.Networks;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tensors of a file and the layers of a network: by name, then by shape and order. */
class NetworkLayersTest {

    private static ModelImport imported(Network network, TensorFileWriter file) {
        var options = new ImportOptions(
                Optional.of(network), OptionalInt.empty(), OptionalInt.empty(), Map.of(), Optional.empty());
        return ModelImport.of("m.safetensors", file.toBytes(), options);
    }

    private static Network network(Layer... layers) {
        return new Network("mine", "Mine", "none", List.of(layers), List.of(), "test");
    }

    private static Layer connected(String name, int inputs, int outputs) {
        return new Layer(name, LayerShape.fullyConnected(1, inputs, outputs));
    }

    /** Weights that are all one number, so that a layer shows which tensor it was made of. */
    private static TensorFileWriter put(TensorFileWriter file, String name, float value, Integer... shape) {
        int count = Arrays.stream(shape).reduce(1, (one, other) -> one * other);
        float[] values = new float[count];
        Arrays.fill(values, value);
        values[0] = value + 0.125f;
        return file.floats(name, List.of(shape), values);
    }

    private static List<Float> second(ModelImport made) {
        return made.model().layers().stream()
                .map(layer -> layer.weights().toFloats()[1])
                .toList();
    }

    /** PyTorch's ResNet-20 calls the classifier "linear"; what is not called like a layer is taken by its shape. */
    @Test
    void aLayerOfAnotherNameIsFoundByItsShape() {
        Network network = Networks.shipped("resnet20-cifar10");
        var file = new TensorFileWriter();
        for (Layer layer : network.layers()) {
            boolean last = layer.name().equals("fc");
            LayerShape shape = layer.shape();
            List<Integer> axes = last ? List.of(10, 64) : List.of(shape.k(), shape.c(), shape.r(), shape.s());
            file.levels(
                    (last ? "linear" : layer.name()) + ".weight",
                    ElementType.I8,
                    axes,
                    new short[(int) shape.weights()]);
        }
        ModelImport made = imported(network, put(file, "bn1.weight", 1, 16));
        assertThat(made.model().layers()).extracting(CompressedLayer::layer).isEqualTo(network.layers());
        assertThat(made.notes())
                .contains("layers of resnet20-cifar10 whose names no tensor has are matched by shape, in order:"
                        + " fc from linear.weight");
    }

    /** "b.10" is written before "b.2", but runs after it. */
    @Test
    void tensorsOfOneShapeAreTakenInTheOrderOfTheirNumbers() {
        var file = new TensorFileWriter();
        put(file, "b.10.weight", 10, 4, 4);
        put(file, "b.2.weight", 2, 4, 4);
        put(file, "head.weight", 5, 3, 4);
        var made = imported(network(connected("x", 4, 4), connected("y", 4, 4), connected("z", 4, 3)), file);
        assertThat(second(made)).containsExactly(2f, 10f, 5f);
    }

    @ParameterizedTest
    @CsvSource({"a.10;a.2;b, a.2;a.10;b", "a.2;a.10;b, a.2;a.10;b", "b;a.10;a.2, b;a.10;a.2"})
    void anOrderThatIsNotThatOfNamesIsKept(String names, String order) {
        List<SourceTensor> tensors = Arrays.stream(names.split(";"))
                .map(name -> new SourceTensor(name, ElementType.F32, List.of(1), () -> new float[1]))
                .toList();
        assertThat(TensorOrder.ofExecution(tensors).stream().map(SourceTensor::name))
                .containsExactly(order.split(";"));
    }

    @Test
    void whatFitsNoLayerIsSaidByName() {
        var file = put(put(new TensorFileWriter(), "a.weight", 1, 5, 4), "x.weight", 2, 4, 4);
        assertThat(imported(network(connected("x", 4, 4)), file).notes())
                .contains("tensors that could be weights but fit no layer of mine: a.weight [5, 4]");
    }

    @Test
    void whatIsMissingIsSaidWithItsShape() {
        var file = put(new TensorFileWriter(), "other.weight", 1, 5, 4);
        assertThatThrownBy(() -> imported(network(connected("x", 4, 4), connected("y", 4, 3)), file))
                .isInstanceOfSatisfying(InvalidInputException.class, e -> assertThat(e.lines())
                        .containsExactly(
                                "/x.weight is missing, and no tensor of shape [4, 4, 1, 1] is left for it",
                                "/y.weight is missing, and no tensor of shape [3, 4, 1, 1] is left for it"));
    }

    @Test
    void aTensorOfTheLayersNameMustHaveItsShape() {
        var file = put(put(new TensorFileWriter(), "x.weight", 1, 4, 5), "other.weight", 1, 4, 4);
        assertThatThrownBy(() -> imported(network(connected("x", 4, 4)), file))
                .isInstanceOfSatisfying(InvalidInputException.class, e -> assertThat(e.lines())
                        .containsExactly("/x.weight must have shape [4, 4, 1, 1], was [4, 5]"));
    }

    /** Queries are the first third of the rows, keys the second, values the last: 0 to 3, 4 to 7, 8 to 11 of width 2. */
    @Test
    void stackedProjectionsAreTakenApart() {
        float[] values = SampleFiles.values(12);
        var file = new TensorFileWriter().floats("a.in_proj_weight", List.of(6, 2), values);
        var made = imported(network(connected("q", 2, 2), connected("k", 2, 2), connected("v", 2, 2)), file);
        assertThat(made.model().layers())
                .extracting(layer -> layer.weights().toFloats()[0])
                .containsExactly(values[0], values[4], values[8]);
    }

    /** A filter of one axis is one of height 1. */
    @Test
    void aFilterOverOneAxisFitsALayerOfHeightOne() {
        var row = new Layer(
                "c", LayerShape.convolution(2, 3).map(1, 9).kernel(1, 4).build());
        var made = imported(network(row), put(new TensorFileWriter(), "conv.weight", 1, 3, 2, 4));
        assertThat(made.model().layers().get(0).layer()).isEqualTo(row);
    }

    /**
     * Weights {@code [2 inputs][3 channels][2][2]} are 12 filters of 2 inputs: those of the upper left output first. Filter 0
     * reads elements 0 and 12 of the tensor, filter 3 (upper right, channel 0) elements 1 and 13.
     */
    @Test
    void aTransposedConvolutionHasAFilterForEachOutputOfItsKernel() {
        var up = new Layer("up", LayerShape.convolution(2, 12).map(4, 4).build());
        float[] values = SampleFiles.values(24);
        var file = new TensorFileWriter()
                .floats("up.bias", List.of(3), new float[] {5, 6, 7})
                .floats("up.weight", List.of(2, 3, 2, 2), values);
        CompressedLayer made = imported(network(up), file).model().layers().get(0);
        assertThat(Arrays.copyOfRange(made.weights().toFloats(), 0, 8))
                .containsExactly(
                        values[0], values[12], values[4], values[16], values[8], values[20], values[1], values[13]);
        assertThat(made.bias().toFloats()).containsExactly(5f, 6f, 7f, 5f, 6f, 7f, 5f, 6f, 7f, 5f, 6f, 7f);
    }

    /** Without a network: [8][4][3] over 1 x 100 is a convolution of height 1; its bias tells nothing more. */
    @Test
    void aFilterOverOneAxisIsALayerOfItsOwn() {
        var file = new TensorFileWriter();
        put(file, "c.bias", 1, 8);
        put(file, "c.weight", 1, 8, 4, 3);
        put(file, "position", 1, 1, 100, 8);
        var options =
                new ImportOptions(Optional.empty(), OptionalInt.of(1), OptionalInt.of(100), Map.of(), Optional.empty());
        ModelImport made = ModelImport.of("m.safetensors", file.toBytes(), options);
        assertThat(made.model().layers())
                .extracting(CompressedLayer::layer)
                .containsExactly(new Layer(
                        "c",
                        LayerShape.convolution(4, 8)
                                .map(1, 100)
                                .kernel(1, 3)
                                .padding(0, 1, 0, 1)
                                .build()));
        assertThat(made.notes()).anyMatch(note -> note.endsWith("are left out: position"));
    }

    /** Beside maps of more than one row a tensor of three axes is anything. */
    @Test
    void aFilterOverOneAxisIsLeftOutOfHigherMaps() {
        var file = new TensorFileWriter();
        put(file, "c.weight", 1, 8, 4, 3, 3);
        put(file, "d.weight", 1, 8, 4, 3);
        var options =
                new ImportOptions(Optional.empty(), OptionalInt.of(9), OptionalInt.of(9), Map.of(), Optional.empty());
        ModelImport made = ModelImport.of("m.safetensors", file.toBytes(), options);
        assertThat(made.model().layers()).hasSize(1);
        assertThat(made.notes())
                .contains(
                        "tensors of three axes are filters over one axis only with --input-size 1xN, and are left out:"
                                + " d.weight");
    }

    @ParameterizedTest
    @CsvSource({"a.2, a.10, -1", "a.10, a.2, 1", "a, a.1, -1", "a.1.b, a.1.c, -1", "a.02, a.2, -1", "1, a, -1"})
    void namesAreComparedNumberByNumber(String one, String other, int order) {
        assertThat(Integer.signum(TensorOrder.compare(one, other))).isEqualTo(order);
    }

    /**
     * A factor of 3 over the root of a variance of 4 is 1.5 (the epsilon of 1e-5 is less than a millionth of it); a mean of 2
     * takes 3 off a summand of 7. The weights stay what they are.
     */
    @Test
    void batchNormalisationIsFoldedAndSaid() {
        Network network = network(convolution("conv1"));
        var file = put(new TensorFileWriter(), "conv1.weight", 0.5f, 2, 1, 1, 1);
        file.floats("bn1.weight", List.of(2), new float[] {3, 1});
        file.floats("bn1.bias", List.of(2), new float[] {7, 0});
        file.floats("bn1.running_mean", List.of(2), new float[] {2, 0});
        file.floats("bn1.running_var", List.of(2), new float[] {4, 1});
        ModelImport made = imported(network, file);
        CompressedLayer layer = made.model().layers().get(0);
        assertThat(layer.scale().orElseThrow().toFloats()[0]).isCloseTo(1.5f, within(1e-5f));
        assertThat(layer.bias().toFloats()[0]).isCloseTo(4f, within(1e-5f));
        assertThat(layer.weights().toFloats()).containsExactly(0.625f, 0.5f);
        assertThat(made.notes())
                .containsExactly("batch normalisation is folded into the scales and biases of 1 of 1 layers, with an"
                        + " epsilon of 1.0E-5");
    }

    @Test
    void aVarianceBelowZeroIsNamed() {
        var file = put(new TensorFileWriter(), "conv1.weight", 0.5f, 2, 1, 1, 1);
        for (String part : new String[] {"weight", "bias", "running_mean", "running_var"}) {
            file.floats("bn1." + part, List.of(2), new float[] {1, -1});
        }
        assertThatThrownBy(() -> imported(network(convolution("conv1")), file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/bn1.running_var must hold variances, was -1.0 at element 1");
    }

    private static Layer convolution(String name) {
        return new Layer(
                name, LayerShape.convolution(1, 2).map(4, 4).kernel(1, 1).build());
    }
}
