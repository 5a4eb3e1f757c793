package archsim.workloads.network;

import archsim.base.Problems;
import archsim.base.Suggestion;
import archsim.base.json.StrictJson;
import archsim.workloads.Layer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * A network as loop bounds, one image at a time.
 *
 * @param name as files and configurations call it, e.g. {@code lenet5}
 * @param title as people call it, e.g. {@code LeNet-5}
 * @param dataset that it is trained on
 * @param layers in the order of execution, at least one, of distinct names, batch 1
 * @param channelGroups filters and channels to prune together
 * @param source where the shapes come from
 * @param graph which layers read which, where that is said
 * @param otherParameters beside the weights, where they are said
 */
public record Network(
        String name,
        String title,
        String dataset,
        List<Layer> layers,
        List<ChannelGroup> channelGroups,
        String source,
        Optional<Graph> graph,
        Optional<OtherParameters> otherParameters) {

    public Network {
        layers = List.copyOf(layers);
        channelGroups = List.copyOf(channelGroups);
        var problems = new Problems("network " + name);
        NetworkFaults.find(layers, channelGroups, problems);
        if (graph.isPresent()) {
            graph.get().check(layers, problems);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.toException().getMessage());
        }
    }

    /** A network of which neither its graph nor its parameters beside the weights are said. */
    public Network(
            String name,
            String title,
            String dataset,
            List<Layer> layers,
            List<ChannelGroup> channelGroups,
            String source) {
        this(name, title, dataset, layers, channelGroups, source, Optional.empty(), Optional.empty());
    }

    /** The layer called {@code layer}, if there is one. */
    public Optional<Layer> layer(String layer) {
        return layers.stream()
                .filter(candidate -> candidate.name().equals(layer))
                .findFirst();
    }

    /** Names of the layers in the order of execution. */
    public List<String> layerNames() {
        return layers.stream().map(Layer::name).toList();
    }

    /** Weights of the convolutions. */
    public long convWeights() {
        return sum(true, Layer::parameters);
    }

    /** Weights of the fully connected layers and matrix products. */
    public long fullyConnectedWeights() {
        return sum(false, Layer::parameters);
    }

    /** Multiply-accumulates of the convolutions for one image. */
    public long convMacs() {
        return sum(true, layer -> layer.shape().macs());
    }

    /** Multiply-accumulates of all layers for one image. */
    public long macs() {
        return convMacs() + sum(false, layer -> layer.shape().macs());
    }

    /** Weights, biases and all else that is learnt, where the network's file says how many there are. */
    public OptionalLong parameters() {
        return otherParameters
                .map(others -> OptionalLong.of(
                        Math.addExact(Math.addExact(convWeights(), fullyConnectedWeights()), others.total())))
                .orElse(OptionalLong.empty());
    }

    private long sum(boolean convolutions, ToLongFunction<Layer> quantity) {
        return layers.stream()
                .filter(layer -> layer.isConvolution() == convolutions)
                .mapToLong(quantity)
                .reduce(0, Math::addExact);
    }

    /** The network's file: read again it is this network. */
    public String toJson() {
        return StrictJson.write(NetworkFile.of(this));
    }

    /** A hint for someone who mistyped the name of a layer. */
    public String suggestionFor(String typed) {
        return Suggestion.sentence(typed, layerNames());
    }
}
