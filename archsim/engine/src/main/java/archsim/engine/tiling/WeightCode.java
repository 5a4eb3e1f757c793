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

    /** Whether what a block takes depends on its extent alone, whatever is present, if it begins at whole units of channels. */
    default boolean isByExtent() {
        return false;
    }

    /** Whether blocks of one size and as many present weights take the same bits, wherever they lie and whatever is in them. */
    default boolean isBySize() {
        return false;
    }

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

    /** The present values, and {@code indices} that make up for those that are not, so that a block takes the same with any. */
    static WeightCode ofExtent(int weightBits, IndexBits indices) {
        WeightCode code = ofPresent(weightBits, indices);
        return new WeightCode() {
            @Override
            public long valueBits(long present, long positions) {
                return code.valueBits(present, positions);
            }

            @Override
            public long indexBits(long present, long positions, TileRange.WeightBlock block) {
                return code.indexBits(present, positions, block);
            }

            @Override
            public boolean isByExtent() {
                return true;
            }
        };
    }

    /** The present values, and a bit for each position. */
    static WeightCode bitmask(int weightBits) {
        return new BySize(weightBits, 0, 0, 1);
    }

    /** The present values and nothing that tells where they are. */
    static WeightCode present(int weightBits) {
        return indexed(weightBits, 0);
    }

    /** The present values, each with an index. */
    static WeightCode indexed(int weightBits, int indexBits) {
        return new BySize(weightBits, 0, indexBits, 0);
    }

    /** Everything stored, zeros included. */
    static WeightCode dense(int weightBits) {
        return new BySize(0, weightBits, 0, 0);
    }

    /**
     * Bits by the numbers of weights alone.
     *
     * @param bitsOfPresent value bits of a present weight
     * @param bitsOfAny value bits of any weight
     * @param indicesOfPresent index bits of a present weight
     * @param indicesOfAny index bits of any weight
     */
    record BySize(int bitsOfPresent, int bitsOfAny, int indicesOfPresent, int indicesOfAny) implements WeightCode {

        @Override
        public long valueBits(long present, long positions) {
            return present * bitsOfPresent + positions * bitsOfAny;
        }

        @Override
        public long indexBits(long present, long positions, TileRange.WeightBlock block) {
            return present * indicesOfPresent + positions * indicesOfAny;
        }

        @Override
        public boolean isBySize() {
            return true;
        }
    }
}
