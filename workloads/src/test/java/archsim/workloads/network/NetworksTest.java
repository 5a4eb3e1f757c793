package archsim.workloads.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** AlexNet's conv1: 55 rows, pooled 3 at stride 2 to 27, which conv2 reads. */
    @ParameterizedTest
    @MethodSource("shipped")
    void eachLayerReadsWhatTheOneBeforeWrites(String name) {
        List<Layer> layers = Networks.find(name).layers();
        for (int i = 1; i < layers.size(); i++) {
            assertThat(layers.get(i - 1).writtenOutputs())
                    .as(layers.get(i).name())
                    .isEqualTo(layers.get(i).shape().inputs());
        }
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
                .containsExactly(new Layer("c", new LayerShape(1, 4, 4, 9, 7, 3, 3, 2, 1, 4)));
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
                .isInstanceOfSatisfying(InvalidInputException.class, e -> assertThat(e.faults())
                        .containsExactly(
                                "/layers/2/name must be given to one layer only, was \"f\" again",
                                "/channelGroups/0 makes 6 channels of 35 inputs each, but f reads 10",
                                "/channelGroups/1/producers/0 must be the name of a layer, was \"cc\","
                                        + " did you mean \"c\"?"));
    }
}
