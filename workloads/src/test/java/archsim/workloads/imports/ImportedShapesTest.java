package archsim.workloads.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.workloads.LayerShape;
import archsim.workloads.UniformLayer;
import archsim.workloads.model.CompressedLayer;
import archsim.workloads.model.TensorFileWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which shapes the tensors of a file make, where no graph says so. */
class ImportedShapesTest {

    private final TensorFileWriter file = new TensorFileWriter();

    private ImportedShapesTest with(String name, Integer... shape) {
        int count = List.of(shape).stream().reduce(1, Math::multiplyExact);
        file.floats(name, List.of(shape), SampleFiles.values(count));
        return this;
    }

    private ModelImport imported(Map<String, LayerOption> layers) {
        var options =
                new ImportOptions(Optional.empty(), OptionalInt.of(12), OptionalInt.of(9), layers, Optional.empty());
        return ModelImport.of("m.safetensors", file.toBytes(), options);
    }

    private List<LayerShape> shapes(Map<String, LayerOption> layers) {
        return imported(layers).model().layers().stream()
                .map(CompressedLayer::layer)
                .map(layer -> layer.shape())
                .toList();
    }

    private List<LayerShape> shapes() {
        return shapes(Map.of());
    }

    private static LayerOption said(int stride, int padding, int groups) {
        return new LayerOption(
                OptionalInt.of(stride),
                OptionalInt.of(padding),
                OptionalInt.of(groups),
                OptionalInt.empty(),
                OptionalInt.empty());
    }

    /** (larger side - 1) / 2, rounded down, keeps the size of an odd kernel's map. */
    @ParameterizedTest
    @CsvSource({"1, 1, 0", "2, 2, 0", "3, 3, 1", "3, 5, 2", "5, 3, 2", "4, 4, 1", "7, 7, 3"})
    void paddingKeepsTheSize(int r, int s, int padding) {
        assertThat(with("a.weight", 4, 3, r, s).shapes())
                .containsExactly(UniformLayer.shape(1, 3, 4, 12, 9, r, s, 1, padding, 1));
    }

    /** A kernel of 3 x 3, stride 2, padding 0 on 12 x 9 leaves 5 x 4 of 4 channels. */
    @Test
    void aConvolutionReadsWhatTheOneBeforeWrote() {
        with("a.weight", 4, 3, 3, 3).with("b.weight", 6, 4, 3, 3);
        assertThat(shapes(Map.of("a", said(2, 0, 1))))
                .containsExactly(
                        UniformLayer.shape(1, 3, 4, 12, 9, 3, 3, 2, 0, 1),
                        UniformLayer.shape(1, 4, 6, 5, 4, 3, 3, 1, 1, 1));
        assertThat(imported(Map.of("a", said(2, 0, 1))).notes())
                .contains(
                        "stride 1 and padding that keeps the size are assumed for b",
                        "the input is assumed to be the output of the convolution before for b");
    }

    /** As many filters of one channel as the layer before has: one for each of them. */
    @Test
    void aFilterForEachChannelOfTheLayerBeforeIsDepthwise() {
        with("a.weight", 4, 3, 1, 1).with("b.weight", 4, 1, 3, 3);
        assertThat(shapes()).last().isEqualTo(UniformLayer.shape(1, 4, 4, 12, 9, 3, 3, 1, 1, 4));
        assertThat(imported(Map.of()).notes()).contains("a filter for each channel (depthwise) is assumed for b");
    }

    /** Another count of filters, more channels, or no layer before: one group. */
    @Test
    void whatIsNotAFilterForEachChannelIsOneGroup() {
        with("a.weight", 5, 1, 3, 3).with("b.weight", 4, 1, 3, 3).with("c.weight", 4, 2, 3, 3);
        assertThat(shapes()).extracting(LayerShape::groups).containsExactly(1, 1, 1);
        assertThat(shapes()).extracting(LayerShape::c).containsExactly(1, 1, 2);
    }

    @Test
    void groupsThatAreSaidMultiplyTheChannels() {
        assertThat(with("a.weight", 6, 2, 3, 3).shapes(Map.of("a", said(1, 1, 3))))
                .containsExactly(UniformLayer.shape(1, 6, 6, 12, 9, 3, 3, 1, 1, 3));
    }

    /** {@code [k][c]}; tensors of one and three axes are no layers, and a connected layer leaves the map as it is. */
    @Test
    void twoAxesAreAFullyConnectedLayer() {
        with("a.weight", 4, 3, 3, 3).with("b.weight", 5, 7).with("c.weight", 5).with("d.weight", 2, 2, 2);
        with("e.weight", 2, 4, 1, 1);
        assertThat(shapes())
                .containsExactly(
                        UniformLayer.shape(1, 3, 4, 12, 9, 3, 3, 1, 1, 1),
                        LayerShape.fullyConnected(1, 7, 5),
                        UniformLayer.shape(1, 4, 2, 12, 9, 1, 1, 1, 0, 1));
    }

    @Test
    void aFileWithoutWeightsIsRefused() {
        with("c.weight", 5).with("d.weight", 2, 2, 2);
        assertThatThrownBy(this::shapes)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("must hold weights, tensors of 2 to 4 axes, was without any among 2 tensors");
    }
}
