package archsim.compression.train.layer;

/**
 * A live channel that is handed on.
 *
 * @param from its number among the live channels of what is read
 * @param to the number among the live channels of what is written
 */
public record ChannelLink(int from, int to) {}
