package archsim.engine.machines.sparten;

import archsim.base.Ceil;
import archsim.engine.tiling.KeptLayer;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;

/**
 * Which elements of the vectors of a channel range are there, packed for joining: for each kernel row the elements {@code
 * [s][c]}, cut into chunks that begin at a word.
 */
final class ChunkedVectors {

    private final KeptLayer layer;
    private final LayerShape shape;
    private final int channelFrom;
    private final int channels;
    private final int wordsPerChunk;
    private final int wordsPerRow;
    private final boolean[] keptChunks;
    private final long[] keptColumns;
    private final long keptElements;

    ChunkedVectors(KeptLayer layer, int channelFrom, int channelTo, int chunkElements) {
        this.layer = layer;
        this.shape = layer.shape();
        this.channelFrom = channelFrom;
        this.channels = channelTo - channelFrom;
        this.wordsPerChunk = chunkElements / Long.SIZE;
        this.wordsPerRow = Ceil.div(shape.s() * channels, chunkElements) * wordsPerChunk;
        this.keptChunks = new boolean[words() / wordsPerChunk];
        this.keptColumns = new long[words()];
        long kept = 0;
        for (int r = 0; r < shape.r(); r++) {
            for (int i = 0; i < shape.s() * channels; i++) {
                if (layer.keepsColumn(channelFrom + i % channels, r, i / channels)) {
                    keptChunks[(r * wordsPerRow + i / Long.SIZE) / wordsPerChunk] = true;
                    set(keptColumns, i % channels, r, i / channels);
                    kept++;
                }
            }
        }
        this.keptElements = kept;
    }

    /** Words of a vector. */
    int words() {
        return shape.r() * wordsPerRow;
    }

    int wordsPerChunk() {
        return wordsPerChunk;
    }

    /** Whether pruning left a column of a chunk. */
    boolean keepsChunk(int chunk) {
        return keptChunks[chunk];
    }

    /** Elements of a vector that pruning left, zero or not. */
    long keptElements() {
        return keptElements;
    }

    private void set(long[] vector, int channel, int r, int s) {
        int element = s * channels + channel;
        vector[r * wordsPerRow + element / Long.SIZE] |= 1L << element;
    }

    /** The weights of a filter, numbered over all groups. */
    long[] weights(int filter) {
        long[] vector = new long[words()];
        Mask weights = layer.layer().weights();
        int offsets = shape.r() * shape.s();
        int start = (filter * shape.channelsPerGroup() + channelFrom) * offsets;
        int end = start + channels * offsets;
        for (int i = weights.next(start); i < end; i = weights.next(i + 1)) {
            int offset = (i - start) % offsets;
            set(vector, (i - start) / offsets, offset / shape.s(), offset % shape.s());
        }
        return vector;
    }

    /**
     * The inputs that a filter of a group meets at an output position; nothing in the padding or under pruned columns.
     *
     * @param row of the output over all images
     * @param vector of {@link #words} words, overwritten
     */
    void gather(ChannelsLast inputs, int group, int row, int q, long[] vector) {
        java.util.Arrays.fill(vector, 0);
        for (int r = 0; r < shape.r(); r++) {
            int h = shape.rows().position(row % shape.p(), r);
            for (int s = 0; shape.rows().isInput(h) && s < shape.s(); s++) {
                int w = shape.columns().position(q, s);
                if (shape.columns().isInput(w)) {
                    int from = inputs.index(row / shape.p(), h, w, layer.channel(group, channelFrom));
                    inputs.copy(from, channels, vector, r * wordsPerRow * Long.SIZE + s * channels);
                }
            }
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] &= keptColumns[i];
        }
    }
}
