package archsim.workloads.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.workloads.Layer;
import archsim.workloads.model.CompressedLayer;
import archsim.workloads.model.CompressedModel;
import archsim.workloads.model.GraphNode;
import archsim.workloads.model.ModelFile;
import archsim.workloads.network.Network;
import archsim.workloads.network.Networks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an import keeps of the graph, and the network that it writes. */
class ImportedNetworkTest {

    @TempDir
    private Path folder;

    private static CompressedModel imported(String file, ImportOptions options) throws Exception {
        Path path = Path.of(ImportedNetworkTest.class.getResource(file).toURI());
        CompressedModel model = ModelImport.of(path, options, "test").model();
        return ModelFile.read("m.safetensors", ModelFile.toBytes(model));
    }

    private static List<Layer> layers(CompressedModel model) {
        return model.layers().stream().map(CompressedLayer::layer).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "padding_stride/asym_pads.onnx",
                "matmul_rows/matmul_tokens.onnx",
                "size_ops/convtranspose.onnx",
                "light/light_shufflenet.onnx"
            })
    void theNetworkOfAnImportIsReadBackAsTheSameLayers(String file) throws Exception {
        CompressedModel model = imported(file, ImportOptions.NONE);
        Path written = Files.writeString(
                folder.resolve("network.json"), model.network().toJson());
        Network read = Networks.find(written.toString());
        assertThat(read.layers()).isEqualTo(layers(model));
        assertThat(read.macs())
                .isEqualTo(layers(model).stream()
                        .mapToLong(layer -> layer.shape().macs())
                        .sum());
    }

    @Test
    void aNetworkThatShipsIsItself() throws Exception {
        for (String name : Networks.names()) {
            Network network = Networks.shipped(name);
            Path written = Files.writeString(folder.resolve(name + ".json"), network.toJson());
            assertThat(Networks.find(written.toString())).isEqualTo(network);
        }
    }

    /** A network is of one image: 4 of them are no network. */
    @Test
    void aBatchIsNoNetwork() throws Exception {
        var batch = new ImportOptions(
                Optional.empty(),
                OptionalInt.of(64),
                OptionalInt.of(64),
                Map.of(),
                Optional.empty(),
                Map.of("x:0", 4),
                Map.of());
        CompressedModel model = imported("dynamic_size/res_dyn.onnx", batch);
        assertThatThrownBy(model::network)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("has a batch of 4, but a network is of one image");
    }

    /** asym_pads: a 3 x 3 filter at stride 2 over 7 x 5, padded at the top and at the bottom, makes 4 x 2. */
    @Test
    void eachLayerKeepsItsNodeOfTheGraph() throws Exception {
        GraphNode node = imported("padding_stride/asym_pads.onnx", ImportOptions.NONE)
                .graph()
                .get(0);
        assertThat(node.layer()).isEqualTo("W");
        assertThat(node.operator()).isEqualTo("Conv");
        assertThat(node.inputs())
                .extracting(GraphNode.Tensor::shape)
                .containsExactly(List.of(1, 1, 7, 5), List.of(1, 1, 3, 3));
        assertThat(node.inputs()).extracting(GraphNode.Tensor::stored).containsExactly(false, true);
        assertThat(node.output().shape()).containsExactly(1, 1, 4, 2);
    }
}
