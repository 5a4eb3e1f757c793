package archsim.workloads.network;

import archsim.base.json.Range;
import java.util.List;

/**
 * Filters and channels that stand or fall together: pruning a filter of a producer empties a channel of each consumer.
 *
 * @param producers layers whose filters are the channels of this group; at least one
 * @param consumers layers that read these channels; at least one
 * @param inputsPerChannel inputs of a consumer that one channel becomes: 1 between convolutions, the height times the
 *     width where a convolution is flattened into a fully connected layer
 */
public record ChannelGroup(
        List<String> producers,
        List<String> consumers,
        @Range(min = 1) int inputsPerChannel) {

    public ChannelGroup {
        producers = List.copyOf(producers);
        consumers = List.copyOf(consumers);
        if (producers.isEmpty() || consumers.isEmpty()) {
            throw new IllegalArgumentException(
                    "a channel group needs producers and consumers, was %s and %s".formatted(producers, consumers));
        }
    }
}
