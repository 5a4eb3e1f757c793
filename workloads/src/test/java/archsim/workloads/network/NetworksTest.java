package archsim.workloads.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.workloads.Layer;
import archsim.workloads.LayerKind;
import archsim.workloads.LayerShape;
import archsim.workloads.UniformLayer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {

    /**
     * conv1 20*1*25 = 500 weights on 24*24 positions, conv2 50*20*25 = 25 000 on 8*8: 288 000 + 1 600 000 MACs; fc
     * 800*500 + 500*10 = 405 000 of either.
     */
    @Test
    void leNet5HasThePublishedTotals() {
        Network lenet = Networks.find("lenet5");
        assertThat(lenet.convWeights()).isEqualTo(25_500);
        assertThat(lenet.fullyConnectedWeights()).isEqualTo(405_000);
        assertThat(lenet.convMacs()).isEqualTo(1_888_000);
        assertThat(lenet.macs()).isEqualTo(2_293_000);
    }

    /** BVLC's model: 34 848 + 307 200 + 884 736 + 663 552 + 442 368 weights in the convolutions. */
    @Test
    void alexNetHasThePublishedTotals() {
        Network alexnet = Networks.find("alexnet");
        assertThat(alexnet.convWeights()).isEqualTo(2_332_704);
        assertThat(alexnet.fullyConnectedWeights()).isEqualTo(58_621_952);
        assertThat(alexnet.convMacs()).isEqualTo(665_784_864);
        assertThat(alexnet.macs()).isEqualTo(724_406_816);
    }

    static List<String> shipped() {
        return Networks.names();
    }

    /**
     * Sums of published layers. Checks from elsewhere: 4 bytes for each CONV weight are the baselines that the paper's
     * tables print, 58.8 MB for VGG-16 and 44.7 MB for ResNet-18; GoogLeNet's 5 966 272 + 1 024 000 weights and 7280 +
     * 1000 biases are the 6 998 552 parameters of Caffe's model.
     */
    @ParameterizedTest
    @CsvSource(textBlock = """
            vgg16-cifar10,         14710464,      5120,   313196544,   313201664
            vgg16-imagenet,        14710464, 123633664, 15346630656, 15470264320
            resnet18-cifar10,      11159232,      5120,   555417600,   555422720
            resnet18-imagenet,     11166912,    512000,  1813561344,  1814073344
            resnet50-imagenet,     23454912,   2048000,  4087136256,  4089184256
            mobilenetv2-cifar10,    2249024,     12800,    91142144,    91154944
            mobilenetv2-imagenet,   2189760,   1280000,   299494272,   300774272
            googlenet,              5966272,   1024000,  1581647872,  1582671872
            """)
    void convolutionalNetworksHaveThePublishedTotals(
            String name, long convWeights, long fullyConnectedWeights, long convMacs, long macs) {
        Network network = Networks.shipped(name);
        assertThat(List.of(network.convWeights(), network.fullyConnectedWeights(), network.convMacs(), network.macs()))
                .containsExactly(convWeights, fullyConnectedWeights, convMacs, macs);
    }

    /**
     * Parameters: BERT 4 * 768^2 + 2 * 768 * 3072 = 7 077 888; LLaMA 4 * 4096^2 + 3 * 4096 * 11008 = 202 375 168. Each
     * meets every token once; attention adds 2 * tokens * context * width, e.g. 2 * 128 * 128 * 768 = 25 165 824.
     */
    @ParameterizedTest
    @CsvSource(textBlock = """
            bert-base-block,       7077888, 128, 128,  768
            llama-block-prefill, 202375168, 512, 512, 4096
            llama-block-decode,  202375168,   1, 512, 4096
            """)
    void transformerBlocksHaveTheProductsOfTheirPapers(
            String name, long parameters, int tokens, int context, int width) {
        Network network = Networks.shipped(name);
        assertThat(network.convWeights()).isZero();
        assertThat(network.fullyConnectedWeights()).isEqualTo(parameters);
        assertThat(network.macs()).isEqualTo(parameters * tokens + 2L * tokens * context * width);
    }

    /** 12 heads of 128 x 64 times 64 x 128: the keys lie where weights do, and are none. 128 tokens are 16 x 8. */
    @Test
    void attentionMultipliesActivationsWithActivations() {
        Layer scores = Networks.shipped("bert-base-block").layer("scores").orElseThrow();
        assertThat(scores.kind()).isEqualTo(LayerKind.ACTIVATION_PRODUCT);
        assertThat(scores.shape()).isEqualTo(UniformLayer.shape(1, 768, 1536, 16, 8, 1, 1, 1, 0, 12));
        assertThat(scores.shape().weights()).isEqualTo(12 * 64 * 128);
        assertThat(scores.parameters()).isZero();
        assertThat(scores.isConvolution()).isFalse();
    }

    static List<List<String>> published() throws Exception {
        try (var in = NetworksTest.class.getResourceAsStream("published-layers.csv")) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> List.of(line.split(",")))
                    .toList();
        }
    }

    /** Nine networks, 249 layers, in the order of execution. */
    @Test
    void eachLayerHasItsPublishedWeightsMacsAndOutputs() throws Exception {
        List<List<String>> shipped = published().stream()
                .map(row -> row.get(0))
                .distinct()
                .flatMap(name -> Networks.shipped(name).layers().stream().map(layer -> row(name, layer)))
                .toList();
        assertThat(shipped).hasSize(249).isEqualTo(published());
    }

    private static List<String> row(String network, Layer layer) {
        LayerShape shape = layer.shape();
        return Stream.of(network, layer.name(), shape.weights(), shape.macs(), shape.p(), shape.q())
                .map(String::valueOf)
                .toList();
    }

    /** AlexNet's conv1: 55 rows, pooled 3 at stride 2 to 27, which conv2 reads. */
    @ParameterizedTest
    @ValueSource(strings = {"lenet5", "alexnet", "vgg16-cifar10", "vgg16-imagenet", "bert-base-block"})
    void inAChainEachLayerReadsWhatTheOneBeforeWrites(String name) {
        List<Layer> layers = Networks.find(name).layers();
        for (int i = 1; i < layers.size(); i++) {
            assertThat(layers.get(i - 1).writtenOutputs())
                    .as(layers.get(i).name())
                    .isEqualTo(layers.get(i).shape().inputs());
        }
    }

    /** A fully connected layer reads the whole map as inputs of each channel. */
    @ParameterizedTest
    @MethodSource("withoutGraphs")
    void eachConsumerOfChannelsHasAProducerThatWritesItsMap(String name) {
        Network network = Networks.find(name);
        for (ChannelGroup group : network.channelGroups()) {
            List<Long> written = group.producers().stream()
                    .map(producer -> network.layer(producer).orElseThrow())
                    .map(producer ->
                            producer.writtenOutputs() / producer.shape().k())
                    .toList();
            for (String consumer : group.consumers()) {
                LayerShape shape = network.layer(consumer).orElseThrow().shape();
                assertThat(written)
                        .as("%s to %s", group.producers(), consumer)
                        .contains((long) shape.h() * shape.w() * group.inputsPerChannel());
            }
        }
    }

    static List<String> withoutGraphs() {
        return shipped().stream()
                .filter(name -> Networks.shipped(name).graph().isEmpty())
                .toList();
    }

    /** Of GoogLeNet's fc the last channels are those of pool_proj: 384 + 384 + 128 = 896 to 1023. */
    @ParameterizedTest
    @MethodSource("withoutGraphs")
    void allInputsOfAllLayersButTheFirstComeFromAChannelGroup(String name) {
        Network network = Networks.find(name);
        for (Layer layer : network.layers().subList(1, network.layers().size())) {
            long read = network.channelGroups().stream()
                    .filter(group -> group.consumers().contains(layer.name()))
                    .mapToLong(group -> (long) group.inputsPerChannel()
                            * network.layer(group.producers().get(0))
                                    .orElseThrow()
                                    .shape()
                                    .k())
                    .sum();
            long expected = layer.name().equals("context") ? 0 : layer.shape().c();
            assertThat(read).as(layer.name()).isEqualTo(expected);
        }
    }

    @Test
    void concatenatedChannelsMustFitTheirConsumer(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mine.json");
        Files.writeString(file, """
                {"schemaVersion": 1, "name": "mine", "title": "Mine", "dataset": "none", "source": "here",
                 "layers": [{"type": "fc", "name": "a", "inputs": 9, "outputs": 4},
                            {"type": "fc", "name": "b", "inputs": 9, "outputs": 4},
                            {"type": "fc", "name": "c", "inputs": 8, "outputs": 4}],
                 "channelGroups": [{"producers": ["a"], "consumers": ["c"], "inputsPerChannel": 1, "firstChannel": 0},
                                   {"producers": ["b"], "consumers": ["c"], "inputsPerChannel": 1, "firstChannel": 5}]}
                """);
        assertThatThrownBy(() -> Networks.find(file.toString()))
                .isInstanceOfSatisfying(InvalidInputException.class, e -> assertThat(e.lines())
                        .containsExactly("/channelGroups/1 makes 4 channels of 1 inputs each from channel 5 on,"
                                + " but c reads 8"));
    }

    @Test
    void aMatrixProductThatIsTooLargeIsAFault(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mine.json");
        Files.writeString(file, """
                {"schemaVersion": 1, "name": "mine", "title": "Mine", "dataset": "none", "source": "here",
                 "layers": [{"type": "matmul", "name": "m", "rows": 1, "reduction": 65536, "columns": 1,
                             "times": "weights", "heads": 65536}], "channelGroups": []}
                """);
        assertThatThrownBy(() -> Networks.find(file.toString()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("heads times reduction or columns must be below 2^31, was 65536 x 65536, 1");
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void aShippedNetworkIsCalledLikeItsFile(String name) {
        assertThat(Networks.find(name).name()).isEqualTo(name);
    }

    @Test
    void aMistypedNameIsAnsweredWithTheNearest() {
        assertThatThrownBy(() -> Networks.find("alexnett"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("did you mean \"alexnet\"?");
    }

    @Test
    void aFileIsFoundByItsPath(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mine.json");
        Files.writeString(file, """
                {"schemaVersion": 1, "name": "mine", "title": "Mine", "dataset": "none", "source": "here",
                 "layers": [{"type": "conv", "name": "c", "channels": 4, "filters": 4, "height": 9, "width": 7,
                             "kernel": 3, "stride": 2, "padding": 1, "groups": 4}], "channelGroups": []}
                """);
        assertThat(Networks.find(file.toString()).layers())
                .containsExactly(new Layer("c", UniformLayer.shape(1, 4, 4, 9, 7, 3, 3, 2, 1, 4)));
    }

    private static String network(String convolution) {
        return """
                {"schemaVersion": 1, "name": "mine", "title": "Mine", "dataset": "none", "source": "here",
                 "layers": [{"type": "conv", "name": "c", "channels": 4, "filters": 2, "height": 9, "width": 7, %s}],
                 "channelGroups": []}
                """.formatted(convolution);
    }

    @Test
    void aConvolutionMayDifferFromAxisToAxis(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mine.json");
        Files.writeString(file, network("""
                "kernel": [3, 1], "stride": [1, 2], "dilation": [2, 1], "padding": [1, 0, 2, 3]"""));
        LayerShape shape = LayerShape.convolution(4, 2)
                .map(9, 7)
                .kernel(3, 1)
                .stride(1, 2)
                .dilation(2, 1)
                .padding(1, 0, 2, 3)
                .build();
        assertThat(Networks.find(file.toString()).layers()).containsExactly(new Layer("c", shape));
        assertThat(shape.p()).isEqualTo(8); // 1 + 9 + 2 rows, 5 under the filter
        assertThat(shape.q()).isEqualTo(5); // 7 + 3 columns, every second
    }

    @Test
    void aNumberThatNoAxisCanHaveIsAFaultAtItsPlace(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mine.json");
        Files.writeString(file, network("\"kernel\": [3, 0], \"padding\": [1, 1], \"dilation\": 0"));
        assertThatThrownBy(() -> Networks.find(file.toString()))
                .isInstanceOfSatisfying(InvalidInputException.class, e -> assertThat(e.lines())
                        .containsExactly(
                                "/layers/0/kernel/1 must be a whole number of at least 1, was 0",
                                "/layers/0/dilation must be a whole number of at least 1, was 0",
                                "/layers/0/padding must be a whole number of at least 0 or a list of 4,"
                                        + " was a list of 2"));
        Files.writeString(file, network("\"kernel\": 3, \"dilation\": [1, 4]"));
        assertThatThrownBy(() -> Networks.find(file.toString()))
                .isInstanceOfSatisfying(InvalidInputException.class, e -> assertThat(e.lines())
                        .containsExactly("/layers/0 the kernel must fit the padded input,"
                                + " was input 7, kernel 3, stride 1, dilation 4, padding 0 and 0"));
    }

    @Test
    void allFaultsOfAFileAreToldAtOnce(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mine.json");
        Files.writeString(file, """
                {"schemaVersion": 1, "name": "mine", "title": "Mine", "dataset": "none", "source": "here",
                 "layers": [{"type": "conv", "name": "c", "channels": 4, "filters": 6, "height": 9, "width": 7,
                             "kernel": 3},
                            {"type": "fc", "name": "f", "inputs": 99, "outputs": 10},
                            {"type": "fc", "name": "f", "inputs": 10, "outputs": 10}],
                 "channelGroups": [{"producers": ["c"], "consumers": ["f"], "inputsPerChannel": 35},
                                   {"producers": ["cc"], "consumers": ["f"], "inputsPerChannel": 1}]}
                """);
        assertThatThrownBy(() -> Networks.find(file.toString()))
                .isInstanceOfSatisfying(InvalidInputException.class, e -> assertThat(e.lines())
                        .containsExactly(
                                "/layers/2/name must be given to one layer only, was \"f\" again",
                                "/channelGroups/0 makes 6 channels of 35 inputs each, but f reads 10",
                                "/channelGroups/1/producers/0 must be the name of a layer, was \"cc\","
                                        + " did you mean \"c\"?"));
    }
}
