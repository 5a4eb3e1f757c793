package archsim.workloads.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.base.Sha256;
import archsim.workloads.Activations;
import archsim.workloads.Bias;
import archsim.workloads.FilterScale;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.UniformLayer;
import archsim.workloads.WeightTensor;
import archsim.workloads.Workload;
import archsim.workloads.network.Networks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {

    /** LeNet-5 at 3 bits with a tenth of its weights, and inputs recorded on 3 images. */
    private static CompressedModel lenet(int bits) {
        var random = new SplittableRandom(7);
        List<CompressedLayer> layers = new ArrayList<>();
        for (Layer layer : Networks.shipped("lenet5").layers()) {
            byte[] input = new byte[3 * (int) layer.shape().inputs()];
            random.nextBytes(input);
            layers.add(new CompressedLayer(
                    layer,
                    weights(layer, bits, random),
                    Bias.of(new float[layer.shape().k()]),
                    Optional.of(Activations.ofUnsigned(3, input))));
        }
        return model(layers, Scheme.NON_STRUCTURED);
    }

    private static WeightTensor weights(Layer layer, int bits, SplittableRandom random) {
        short[] levels = new short[(int) layer.shape().weights()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (short) (random.nextInt(10) == 0 ? random.nextInt(-3, 4) : 0);
        }
        return bits == 32
                ? WeightTensor.ofFloats(WeightTensor.ofLevels(levels, 0.1f, 3).toFloats())
                : WeightTensor.ofLevels(levels, 0.1f, bits);
    }

    private static CompressedModel model(List<CompressedLayer> layers, Scheme scheme) {
        return new CompressedModel(
                new ModelManifest(
                        1,
                        "lenet5",
                        scheme,
                        "MNIST",
                        "ab",
                        layers.stream().map(CompressedLayer::manifest).toList(),
                        OptionalDouble.of(0.991),
                        OptionalDouble.empty(),
                        42,
                        Map.of("rho", "0.001", "batch \"size\"", "64"),
                        "0.1.0",
                        Optional.empty()),
                layers);
    }

    @Test
    void aModelIsReadAsItWasWritten(@TempDir Path folder) throws Exception {
        for (int bits : new int[] {3, 12, 32}) {
            CompressedModel model = lenet(bits);
            Path file = folder.resolve("m.safetensors");
            List<Long> written = new ArrayList<>();
            ModelFile.write(file, model, (bytes, all) -> written.add(all - bytes));
            assertThat(written)
                    .isSortedAccordingTo(Comparator.reverseOrder())
                    .hasSizeGreaterThan(5)
                    .allMatch(left -> left >= 0);
            CompressedModel read = ModelFile.read(file);
            assertThat(read.manifest()).isEqualTo(model.manifest());
            assertThat(read.layers()).isEqualTo(model.layers());
            assertThat(read.origin())
                    .contains(new CompressedModel.Origin(file.toString(), Sha256.of(Files.readAllBytes(file))));
        }
    }

    /** 8-bit levels of which none is zero reach 128, which I8 does not hold. */
    @Test
    void levelsOf128AreWrittenInSixteenBits() {
        Layer fc2 = Networks.shipped("lenet5").layers().get(3);
        short[] levels = new short[5000];
        Arrays.fill(levels, (short) 128);
        List<CompressedLayer> layers = new ArrayList<>(lenet(8).layers());
        layers.set(
                3,
                new CompressedLayer(
                        fc2,
                        WeightTensor.ofLevels(levels, 1, 8),
                        Bias.of(new float[10]),
                        layers.get(3).input()));
        CompressedModel model = model(layers, Scheme.DENSE);
        assertThat(ModelFile.read("m", ModelFile.toBytes(model)).layers()).isEqualTo(layers);
    }

    private static CompressedModel normalised() {
        List<CompressedLayer> layers = new ArrayList<>(lenet(3).layers());
        CompressedLayer conv1 = layers.get(0);
        float[] scales = new float[20];
        Arrays.fill(scales, 0.5f);
        scales[3] = -2;
        layers.set(
                0,
                new CompressedLayer(
                        conv1.layer(),
                        conv1.weights(),
                        Optional.of(FilterScale.of(scales)),
                        conv1.bias(),
                        conv1.input()));
        return model(layers, Scheme.NON_STRUCTURED);
    }

    @Test
    void scalesOfANormalisedLayerComeBack() {
        CompressedModel read = ModelFile.read("m", ModelFile.toBytes(normalised()));
        assertThat(read.layers()).isEqualTo(normalised().layers());
        assertThat(read.layers().get(0).scale().orElseThrow().toFloats()[3]).isEqualTo(-2);
        assertThat(read.layers().get(1).scale()).isEmpty();
    }

    /** Without a scale nothing is written of it, so a model that ships is written as it was. */
    @Test
    void aModelWithoutScalesHasTheBytesItHad() {
        CompressedModel shipped = ModelLibrary.find("lenet5-mnist-structured");
        assertThat(Sha256.of(ModelFile.toBytes(shipped)))
                .isEqualTo(shipped.origin().orElseThrow().sha256());
    }

    @Test
    void scalesAreOneFiniteNumberAFilter() {
        assertThat(faults(withScale(new float[19]))).containsExactly("/conv1.scale must have shape [20], was [19]");
        assertThat(faults(withScale(nan(20))))
                .containsExactly("/conv1.scale must hold finite numbers only, was NaN at element 0");
    }

    private static byte[] withScale(float[] scales) {
        CompressedModel model = lenet(3);
        var file = new TensorFileWriter()
                .metadata(ModelFile.MANIFEST, model.manifest().toJson().toString());
        model.layers().forEach(layer -> ModelTensors.write(layer, file));
        return file.floats("conv1.scale", List.of(scales.length), scales).toBytes();
    }

    @Test
    void theSameModelGivesTheSameBytes() {
        assertThat(ModelFile.toBytes(lenet(3))).isEqualTo(ModelFile.toBytes(lenet(3)));
    }

    @Test
    void aWorkloadHasTheRealMasksOfTheFirstImages() {
        CompressedModel model = ModelFile.read("m", ModelFile.toBytes(lenet(3)));
        Workload workload = model.toWorkload("mine", 2);
        assertThat(workload.name()).isEqualTo("mine");
        assertThat(workload.sha256()).isEqualTo(Sha256.of(ModelFile.toBytes(lenet(3))));
        LayerWorkload conv2 = workload.layers().get(1);
        CompressedLayer source = model.layers().get(1);
        assertThat(conv2.shape().n()).isEqualTo(2);
        assertThat(conv2.weights())
                .isEqualTo(Mask.of(25_000, i -> source.weights().level(i) != 0));
        assertThat(conv2.inputs())
                .isEqualTo(Mask.of(2 * 2880, i -> source.input().orElseThrow().level(i) != 0));
        assertThat(conv2.weightBits()).isEqualTo(3);
        assertThat(conv2.scheme()).isEqualTo(Scheme.NON_STRUCTURED);
    }

    @Test
    void moreImagesThanRecordedAreRefused() {
        assertThatThrownBy(() -> lenet(3).toWorkload("mine", 4))
                .isInstanceOfSatisfying(InvalidInputException.class, e -> assertThat(e.lines())
                        .contains("/conv1.input must hold 4 images, was 3")
                        .hasSize(4));
        assertThat(lenet(3).recordedImages()).isEqualTo(3);
    }

    @Test
    void withoutRecordedInputsAllAreThere() {
        List<CompressedLayer> bare = lenet(3).layers().stream()
                .map(layer -> new CompressedLayer(layer.layer(), layer.weights(), layer.bias(), Optional.empty()))
                .toList();
        CompressedModel model = ModelFile.read("m", ModelFile.toBytes(model(bare, Scheme.DENSE)));
        assertThat(model.recordedImages()).isZero();
        assertThat(model.toWorkload("mine", 5).layers().get(0).inputs()).isEqualTo(Mask.full(5 * 28 * 28));
    }

    private static List<String> faults(byte[] content) {
        try {
            ModelFile.read("m.safetensors", content);
        } catch (InvalidInputException e) {
            return e.lines();
        }
        return List.of();
    }

    private static byte[] withManifest(CompressedModel model, String from, String to) {
        var file = new TensorFileWriter();
        file.metadata(ModelFile.MANIFEST, model.manifest().toJson().toString().replace(from, to));
        model.layers().forEach(layer -> ModelTensors.write(layer, file));
        return file.toBytes();
    }

    @Test
    void aFileWithoutManifestIsNotAModel() {
        assertThat(faults(new TensorFileWriter().toBytes()))
                .containsExactly(
                        "/__metadata__/manifest is missing: this is not a model of archsim (archsim import makes one of it)");
    }

    /** The second layer stands as models were written before layers had axes of their own. */
    @Test
    void aNetworkThatDoesNotShipComesBackWithTheAxesOfItsLayers() {
        var random = new SplittableRandom(3);
        LayerShape uneven = LayerShape.convolution(2, 3)
                .map(5, 9)
                .kernel(3, 2)
                .stride(2, 1)
                .dilation(1, 3)
                .padding(1, 0, 0, 2)
                .build();
        List<CompressedLayer> layers = Stream.of(
                        new Layer("uneven", uneven),
                        new Layer("even", UniformLayer.shape(1, 3, 2, 6, 6, 3, 3, 2, 1, 1)))
                .map(layer -> new CompressedLayer(
                        layer,
                        weights(layer, 3, random),
                        Bias.of(new float[layer.shape().k()]),
                        Optional.empty()))
                .toList();
        byte[] content = ModelFile.toBytes(model(layers, Scheme.NON_STRUCTURED));
        assertThat(ModelFile.read("m", content).layers())
                .extracting(CompressedLayer::layer)
                .containsExactly(layers.get(0).layer(), layers.get(1).layer());
        String network = TensorFile.read("m", content).metadata().get("network");
        assertThat(network.replaceAll("\\s", ""))
                .contains("\"stride\":[2,1],\"dilation\":[1,3],\"padding\":[1,0,0,2],\"groups\":1")
                .contains("\"s\":3,\"stride\":2,\"padding\":1,\"groups\":1");
    }

    @Test
    void faultsOfTheManifestAreToldWithTheirPlace() {
        assertThat(faults(withManifest(lenet(3), "\"seed\":42", "\"seeds\":42")))
                .containsExactly(
                        "/__metadata__/manifest/seed is missing, expected a whole number",
                        "/__metadata__/manifest/seeds is not a known key, did you mean \"seed\"?");
        assertThat(faults(withManifest(lenet(3), "}", ""))).hasSize(1);
        assertThat(faults(withManifest(lenet(3), "\"lenet5\"", "\"lenet6\"")))
                .singleElement()
                .asString()
                .startsWith("/__metadata__/manifest/network must be one of archsim list networks")
                .endsWith("was \"lenet6\", did you mean \"lenet5\"?");
        assertThat(faults(withManifest(lenet(3), "\"conv2\"", "\"conv1\"")))
                .containsExactly("/__metadata__/manifest/layers must be conv1, conv2, fc1, fc2 in this order,"
                        + " was conv1, conv1, fc1, fc2");
    }

    @Test
    void countsThatAreNotThoseOfTheTensorsAreFaults() {
        assertThat(faults(withManifest(lenet(3), "\"weights\":500}", "\"weights\":501}")))
                .containsExactly("/__metadata__/manifest/layers/0/weights must be 500, was 501");
        assertThat(faults(withManifest(lenet(3), "\"keptWeights\":", "\"keptWeights\":1")))
                .isNotEmpty();
    }

    @Test
    void allFaultsOfTheTensorsAreToldAtOnce() {
        CompressedModel model = lenet(3);
        var file = new TensorFileWriter()
                .metadata(ModelFile.MANIFEST, model.manifest().toJson().toString())
                .levels("conv1.weight", ElementType.I8, List.of(20, 25), new short[500])
                .floats("conv1.bias", List.of(20), nan(20))
                .levels("conv2.weight", ElementType.I8, List.of(50, 20, 5, 5), filled(25_000, 5))
                .floats("fc1.weight", List.of(500, 800), new float[400_000])
                .floats("fc1.bias", List.of(501), new float[501])
                .levels("fc2.input", ElementType.U8, List.of(0, 500, 1, 1), new short[0])
                .levels("fc3.weight", ElementType.I8, List.of(1), new short[1]);
        assertThat(faults(file.toBytes()))
                .containsExactly(
                        "/conv1.weight must have shape [20, 1, 5, 5], was [20, 25]",
                        "/conv1.bias must hold finite numbers only, was NaN at element 0",
                        "/conv2.weight level 0 must be -4 to 4 at 3 bits, was 5",
                        "/conv2.bias is missing, did you mean \"conv1.bias\"?",
                        "/fc1.weight must be one of [I8, I16], was F32",
                        "/fc1.bias must have shape [500], was [501]",
                        "/fc2.weight is missing, did you mean \"fc1.weight\"?",
                        "/fc2.bias is missing, did you mean \"fc1.bias\"?",
                        "/fc2.input must have shape [1, 500, 1, 1], was [0, 500, 1, 1]",
                        "/fc3.weight belongs to no layer of lenet5");
    }

    private static float[] nan(int length) {
        float[] values = new float[length];
        Arrays.fill(values, Float.NaN);
        return values;
    }

    private static short[] filled(int length, int level) {
        short[] levels = new short[length];
        Arrays.fill(levels, (short) level);
        return levels;
    }

    /** Only the exception for the user's faults may come out, whatever is cut off. */
    @Test
    void aModelCutAnywhereInItsHeaderIsOneClearFault() {
        byte[] whole = ModelFile.toBytes(lenet(3));
        int headerEnd = new String(whole, StandardCharsets.ISO_8859_1).indexOf("}}", 1000) + 4;
        for (int length = 0; length < headerEnd; length++) {
            assertThat(faults(Arrays.copyOf(whole, length))).hasSize(1);
        }
    }

    /** Flips in the header, where the structure is: the file is refused or read, but nothing else is thrown. */
    @Test
    void flippedBitsNeverEscapeAsProgrammingFaults() {
        byte[] whole = ModelFile.toBytes(lenet(3));
        int headerBytes = 8 + (whole[0] & 0xff) + ((whole[1] & 0xff) << 8);
        var random = new SplittableRandom(3);
        int refused = 0;
        for (int round = 0; round < 500; round++) {
            byte[] copy = whole.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                copy[random.nextInt(headerBytes)] ^= (byte) (1 << random.nextInt(8));
            }
            refused += faults(copy).isEmpty() ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(400);
    }

    @Test
    void aMistypedModelIsAnsweredWithAFault() {
        assertThatThrownBy(() -> ModelLibrary.find("no-such-model-anywhere"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is neither a file nor a model that ships");
    }

    @Test
    void aFileIsFoundByItsPath(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("m.safetensors");
        ModelFile.write(file, lenet(3));
        assertThat(ModelLibrary.find(file.toString()).layers()).isEqualTo(lenet(3).layers());
    }
}
