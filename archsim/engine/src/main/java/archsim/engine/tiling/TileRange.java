package archsim.engine.tiling;

/**
 * The part of a layer's loops that one tile covers.
 *
 * @param group of the convolution
 * @param patch output positions
 * @param filterFrom first filter, within the group's kept ones
 * @param filterTo one past the last filter
 * @param channelFrom first input channel, within the group
 * @param channelTo one past the last channel
 * @param lastChannels whether no channels follow for the same outputs
 */
public record TileRange(
        int group, Patch patch, int filterFrom, int filterTo, int channelFrom, int channelTo, boolean lastChannels) {

    /** The tile of a block over a patch. */
    public static TileRange of(WeightBlock block, Patch patch, boolean lastChannels) {
        return new TileRange(
                block.group(),
                patch,
                block.filterFrom(),
                block.filterTo(),
                block.channelFrom(),
                block.channelTo(),
                lastChannels);
    }

    public int filters() {
        return filterTo - filterFrom;
    }

    int channels() {
        return channelTo - channelFrom;
    }

    public long positions() {
        return patch.positions();
    }

    /** Whether both read the same inputs. */
    public boolean sharesInputsWith(TileRange other) {
        return group == other.group
                && patch.equals(other.patch)
                && channelFrom == other.channelFrom
                && channelTo == other.channelTo;
    }

    /** Whether both read the same weights. */
    boolean sharesWeightsWith(TileRange other) {
        return reads(other.weights());
    }

    /** Whether these are the weights that the tile reads. */
    boolean reads(WeightBlock block) {
        return weights().equals(block);
    }

    /** The weights that the tile reads. */
    public WeightBlock weights() {
        return new WeightBlock(group, filterFrom, filterTo, channelFrom, channelTo);
    }

    /**
     * A block of the weight matrix: filters by channels.
     *
     * <p>Looked up once a tile, of which a layer may have millions; what a record brings for that is several times as slow.
     */
    public record WeightBlock(int group, int filterFrom, int filterTo, int channelFrom, int channelTo) {

        /** Odd, near 2^64 over the golden ratio: sizes are round numbers, which small factors leave in few classes. */
        private static final long MIX = 0x9e3779b97f4a7c15L;

        @Override
        public boolean equals(Object other) {
            return other instanceof WeightBlock block
                    && group == block.group
                    && filterFrom == block.filterFrom
                    && filterTo == block.filterTo
                    && channelFrom == block.channelFrom
                    && channelTo == block.channelTo;
        }

        @Override
        public int hashCode() {
            long mixed = group * MIX + filterFrom;
            mixed = mixed * MIX + channelFrom;
            mixed = (mixed * MIX + filterTo) * MIX + channelTo;
            return (int) ((mixed * MIX) >>> 32);
        }

        public int filters() {
            return filterTo - filterFrom;
        }
    }
}
