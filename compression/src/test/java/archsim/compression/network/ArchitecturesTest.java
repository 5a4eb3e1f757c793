package archsim.compression.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.workloads.Layer;
import archsim.workloads.network.ChannelGroup;
import archsim.workloads.network.Network;
import archsim.workloads.network.Networks;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitecturesTest {

    static List<String> trainable() {
        return Architectures.names();
    }

    @Test
    void theFileOfLenet5GivesItsGraph() {
        assertThat(Architectures.named("lenet5").nodes())
                .isEqualTo(NetworkModel.lenet5().nodes());
    }

    @Test
    void chainsAndResidualNetworksCanBeTrained() {
        assertThat(Architectures.names())
                .contains("vgg16-cifar10", "vgg16-imagenet", "resnet18-cifar10", "resnet50-imagenet")
                .contains("mobilenetv2-cifar10", "mobilenetv2-imagenet", "alexnet", "vgg-small-cifar10")
                .contains("resnet8-cifar10", "mobilenetv2-small-cifar10", "resnet20-cifar10")
                .doesNotContain("googlenet", "bert-base-block");
    }

    @ParameterizedTest
    @ValueSource(strings = {"googlenet", "bert-base-block", "squeezenet", "unet", "convnext-tiny", "efficientnet-b0"})
    void whatNeedsOtherNodesIsRefusedByTheNameOfALayerOrStep(String name) {
        assertThatThrownBy(() -> Architectures.named(name))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageMatching("(?s).*cannot be trained: (layer|step) \\S+ .*");
    }

    /** Nine blocks, of which two halve the map and double the channels: 8 or 16 new ones on either side. */
    @Test
    void shortcutsWithoutParametersKeepTheirStream() {
        NetworkModel resnet = Architectures.named("resnet20-cifar10");
        assertThat(count("resnet20-cifar10", Node.Add.class)).isEqualTo(9);
        assertThat(resnet.nodes().stream()
                        .filter(Node.Shortcut.class::isInstance)
                        .map(Node.Shortcut.class::cast)
                        .map(Node.Shortcut::before))
                .containsExactly(8, 16);
    }

    /** The same network without edges and steps, as a file of layers has it. */
    @Test
    void aStatedGraphIsWhatItsLayersTellByTheirNames() {
        Network stated = Networks.shipped("resnet20-cifar10");
        var told = new Network(
                stated.name(), stated.title(), stated.dataset(), stated.layers(), stated.channelGroups(), "");
        List<Class<?>> kinds = kinds(Architectures.of(stated));
        assertThat(kinds).hasSize(1 + 20 + 19 + 19 + 9 + 2 + 1);
        assertThat(Architectures.of(stated).layers())
                .isEqualTo(Architectures.of(told).layers());
        assertThat(kinds).containsExactlyInAnyOrderElementsOf(kinds(Architectures.of(told)));
    }

    private static List<Class<?>> kinds(NetworkModel network) {
        return network.nodes().stream().<Class<?>>map(Object::getClass).toList();
    }

    @ParameterizedTest
    @MethodSource("trainable")
    void theGraphHasTheLayersOfTheFile(String name) {
        Network network = Networks.shipped(name);
        NetworkModel architecture = Architectures.of(network);
        assertThat(architecture.layers().stream().map(LayerSpec::name)).containsExactlyElementsOf(network.layerNames());
        assertThat(architecture.layers().stream().mapToLong(LayerSpec::weights).sum())
                .isEqualTo(
                        network.layers().stream().mapToLong(Layer::parameters).sum());
    }

    /** ResNet-18 adds 8 times and normalises 20 convolutions; MobileNet-V2 adds in 10 of 17 blocks, on CIFAR-10 in 14. */
    @Test
    void blocksAreResidual() {
        assertThat(count("resnet18-cifar10", Node.Add.class)).isEqualTo(8);
        assertThat(count("resnet18-cifar10", Node.BatchNorm.class)).isEqualTo(20);
        assertThat(count("mobilenetv2-imagenet", Node.Add.class)).isEqualTo(10);
        assertThat(count("mobilenetv2-cifar10", Node.Add.class)).isEqualTo(14);
        assertThat(count("vgg16-imagenet", Node.Dropout.class)).isEqualTo(2);
    }

    private static long count(String name, Class<? extends Node> kind) {
        return Architectures.named(name).nodes().stream()
                .filter(kind::isInstance)
                .count();
    }

    /** The groups of the file are those of the graph: without filter 1 of its producers, no consumer reads its channel. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "lenet5",
                "vgg-small-cifar10",
                "resnet8-cifar10",
                "mobilenetv2-small-cifar10",
                "mobilenetv2-cifar10"
            })
    void channelGroupsLeaveTogether(String name) {
        Network network = Networks.shipped(name);
        NetworkModel architecture = Architectures.of(network);
        for (ChannelGroup group : network.channelGroups()) {
            boolean[] mask = new boolean[architecture.parameters()];
            Arrays.fill(mask, true);
            for (String producer : group.producers()) {
                int layer = network.layerNames().indexOf(producer);
                int columns = architecture.layer(layer).columns();
                int offset = architecture.weightOffset(layer) + columns;
                Arrays.fill(mask, offset, offset + columns, false);
            }
            LiveChannels survivors = LiveChannels.of(architecture, mask);
            for (String producer : group.producers()) {
                assertThat(survivors.filters(network.layerNames().indexOf(producer)))
                        .hasSize(filters(network, producer) - 1)
                        .doesNotContain(1);
            }
            for (String consumer : group.consumers()) {
                int layer = network.layerNames().indexOf(consumer);
                int input = architecture
                        .nodes()
                        .get(architecture.nodeOf(layer))
                        .inputs()
                        .get(0);
                assertThat(survivors.channels(input)).as(consumer).doesNotContain(1);
            }
            long touched = network.layerNames().stream()
                    .filter(layer ->
                            survivors.filters(network.layerNames().indexOf(layer)).length < filters(network, layer))
                    .count();
            assertThat(touched).isEqualTo(group.producers().size());
        }
    }

    private static int filters(Network network, String layer) {
        return network.layer(layer).orElseThrow().shape().k();
    }
}
