package archsim.workloads.network;

import archsim.base.RootLocale;
import archsim.base.json.Range;
import java.util.List;
import java.util.OptionalInt;

/**
 * Filters and channels that stand or fall together: pruning a filter of a producer empties a channel of each consumer.
 *
 * <p>Layers whose outputs are added produce one group together. A depthwise layer hands its channels on, so it is both
 * consumer and producer. Layers whose outputs are concatenated produce a group each, at its own first channel.
 *
 * @param producers layers whose filters are the channels of this group; at least one
 * @param consumers layers that read these channels; at least one
 * @param inputsPerChannel inputs of a consumer that one channel becomes: 1 between convolutions, the height times the
 *     width where a convolution is flattened into a fully connected layer
 * @param firstChannel channel of the consumers that the group's channels start at; if absent they are all that the
 *     consumers read
 */
public record ChannelGroup(
        List<String> producers,
        List<String> consumers,
        @Range(min = 1) int inputsPerChannel,
        @Range(min = 0) OptionalInt firstChannel) {

    public ChannelGroup {
        producers = List.copyOf(producers);
        consumers = List.copyOf(consumers);
        if (producers.isEmpty() || consumers.isEmpty()) {
            throw new IllegalArgumentException(RootLocale.format(
                    "a channel group needs producers and consumers, was %s and %s", producers, consumers));
        }
    }
}
