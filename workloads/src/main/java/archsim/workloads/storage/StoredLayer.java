package archsim.workloads.storage;

import archsim.workloads.LayerWorkload;
import archsim.workloads.Quantisation;
import java.util.List;
import java.util.OptionalInt;

/**
 * One layer, or a sum of layers, in one format.
 *
 * @param layer name of the layer or the sum
 * @param format name of the format
 * @param bits what it takes
 * @param indexBits width of an index; empty for a sum and for formats without indices
 * @param smallest whether no other format takes less
 * @param scaleBits of scales beside the weights, whatever the format
 * @param zeroPointBits of zero points and indices of groups, likewise
 * @param denseWeights weights, zeros included
 */
public record StoredLayer(
        String layer,
        String format,
        StorageBits bits,
        OptionalInt indexBits,
        boolean smallest,
        long scaleBits,
        long zeroPointBits,
        long denseWeights) {

    /** A layer in {@code format}. */
    static StoredLayer of(LayerWorkload layer, StorageFormat format, int weightBits) {
        return new StoredLayer(
                layer.layer().name(),
                format.name(),
                format.size(layer.weights(), layer.shape(), weightBits),
                format.indexBits(layer.weights(), weightBits),
                false,
                layer.quantisation().map(Quantisation::scaleBits).orElse(0L),
                layer.quantisation().map(Quantisation::zeroPointBits).orElse(0L),
                layer.shape().weights());
    }

    /** The sum of {@code layers}, at least one, in a format of that name. */
    static StoredLayer sum(String name, String format, List<StoredLayer> layers) {
        return new StoredLayer(
                name,
                format,
                layers.stream().map(StoredLayer::bits).reduce(StorageBits.NONE, StorageBits::plus),
                OptionalInt.empty(),
                false,
                layers.stream().mapToLong(StoredLayer::scaleBits).sum(),
                layers.stream().mapToLong(StoredLayer::zeroPointBits).sum(),
                layers.stream().mapToLong(StoredLayer::denseWeights).sum());
    }

    StoredLayer markedIf(boolean least) {
        return new StoredLayer(layer, format, bits, indexBits, least, scaleBits, zeroPointBits, denseWeights);
    }

    /** Bits of the format and of what lies beside the weights. */
    public long totalBits() {
        return bits.total() + scaleBits + zeroPointBits;
    }

    /** Bits of a weight, zeros counted, with all that it takes: 4.125 of 4 bits in groups of 128 with scales of 16. */
    public double bitsAWeight() {
        return (double) totalBits() / denseWeights;
    }
}
