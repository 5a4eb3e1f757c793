package archsim.workloads.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.workloads.Layer;
import archsim.workloads.LayerKind;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.UniformLayer;
import archsim.workloads.WeightTensor;
import archsim.workloads.model.CompressedLayer;
import archsim.workloads.model.ElementType;
import archsim.workloads.model.ModelFile;
import archsim.workloads.model.TensorFileWriter;
import archsim.workloads.network.Network;
import archsim.workloads.network.Networks;
import archsim.workloads.storage.StorageReport;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelImportTest {

    private static final ImportOptions ON_7X9 =
            new ImportOptions(Optional.empty(), OptionalInt.of(7), OptionalInt.of(9), Map.of(), Optional.empty());

    private static byte[] file(String name) {
        return switch (name) {
            case "m.safetensors" -> SampleFiles.safetensors();
            case "m.npz" -> SampleFiles.npz();
            default -> SampleFiles.onnx(false);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"m.safetensors", "m.npz"})
    void layersAreToldFromTheTensorsAndTheRestIsAssumedAndSaid(String name) {
        ModelImport made = ModelImport.of(name, file(name), ON_7X9);
        List<CompressedLayer> layers = made.model().layers();
        assertThat(layers)
                .extracting(CompressedLayer::layer)
                .containsExactly(
                        new Layer("conv", UniformLayer.shape(1, 2, 4, 7, 9, 3, 3, 1, 1, 1)),
                        new Layer("fc", LayerShape.fullyConnected(1, 5, 3)));
        assertThat(layers.get(0).weights().toFloats()).isEqualTo(SampleFiles.values(72));
        assertThat(layers.get(0).bias().toFloats()).isEqualTo(SampleFiles.values(4));
        assertThat(layers.get(1).bias().toFloats()).containsOnly(0);
        assertThat(made.notes()).contains("stride 1 and padding that keeps the size are assumed for conv");
        assertThat(made.model().manifest().scheme()).isEqualTo(Scheme.DENSE);
    }

    /** Stride 2 and padding 1 on 9 x 9 as the graph says; MatMul's [4][3] becomes [3][4]: its second is element 3. */
    @Test
    void aGraphSaysStridesPaddingAndSizes() {
        List<CompressedLayer> layers = ModelImport.of("m.onnx", file("m.onnx"), ImportOptions.NONE)
                .model()
                .layers();
        assertThat(layers.get(0).layer().shape()).isEqualTo(UniformLayer.shape(1, 2, 4, 9, 9, 3, 3, 2, 1, 1));
        assertThat(layers.get(0).bias().toFloats()).isEqualTo(SampleFiles.values(4));
        assertThat(layers.get(1).layer().shape()).isEqualTo(LayerShape.fullyConnected(1, 4, 3));
        assertThat(layers.get(1).weights().value(1)).isEqualTo(SampleFiles.values(15)[3]);
    }

    @Test
    void valuesInAnotherFileThatIsNotThereAreRefused() {
        assertThatThrownBy(() -> ModelImport.of("m.onnx", SampleFiles.onnx(true), ImportOptions.NONE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/w has its values in another file, \"values.bin\", which is not at hand");
    }

    @Test
    void anImportedModelIsReadAgainWithItsShapes() {
        ModelImport made = ModelImport.of("m.onnx", file("m.onnx"), ImportOptions.NONE);
        var read = ModelFile.read("m", ModelFile.toBytes(made.model()));
        assertThat(read.layers()).isEqualTo(made.model().layers());
        assertThat(read.manifest()).isEqualTo(made.model().manifest());
    }

    @Test
    void whatIsSaidOfALayerIsNotAssumed() {
        var options = new ImportOptions(
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Map.of(
                        "conv",
                        new LayerOption(
                                OptionalInt.of(2),
                                OptionalInt.of(0),
                                OptionalInt.empty(),
                                OptionalInt.of(5),
                                OptionalInt.of(6))),
                Optional.empty());
        ModelImport made = ModelImport.of("m.npz", SampleFiles.npz(), options);
        assertThat(made.model().layers().get(0).layer().shape())
                .isEqualTo(UniformLayer.shape(1, 2, 4, 5, 6, 3, 3, 2, 0, 1));
        assertThat(made.notes()).isEmpty();
    }

    @Test
    void aMissingInputSizeIsAskedForOnce() {
        assertThatThrownBy(() -> ModelImport.of("m.npz", SampleFiles.npz(), ImportOptions.NONE))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.lines()).singleElement().asString().contains("--input-size"));
    }

    @Test
    void unknownLayersAreRefused() {
        var options = new ImportOptions(
                Optional.empty(),
                OptionalInt.of(7),
                OptionalInt.of(7),
                Map.of("convv", LayerOption.NONE),
                Optional.empty());
        assertThatThrownBy(() -> ModelImport.of("m.npz", SampleFiles.npz(), options))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("has no layer \"convv\" (--layer), did you mean \"conv\"?");
    }

    /** Levels -7 to 7 times 0.013: 4 bits tell 7 apart (2^3 = 8 >= 7), 3 bits (4) do not. */
    @Test
    void equallySpacedValuesAreLevels() {
        var random = new SplittableRandom(3);
        short[] levels = new short[40];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (short) random.nextInt(-7, 8);
        }
        levels[0] = 7;
        levels[1] = 1;
        WeightTensor expected = WeightTensor.ofLevels(levels, 0.013f, 4);
        WeightTensor found =
                RecognisedLevels.of(expected.toFloats(), ElementType.F32).orElseThrow();
        assertThat(found.toLevels()).isEqualTo(levels);
        assertThat(found.bits()).isEqualTo(4);
        assertThat(found.scale()).isCloseTo(0.013f, org.assertj.core.data.Offset.offset(1e-8f));
        assertThat(RecognisedLevels.of(SampleFiles.values(72), ElementType.F32)).isEmpty();
        assertThat(RecognisedLevels.of(new float[9], ElementType.F32)).isEmpty();
    }

    /** Levels 3, 7, -12 and 25 of 0.01: the least distance is 3, the step a third of it. 33 / 2 is not whole. */
    @Test
    void levelsThatDoNotOccurLeaveGaps() {
        WeightTensor sparse = WeightTensor.ofLevels(new short[] {3, 7, -12, 25, 0}, 0.01f, 6);
        assertThat(RecognisedLevels.of(sparse.toFloats(), ElementType.F32)
                        .orElseThrow()
                        .toLevels())
                .containsExactly(3, 7, -12, 25, 0);
        assertThat(RecognisedLevels.of(new float[] {0.2f, 0.3314159f, 0.7271828f}, ElementType.F32))
                .isEmpty();
    }

    /** Levels 0 to 255 are 2^8 values; 9 bits tell -256 to 256. 513 values are too many. */
    @Test
    void asManyAs256ValuesAreLevels() {
        float[] values = new float[1026];
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.25f * (i % 256);
        }
        WeightTensor found = RecognisedLevels.of(values, ElementType.F32).orElseThrow();
        assertThat(found.bits()).isEqualTo(9);
        assertThat(found.level(255)).isEqualTo(255);
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.25f * (i % 258);
        }
        assertThat(RecognisedLevels.of(values, ElementType.F32)).isEmpty();
    }

    /** 300 weights of 5 values whose distances have no common part: a codebook. */
    @Test
    void aCodebookStaysFloatsAndThatIsSaid() {
        float[] book = {-0.73205f, -0.2236f, 0.1414f, 0.57721f, 1.618f};
        float[] values = new float[300];
        for (int i = 0; i < values.length; i++) {
            values[i] = book[i % 5];
        }
        byte[] file = new TensorFileWriter()
                .floats("fc.weight", List.of(10, 30), values)
                .toBytes();
        ModelImport made = ModelImport.of("m.safetensors", file, ImportOptions.NONE);
        assertThat(made.model().layers().get(0).weights().bits()).isEqualTo(32);
        assertThat(made.notes()).anyMatch(note -> note.contains("no multiples of one step") && note.endsWith("of fc"));
    }

    /** 72 different weights in 300: four of each and more are a codebook, in 280 they are not. */
    @Test
    void aFewArbitraryWeightsAreNoCodebook() {
        float[] values = new float[300];
        for (int i = 0; i < values.length; i++) {
            values[i] = SampleFiles.values(72)[i % 72];
        }
        assertThat(RecognisedLevels.hasOwnLevels(WeightTensor.ofFloats(values))).isTrue();
        Arrays.fill(values, 280, 300, 0);
        assertThat(RecognisedLevels.hasOwnLevels(WeightTensor.ofFloats(values))).isFalse();
    }

    /** The block's 8 layers: 2 products of activations need no tensor, are no weights and store nothing. */
    @Test
    void productsOfActivationsNeedNoTensors() {
        Network block = Networks.shipped("bert-base-block");
        var file = new TensorFileWriter();
        for (Layer layer : block.layers()) {
            if (layer.kind() != LayerKind.ACTIVATION_PRODUCT) {
                LayerShape shape = layer.shape();
                short[] levels = new short[(int) shape.weights()];
                levels[0] = 1;
                file.levels(layer.name() + ".weight", ElementType.I8, List.of(shape.k(), shape.c()), levels);
            }
        }
        var options = new ImportOptions(
                Optional.of(block), OptionalInt.empty(), OptionalInt.empty(), Map.of(), Optional.empty());
        ModelImport made = ModelImport.of("m.safetensors", file.toBytes(), options);
        var read = ModelFile.read("m", ModelFile.toBytes(made.model()));
        assertThat(read.layers()).extracting(CompressedLayer::layer).isEqualTo(block.layers());
        assertThat(read.manifest().layers())
                .filteredOn(layer -> layer.weights() == 0)
                .hasSize((int) block.layers().stream()
                        .filter(layer -> layer.kind() == LayerKind.ACTIVATION_PRODUCT)
                        .count());
        long stored =
                StorageReport.of("m", read.toWorkload("m", 1).layers(), OptionalInt.empty(), OptionalInt.empty())
                        .rows()
                        .stream()
                        .filter(row ->
                                row.layer().equals("total") && row.format().equals("dense"))
                        .mapToLong(row -> row.bits().total())
                        .sum();
        assertThat(stored).isEqualTo(8 * block.fullyConnectedWeights());
    }

    /** A network that does not ship keeps its linear layers at many positions and its products. */
    @Test
    void anEmbeddedNetworkKeepsTheKindsOfItsLayers() {
        Network shipped = Networks.shipped("bert-base-block");
        var own = new Network("mine", "Mine", "none", shipped.layers().subList(2, 4), List.of(), "test");
        assertThat(own.layers()).anyMatch(layer -> layer.kind() == LayerKind.ACTIVATION_PRODUCT);
        var file = new TensorFileWriter();
        for (Layer layer : own.layers()) {
            if (layer.kind() != LayerKind.ACTIVATION_PRODUCT) {
                file.levels(
                        layer.name(),
                        ElementType.I8,
                        List.of(layer.shape().k(), layer.shape().c()),
                        new short[(int) layer.shape().weights()]);
            }
        }
        var options = new ImportOptions(
                Optional.of(own), OptionalInt.empty(), OptionalInt.empty(), Map.of(), Optional.empty());
        ModelImport made = ModelImport.of("m.safetensors", file.toBytes(), options);
        assertThat(ModelFile.read("m", ModelFile.toBytes(made.model())).layers())
                .extracting(CompressedLayer::layer)
                .isEqualTo(own.layers());
    }

    @Test
    void regularitiesAreRecognised() {
        var conv = UniformLayer.shape(1, 4, 8, 5, 5, 3, 3, 1, 1, 1);
        assertThat(found(conv, i -> true)).isEqualTo(Scheme.DENSE);
        assertThat(found(conv, i -> i / 36 < 5)).isEqualTo(Scheme.FILTER);
        assertThat(found(conv, i -> i % 36 % 2 == 0)).isEqualTo(Scheme.COLUMN);
        assertThat(found(conv, i -> i % 36 / 9 != 2)).isEqualTo(Scheme.CHANNEL);
        assertThat(found(LayerShape.fullyConnected(1, 4, 3), i -> i % 4 != 2)).isEqualTo(Scheme.COLUMN);
        assertThat(found(conv, i -> i / 36 < 5 && i % 36 % 2 == 0)).isEqualTo(Scheme.COLUMN_FILTER);
        assertThat(found(conv, i -> (((i / 9 % 3 == 0 ? 0b110110000 : 0b11011) >> (i % 9)) & 1) == 1))
                .isEqualTo(Scheme.PATTERN);
        var random = new SplittableRandom(1);
        var fc = LayerShape.fullyConnected(1, 64, 64);
        int[] offsets = random.ints(4096, 0, 2).toArray();
        assertThat(found(fc, i -> offsets[i / 2] == i % 2)).isEqualTo(Scheme.NM);
        assertThat(found(fc, i -> offsets[i] == 0)).isEqualTo(Scheme.NON_STRUCTURED);
        assertThat(found(fc, i -> offsets[i] == 0 && i % 97 == 0)).isEqualTo(Scheme.NON_STRUCTURED);
    }

    @Test
    void aModelHasTheNarrowestSchemeOfItsLayers() {
        assertThat(ofModel(Scheme.DENSE, Scheme.DENSE)).isEqualTo(Scheme.DENSE);
        assertThat(ofModel(Scheme.NM, Scheme.DENSE)).isEqualTo(Scheme.NM);
        assertThat(ofModel(Scheme.COLUMN, Scheme.CHANNEL)).isEqualTo(Scheme.COLUMN);
        assertThat(ofModel(Scheme.FILTER, Scheme.COLUMN)).isEqualTo(Scheme.COLUMN_FILTER);
        assertThat(ofModel(Scheme.FILTER, Scheme.PATTERN)).isEqualTo(Scheme.NON_STRUCTURED);
    }

    /** A fully connected layer's kernels are single weights, its channels columns. */
    @Test
    void aKernelOfOneWeightIsWhatTheOthersAre() {
        assertThat(ofModel(Scheme.CHANNEL, Scheme.COLUMN)).isEqualTo(Scheme.CHANNEL);
        assertThat(ofModel(Scheme.PATTERN, Scheme.NON_STRUCTURED)).isEqualTo(Scheme.PATTERN);
        assertThat(ofModel(Scheme.NON_STRUCTURED, Scheme.PATTERN)).isEqualTo(Scheme.NON_STRUCTURED);
    }

    /** Of a 3 x 3 convolution and a fully connected layer. */
    private static Scheme ofModel(Scheme convolution, Scheme connected) {
        return RecognisedScheme.of(
                List.of(convolution, connected),
                List.of(UniformLayer.shape(1, 2, 4, 7, 7, 3, 3, 1, 1, 1), LayerShape.fullyConnected(1, 5, 3)));
    }

    private static Scheme found(LayerShape shape, java.util.function.IntPredicate present) {
        return RecognisedScheme.of(Mask.of((int) shape.weights(), present), shape);
    }

    @Test
    void integersAreTheirOwnLevels() {
        byte[] file = new TensorFileWriter()
                .levels("fc.weight", ElementType.I8, List.of(2, 2), new short[] {-128, 0, 5, 127})
                .toBytes();
        WeightTensor weights = ModelImport.of("m.safetensors", file, ImportOptions.NONE)
                .model()
                .layers()
                .get(0)
                .weights();
        assertThat(weights.bits()).isEqualTo(8);
        assertThat(weights.toLevels()).containsExactly(-128, 0, 5, 127);
    }

    /** Escape, a line end, a mark that turns the text around. */
    @ParameterizedTest
    @ValueSource(strings = {"\\u001b[2J", "a\\nb", "\\u202efdp", "a\\u2028"})
    void namesThatCannotBeSeenAreRefused(String name) {
        String header = "{\"%s.weight\":{\"dtype\":\"I8\",\"shape\":[2,2],\"data_offsets\":[0,4]}}".formatted(name);
        byte[] text = header.getBytes(StandardCharsets.US_ASCII);
        byte[] file = ByteBuffer.allocate(12 + text.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .array();
        assertThatThrownBy(() -> ModelImport.of("x.safetensors", file, ImportOptions.NONE))
                .hasMessageContaining("a layer's name must have at most 4096 characters and no control characters");
    }

    /** Three entries share one stored array: unchecked, a small file could hold any number of large ones. */
    @Test
    void entriesOfAnArchiveThatOverlapAreRefused() {
        byte[] array = SampleFiles.npy("(2, 2)", new float[4]);
        var crc = new CRC32();
        crc.update(array);
        ByteBuffer zip = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        zip.putInt(0x04034b50).put(new byte[26]).put(array);
        int directory = zip.position();
        for (int i = 0; i < 3; i++) {
            byte[] name = ("a" + i + ".npy").getBytes(StandardCharsets.US_ASCII);
            zip.putInt(0x02014b50).put(new byte[12]).putInt((int) crc.getValue());
            zip.putInt(array.length).putInt(array.length).putShort((short) name.length);
            zip.put(new byte[16]).put(name);
        }
        int end = zip.position();
        zip.putInt(0x06054b50).putInt(0).putShort((short) 3).putShort((short) 3).putInt(end - directory);
        zip.putInt(directory).putShort((short) 0);
        byte[] file = Arrays.copyOf(zip.array(), zip.position());
        assertThatThrownBy(() -> ModelImport.of("x.npz", file, ImportOptions.NONE))
                .hasMessageContaining("must have entries that do not overlap");
    }
}
