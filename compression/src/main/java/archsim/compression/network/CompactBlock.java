package archsim.compression.network;

/**
 * Live filters of one group of a layer, and the weights of theirs that are stored.
 *
 * @param filters how many
 * @param taps what the weights read: of a dense block one for each column, of a sparse one for each weight
 * @param weightOffset where the weights start among the compact parameters; filter by filter
 */
public record CompactBlock(int filters, Taps taps, int weightOffset) {}
