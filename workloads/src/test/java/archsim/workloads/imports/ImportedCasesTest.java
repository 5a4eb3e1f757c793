package archsim.workloads.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.base.RootLocale;
import archsim.workloads.LayerShape;
import archsim.workloads.WeightTensor;
import archsim.workloads.model.CompressedLayer;
import archsim.workloads.model.ElementType;
import archsim.workloads.model.ModelFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of kinds that importers get wrong, against the right layers and multiply-accumulates. */
class ImportedCasesTest {

    private static final Path CASES = Path.of("src/test/resources/archsim/workloads/imports");

    @TempDir
    private Path folder;

    private static ModelImport imported(Path file, String size) {
        int[] extents = size.isEmpty()
                ? new int[0]
                : List.of(size.split("x")).stream().mapToInt(Integer::parseInt).toArray();
        OptionalInt height = size.isEmpty() ? OptionalInt.empty() : OptionalInt.of(extents[0]);
        OptionalInt width = size.isEmpty() ? OptionalInt.empty() : OptionalInt.of(extents[1]);
        return ModelImport.of(
                file, new ImportOptions(Optional.empty(), height, width, Map.of(), Optional.empty()), "test");
    }

    private static List<CompressedLayer> layers(String file, String size) {
        return imported(CASES.resolve(file), size).model().layers();
    }

    private static long macs(List<CompressedLayer> layers) {
        return layers.stream().mapToLong(layer -> layer.layer().shape().macs()).sum();
    }

    /** Name, input and output. */
    private static String text(CompressedLayer layer) {
        LayerShape shape = layer.layer().shape();
        return RootLocale.format(
                "%s %dx%dx%d %dx%dx%d",
                layer.layer().name(), shape.c(), shape.h(), shape.w(), shape.k(), shape.p(), shape.q());
    }

    @ParameterizedTest
    @CsvFileSource(resources = "cases.csv", delimiter = '|', numLinesToSkip = 1, emptyValue = "", nullValues = "none")
    void everyLayerHasItsRightMaps(String file, String size, String expected, long macs) {
        List<CompressedLayer> layers = layers(file, size == null ? "" : size);
        assertThat(layers.stream().map(ImportedCasesTest::text).collect(Collectors.joining("; ")))
                .isEqualTo(expected);
        assertThat(macs(layers)).isEqualTo(macs);
    }

    @ParameterizedTest
    @CsvSource({"squeezenet, 26, 349151936", "shufflenet, 50, 124664528", "inception_v1, 58, 1431556352"})
    void publishedNetworksHaveTheirMultiplyAccumulates(String network, int count, long macs) {
        List<CompressedLayer> layers = layers("light/light_" + network + ".onnx", "");
        assertThat(layers).hasSize(count);
        assertThat(macs(layers)).isEqualTo(macs);
    }

    /** A file that is read again has the same layers: uneven padding, batches and kinds are kept. */
    @ParameterizedTest
    @CsvSource({"padding_stride/asym_pads.onnx", "padding_stride/k1x7_explicit.onnx", "size_ops/convtranspose.onnx"})
    void anImportedModelKeepsItsGeometry(String file) {
        ModelImport made = imported(CASES.resolve(file), "");
        assertThat(ModelFile.read("m", ModelFile.toBytes(made.model())).layers())
                .isEqualTo(made.model().layers());
    }

    /** 64 of 216 weights are stored, 95 of 216 are under the mask, a zero of 216 integers is the zero point. */
    @ParameterizedTest
    @CsvSource({
        "dropped_layers/sparse_init.onnx, '', 64",
        "torch_prune_mask/torchprune.safetensors, 16x16, 95",
        "dropped_layers/qdq_part.onnx, '', 215"
    })
    void zerosAreWhereTheFileHasThem(String file, String size, int kept) {
        assertThat(layers(file, size).get(0).weights().mask().count()).isEqualTo(kept);
    }

    @Test
    void dequantisedWeightsKeepTheirIntegers() {
        WeightTensor weights = layers("dropped_layers/qdq_part.onnx", "").get(0).weights();
        assertThat(weights.bits()).isEqualTo(8);
        assertThat(weights.scale()).isNotEqualTo(1);
    }

    @Test
    void weightsInAnotherFileAreRead() {
        float[] read =
                layers("external_data/external.onnx", "").get(0).weights().toFloats();
        assertThat(read).hasSize(216);
        assertThat(read[0]).isNotEqualTo(read[1]);
    }

    /** The same matrix in every form that NumPy writes: row by row, or read wrongly, 0.0385 would not stand second. */
    @ParameterizedTest
    @CsvSource({"fortran.npy", "big.npy", "keyorder.npy", "nospace.npy"})
    void anArrayIsTheSameInAllForms(String file) {
        float[] plain = layers("npy_forms/nocomma.npy", "").get(0).weights().toFloats();
        assertThat(plain[1]).isEqualTo(0.038534764f);
        assertThat(layers("npy_forms/" + file, "").get(0).weights().toFloats()).isEqualTo(plain);
    }

    /** Of [1][2][3][2] the neighbour across is 6 places on, that of the next channel 2, the next filter 1. */
    @Test
    void kernelsOfKerasAreTurned() {
        float[] counted = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
        var kernel = new SourceTensor("a/kernel", ElementType.F32, List.of(1, 2, 3, 2), () -> counted);
        SourceTensor turned =
                StateDictionary.normalised(List.of(kernel), new ArrayList<>()).get(0);
        assertThat(turned.shape()).containsExactly(2, 3, 1, 2);
        assertThat(turned.values().get()).containsExactly(0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11);
    }

    /** A folder is left by dots, by a root and by a link. */
    @ParameterizedTest
    @CsvSource({"../weights.bin", "/weights.bin", "link.bin", "''"})
    void noWeightsLeaveTheFolder(String location) throws Exception {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Files.write(folder.resolve("weights.bin"), new byte[288]);
        Files.createSymbolicLink(inner.resolve("link.bin"), folder.resolve("weights.bin"));
        Path model = Files.write(inner.resolve("m.onnx"), SampleFiles.onnxWithValuesIn(location));
        assertThatThrownBy(() -> imported(model, ""))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("must have its values in the model's folder");
    }

    @Test
    void valuesBesideTheModelAreRead() throws Exception {
        Files.write(folder.resolve("weights.bin"), new byte[288]);
        Path model = Files.write(folder.resolve("m.onnx"), SampleFiles.onnxWithValuesIn("weights.bin"));
        assertThat(imported(model, "").model().layers().get(0).weights().mask().count())
                .isZero();
    }
}
