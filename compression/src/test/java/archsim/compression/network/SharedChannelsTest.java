package archsim.compression.network;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.workloads.LayerShape;
import archsim.workloads.network.ChannelGroup;
import archsim.workloads.network.Network;
import archsim.workloads.network.Networks;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SharedChannelsTest {

    static List<String> trainable() {
        return Architectures.names();
    }

    private static Set<List<List<String>>> groups(String network) {
        NetworkModel architecture = Architectures.named(network);
        return SharedChannels.of(architecture).stream()
                .filter(shared ->
                        !shared.writers().isEmpty() && !shared.readers().isEmpty())
                .map(shared -> List.of(names(architecture, shared.writers()), names(architecture, shared.readers())))
                .collect(Collectors.toSet());
    }

    private static List<String> names(NetworkModel architecture, List<Integer> layers) {
        return layers.stream()
                .map(layer -> architecture.layer(layer).name())
                .sorted()
                .toList();
    }

    /**
     * What the graph tells is what the files say, which were written independently of it. A file leaves out a stream that a
     * shortcut without parameters writes: its channels do not go with any filters.
     */
    @ParameterizedTest
    @MethodSource("trainable")
    void theGroupsAreThoseOfTheFile(String name) {
        Network network = Networks.shipped(name);
        NetworkModel architecture = Architectures.named(name);
        Set<List<List<String>>> groups = groups(name);
        groups.removeIf(group -> isWrittenByAShortcut(architecture, group.get(0)));
        assertThat(groups)
                .isEqualTo(network.channelGroups().stream()
                        .map(SharedChannelsTest::sorted)
                        .collect(Collectors.toSet()));
    }

    private static boolean isWrittenByAShortcut(NetworkModel architecture, List<String> writers) {
        return writers.stream().anyMatch(name -> architecture.nodes().stream()
                .filter(Node.Add.class::isInstance)
                .map(Node.Add.class::cast)
                .filter(sum -> architecture.nodes().get(sum.first()) instanceof Node.Shortcut)
                .map(sum -> architecture.nodes().get(sum.second()))
                .anyMatch(norm -> architecture.nodes().get(norm.inputs().get(0)) instanceof Node.Linear written
                        && written.spec().name().equals(name)));
    }

    private static List<List<String>> sorted(ChannelGroup group) {
        return List.of(
                group.producers().stream().sorted().toList(),
                group.consumers().stream().sorted().toList());
    }

    /** The images' channels are read by conv1 and written by none; the classes are read by none. */
    @Test
    void imagesAndClassesAreGroupsToo() {
        List<SharedChannels> groups = SharedChannels.of(NetworkModel.lenet5());
        assertThat(groups)
                .containsExactly(
                        new SharedChannels(List.of(), List.of(0)),
                        new SharedChannels(List.of(0), List.of(1)),
                        new SharedChannels(List.of(1), List.of(2)),
                        new SharedChannels(List.of(2), List.of(3)),
                        new SharedChannels(List.of(3), List.of()));
    }

    /** Two filters a channel: which channel is which filter's is no longer one to one, so nothing is handed on. */
    @Test
    void aDepthwiseLayerThatMultipliesChannelsStartsAnew() {
        NetworkModel multiplied = new ArchitectureBuilder("multiplied", 1, 3, 3)
                .convolution("expand", 2, 1)
                .layer(new LayerSpec(
                        "depthwise",
                        LayerShape.convolution(2, 4).map(3, 3).groups(2).build(),
                        true))
                .connected("out", 2)
                .build();
        assertThat(SharedChannels.of(multiplied))
                .contains(new SharedChannels(List.of(0), List.of(1)), new SharedChannels(List.of(1), List.of(2)));
    }
}
