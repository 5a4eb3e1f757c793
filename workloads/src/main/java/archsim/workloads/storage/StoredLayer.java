package archsim.workloads.storage;

import java.util.OptionalInt;

/**
 * One layer, or a sum of layers, in one format.
 *
 * @param layer name of the layer or the sum
 * @param format name of the format
 * @param bits what it takes
 * @param indexBits width of an index; empty for a sum and for formats without indices
 * @param smallest whether no other format takes less
 */
public record StoredLayer(String layer, String format, StorageBits bits, OptionalInt indexBits, boolean smallest) {}
