package archsim.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.cli.Outcome;
import archsim.workloads.Bias;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.Scheme;
import archsim.workloads.WeightTensor;
import archsim.workloads.model.CompressedLayer;
import archsim.workloads.model.CompressedModel;
import archsim.workloads.model.GraphNode;
import archsim.workloads.model.ModelFile;
import archsim.workloads.model.ModelManifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

    @TempDir
    private Path folder;

    /** Two filters of 3 x 3 over one 4 x 4 map make 2 x 2 x 2 outputs of 9 MACs; 6 of 18 weights are zero, a third. */
    private Path model(List<Integer> output) throws Exception {
        short[] levels = new short[18];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (short) (i % 3);
        }
        var layer = new CompressedLayer(
                new Layer(
                        "c", LayerShape.convolution(1, 2).map(4, 4).kernel(3, 3).build()),
                WeightTensor.ofLevels(levels, 0.5f, 3),
                Bias.of(0, 0),
                Optional.empty());
        var manifest = new ModelManifest(
                1,
                "mine",
                Scheme.NON_STRUCTURED,
                "",
                "",
                List.of(layer.manifest()),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                0,
                Map.of(),
                "test",
                Optional.empty());
        var node = new GraphNode(
                "c",
                "node0",
                "Conv",
                List.of(
                        new GraphNode.Tensor("x", List.of(1, 1, 4, 4), false),
                        new GraphNode.Tensor("w", List.of(2, 1, 3, 3), true)),
                new GraphNode.Tensor("y", output, false),
                Optional.empty());
        return Files.write(
                folder.resolve("m.safetensors"),
                ModelFile.toBytes(new CompressedModel(manifest, List.of(layer)).withGraph(List.of(node))));
    }

    @Test
    void aLayerStandsBesideItsNode() throws Exception {
        Outcome check = Outcome.of("check", model(List.of(1, 2, 2, 2)).toString(), "--format", "csv");
        assertThat(check.exitCode()).isZero();
        assertThat(check.out())
                .startsWith("layer,node,operator,graphInput,graphWeights,graphOutput,input,filters,output,"
                        + "outputsAgree,macs,weights,zeros,bits,scale,inputZeros\n")
                .contains("c,node0,Conv,1x1x4x4,2x1x3x3,1x2x2x2,1x1x4x4,2x1x3x3,1x2x2x2,yes,72,18,33.3");
    }

    @Test
    void aLayerThatMakesOtherOutputsThanItsNodeFails() throws Exception {
        Outcome check = Outcome.of("check", model(List.of(1, 2, 3, 3)).toString());
        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.err()).contains("layer c makes another number of outputs than its node in the graph");
    }

    /** Both have the 72 MACs and 18 weights of the layer. */
    @Test
    void theNetworkOfAModelIsShownToBeGivenBack() throws Exception {
        Outcome shown = Outcome.of("show", "--network", model(List.of()).toString());
        assertThat(shown.exitCode()).isZero();
        Files.writeString(folder.resolve("network.json"), shown.out());
        Path config = Files.writeString(folder.resolve("run.json"), """
                {"schemaVersion": 1, "accelerator": "systolic", "memory": "ddr4-2400", "workloads":
                  [{"model": "m.safetensors"}, {"network": "network.json"}]}""");
        Outcome run = Outcome.of("--config", config.toString(), "--format", "csv");
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().filter(line -> line.contains(",c,")))
                .hasSize(2)
                .allMatch(line -> line.matches(".*,72,\\d+,\\d+,18,.*"));
    }
}
