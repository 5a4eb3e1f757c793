package archsim.workloads.network;

import archsim.base.Problems;
import archsim.base.Suggestion;
import archsim.workloads.Layer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What makes sound layers and groups an unsound network. */
final class NetworkFaults {

    private final Problems problems;
    private final Map<String, Layer> layers = new LinkedHashMap<>();

    private NetworkFaults(Problems problems) {
        this.problems = problems;
    }

    static void find(List<Layer> layers, List<ChannelGroup> groups, Problems problems) {
        var faults = new NetworkFaults(problems);
        if (layers.isEmpty()) {
            problems.add("/layers", "must hold at least one layer");
        } else if (layers.stream().noneMatch(Layer::hasParameters)) {
            problems.add("/layers", "must hold a layer with weights, not only products of activations");
        }
        for (int i = 0; i < layers.size(); i++) {
            faults.addLayer(layers.get(i), "/layers/" + i);
        }
        for (int i = 0; i < groups.size(); i++) {
            faults.checkGroup(groups.get(i), "/channelGroups/" + i);
        }
    }

    private void addLayer(Layer layer, String pointer) {
        if (layer.shape().n() != 1) {
            problems.add(
                    pointer, "must have a batch of 1, was %d", layer.shape().n());
        }
        if (layer.shape().isTooLarge()) {
            problems.add(pointer, "must have fewer than 2^31 weights, inputs and outputs");
        }
        if (layers.put(layer.name(), layer) != null) {
            problems.add(pointer + "/name", "must be given to one layer only, was \"%s\" again", layer.name());
        }
    }

    private void checkGroup(ChannelGroup group, String pointer) {
        boolean producersKnown = known(group.producers(), pointer + "/producers");
        boolean consumersKnown = known(group.consumers(), pointer + "/consumers");
        if (!producersKnown || !consumersKnown) {
            return;
        }
        int channels = layers.get(group.producers().get(0)).shape().k();
        for (String producer : group.producers()) {
            int filters = layers.get(producer).shape().k();
            if (filters != channels) {
                problems.add(
                        pointer + "/producers", "must have %d filters each, %s has %d", channels, producer, filters);
            }
        }
        for (String consumer : group.consumers()) {
            checkConsumer(group, channels, consumer, pointer);
        }
    }

    private void checkConsumer(ChannelGroup group, int channels, String consumer, String pointer) {
        int inputs = layers.get(consumer).shape().c();
        long first = group.firstChannel().orElse(0);
        long end = (first + channels) * group.inputsPerChannel();
        if (group.firstChannel().isEmpty() && inputs != end) {
            problems.add(
                    pointer,
                    "makes %d channels of %d inputs each, but %s reads %d",
                    channels,
                    group.inputsPerChannel(),
                    consumer,
                    inputs);
        } else if (inputs < end) {
            problems.add(
                    pointer,
                    "makes %d channels of %d inputs each from channel %d on, but %s reads %d",
                    channels,
                    group.inputsPerChannel(),
                    first,
                    consumer,
                    inputs);
        }
    }

    private boolean known(List<String> names, String pointer) {
        boolean all = true;
        for (int i = 0; i < names.size(); i++) {
            if (!layers.containsKey(names.get(i))) {
                problems.add(
                        pointer + "/" + i,
                        "must be the name of a layer, was \"%s\"%s",
                        names.get(i),
                        Suggestion.sentence(names.get(i), layers.keySet()));
                all = false;
            }
        }
        return all;
    }
}
