package archsim.compression.network;

import java.util.List;

/**
 * One layer with only its live filters and columns.
 *
 * <p>A dense layer is a smaller dense matrix for each group: a block holds the filters of a group, and a weight for each
 * of them and each column. A sparse layer stores the kept weights alone: a block is one filter.
 *
 * @param spec the layer before pruning
 * @param sparse whether only kept weights are stored
 * @param channels live channels of the input
 * @param filters live filters; of all blocks, in order
 * @param blocks at least one unless no filter is left
 * @param weightOffset where the weights start among the compact parameters
 * @param weights that are stored; the biases, one a live filter, follow them
 */
public record CompactLayer(
        LayerSpec spec,
        boolean sparse,
        int channels,
        int filters,
        List<CompactBlock> blocks,
        int weightOffset,
        int weights) {

    public CompactLayer {
        blocks = List.copyOf(blocks);
    }

    /** Where the biases start among the compact parameters. */
    public int biasOffset() {
        return weightOffset + weights;
    }
}
