package archsim.workloads.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.workloads.Layer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks whose files say which layers read which. */
class NetworkGraphsTest {

    static List<String> withGraphs() {
        return Networks.names().stream()
                .filter(name -> Networks.shipped(name).graph().isPresent())
                .toList();
    }

    /**
     * Parameters as counted by the modules themselves: torchvision 0.14.1 prints them for the first six; the other four were
     * built and counted. MACs of the first six to three decimals of a thousand million: 0.349, 0.386, 0.057, 0.217,
     * 17.564, 4.456.
     */
    @ParameterizedTest
    @CsvSource(textBlock = """
            squeezenet,             1235496,   349151936,  26,  12,  46
            efficientnet-b0,        5288548,   385814752,  82,  42, 149
            mobilenetv3-small,      2542856,    56510400,  54,  25,  94
            mobilenetv3-large,      5483032,   216589760,  64,  27, 109
            vit-b16,               86567656, 17563828224,  98,  63, 209
            convnext-tiny,         28589128,  4455531264,  59,  59, 136
            resnet20-cifar10,        269722,    40551040,  20,  12,  41
            unet,                   7763041, 12071206912,  23,   8,  35
            whisper-tiny-encoder,   7632384, 18468864000,  34,  22,  72
            wav2vec2,              94371712, 74061804544, 105,  66, 220
            """)
    void networksHaveThePublishedTotals(String name, long parameters, long macs, int layers, int steps, int edges) {
        Network network = Networks.shipped(name);
        Graph graph = network.graph().orElseThrow();
        assertThat(network.parameters()).hasValue(parameters);
        assertThat(network.macs()).isEqualTo(macs);
        assertThat(List.of(
                        network.layers().size(),
                        graph.steps().size(),
                        graph.edges().size()))
                .containsExactly(layers, steps, edges);
    }

    private static List<String> published() throws Exception {
        try (var in = NetworkGraphsTest.class.getResourceAsStream("graph-layers.csv")) {
            return new String(in.readAllBytes(), UTF_8).lines().skip(1).toList();
        }
    }

    /** Ten networks, 565 layers, from lists that were executed with the weights of the original modules. */
    @Test
    void eachLayerHasItsPublishedWeightsMacsAndOutputs() throws Exception {
        List<String> published = published();
        List<String> shipped = published.stream()
                .map(row -> row.substring(0, row.indexOf(',')))
                .distinct()
                .flatMap(name -> Networks.shipped(name).layers().stream().map(layer -> row(name, layer)))
                .toList();
        assertThat(shipped).hasSize(565).isEqualTo(published);
    }

    private static String row(String network, Layer layer) {
        return Stream.of(
                        network,
                        layer.name(),
                        layer.parameters(),
                        layer.shape().macs(),
                        layer.shape().outputs())
                .map(String::valueOf)
                .reduce((one, other) -> one + "," + other)
                .orElseThrow();
    }

    /** Convolutions and additions of the shapes in the papers fit only where the edges are right. */
    @ParameterizedTest
    @MethodSource("withGraphs")
    void eachNodeReadsAsManyChannelsAsItsEdgesBring(String name) {
        Network network = Networks.shipped(name);
        Graph graph = network.graph().orElseThrow();
        Map<String, Long> channels = new HashMap<>();
        channels.put(Edge.INPUT, (long) network.layers().get(0).shape().c());
        Map<String, List<Long>> reads = new LinkedHashMap<>();
        graph.edges().forEach(edge -> reads.put(edge.to(), List.of()));
        for (String node : reads.keySet()) {
            List<Long> read = graph.edges().stream()
                    .filter(edge -> edge.to().equals(node))
                    .map(edge -> channels.get(edge.from()))
                    .toList();
            channels.put(
                    node,
                    network.layer(node).map(layer -> through(layer, read)).orElseGet(() -> through(graph, node, read)));
        }
    }

    /** An up-convolution has four filters for each channel that it makes. */
    private static long through(Layer layer, List<Long> read) {
        assertThat(read.get(0)).as(layer.name()).isEqualTo(layer.shape().c());
        return layer.name().startsWith("upconv")
                ? layer.shape().k() / 4
                : layer.shape().k();
    }

    private static long through(Graph graph, String node, List<Long> read) {
        Step.Kind kind = graph.steps().stream()
                .filter(step -> step.name().equals(node))
                .findFirst()
                .orElseThrow()
                .kind();
        return switch (kind) {
            case CONCATENATE -> read.stream().mapToLong(Long::longValue).sum();
            case SHORTCUT -> 2 * read.get(0);
            default -> {
                assertThat(read.stream().distinct()).as(node).hasSize(1);
                yield read.get(0);
            }
        };
    }

    @ParameterizedTest
    @MethodSource("withGraphs")
    void aNetworkThatIsWrittenIsReadAgain(String name, @TempDir Path folder) throws Exception {
        Network network = Networks.shipped(name);
        Path file = Files.writeString(folder.resolve("again.json"), network.toJson());
        assertThat(Networks.find(file.toString())).isEqualTo(network);
    }

    private static Path file(Path folder, String steps, String edges) throws Exception {
        return Files.writeString(folder.resolve("mine.json"), """
                {"schemaVersion": 1, "name": "mine", "title": "Mine", "dataset": "none", "source": "here",
                 "layers": [{"type": "fc", "name": "a", "inputs": 9, "outputs": 4},
                            {"type": "fc", "name": "b", "inputs": 4, "outputs": 4}],
                 %s "edges": [%s], "otherParameters": {"biases": 8}}
                """.formatted(steps, edges));
    }

    /** 9 x 4 + 4 x 4 weights and 8 biases. */
    @Test
    void aGraphIsReadFromAFile(@TempDir Path folder) throws Exception {
        Path file = file(
                folder,
                "\"steps\": [{\"name\": \"s\", \"kind\": \"add\"}],",
                "[\"input\", \"a\"], [\"a\", \"b\"], [\"a\", \"s\"], [\"b\", \"s\"]");
        Network network = Networks.find(file.toString());
        assertThat(network.graph().orElseThrow().steps()).containsExactly(new Step("s", Step.Kind.ADD));
        assertThat(network.graph().orElseThrow().edges()).hasSize(4).contains(new Edge("b", "s"));
        assertThat(network.parameters()).hasValue(60);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ["input", "a"]                         | /edges must say what "b" reads
            ["input", "a"], ["a", "c"]             | /edges/1 must join layers and steps, was "c"
            ["input", "a"], ["a", "b"], ["a", "b"] | /edges/2 must be there once, was "a" to "b" again
            ["a", "b"], ["input", "a"]             | /edges/0 must come behind all that "a" reads and before all that reads "b"
            ["input", "a"], ["a"]                  | /edges/1 must be two names, was 1
            """)
    void aGraphThatIsNoneIsRefused(String edges, String fault, @TempDir Path folder) throws Exception {
        Path file = file(folder, "", edges);
        assertThatThrownBy(() -> Networks.find(file.toString()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(fault);
    }

    @Test
    void aStepCannotBeCalledLikeALayer(@TempDir Path folder) throws Exception {
        Path file = file(
                folder, "\"steps\": [{\"name\": \"b\", \"kind\": \"add\"}],", "[\"input\", \"a\"], [\"a\", \"b\"]");
        assertThatThrownBy(() -> Networks.find(file.toString()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/steps/0/name must be given to one node only, was \"b\" again");
    }
}
