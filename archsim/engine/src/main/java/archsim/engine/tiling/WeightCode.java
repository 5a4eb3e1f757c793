package archsim.engine.tiling;

/** How a machine stores a block of weights. */
public interface WeightCode {

    /**
     * Bits of weight values.
     *
     * @param present weights that are not zero
     * @param positions kept filters times kept columns
     */
    long valueBits(long present, long positions);

    /** Bits that tell where the present weights are. */
    long indexBits(long present, long positions, TileRange.WeightBlock block);

    /** Bits that tell where the present weights of a block are. */
    @FunctionalInterface
    interface IndexBits {

        /** The arguments are those of {@link WeightCode#indexBits}. */
        long of(long present, long positions, TileRange.WeightBlock block);
    }

    /** The present values, and {@code indices}. */
    static WeightCode ofPresent(int weightBits, IndexBits indices) {
        return new WeightCode() {
            @Override
            public long valueBits(long present, long positions) {
                return present * weightBits;
            }

            @Override
            public long indexBits(long present, long positions, TileRange.WeightBlock block) {
                return indices.of(present, positions, block);
            }
        };
    }

    /** The present values, and a bit for each position. */
    static WeightCode bitmask(int weightBits) {
        return ofPresent(weightBits, (present, positions, block) -> positions);
    }

    /** The present values and nothing that tells where they are. */
    static WeightCode present(int weightBits) {
        return ofPresent(weightBits, (present, positions, block) -> 0);
    }

    /** Everything stored, zeros included. */
    static WeightCode dense(int weightBits) {
        return new WeightCode() {
            @Override
            public long valueBits(long present, long positions) {
                return positions * weightBits;
            }

            @Override
            public long indexBits(long present, long positions, TileRange.WeightBlock block) {
                return 0;
            }
        };
    }
}
