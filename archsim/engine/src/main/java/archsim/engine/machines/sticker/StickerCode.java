package archsim.engine.machines.sticker;

import archsim.base.Bits;
import archsim.base.Ceil;
import archsim.engine.tiling.TileRange;
import archsim.engine.tiling.WeightCode;

/** STICKER's weight formats; each block is stored on its own. */
record StickerCode(DensityClass density, int weightBits, int lanes, int offsets) implements WeightCode {

    @Override
    public long valueBits(long present, long positions) {
        return (density.skipsZeros() ? present : positions) * weightBits;
    }

    @Override
    public long indexBits(long present, long positions, TileRange.WeightBlock block) {
        return switch (density) {
            case DENSE -> 0;
            case MEDIUM -> positions;
            case SPARSE -> {
                long channels = (long) block.channelTo() - block.channelFrom();
                yield present * positionBits(block) + channels * lanes * Bits.forCount(laneWeights(block));
            }
        };
    }

    @Override
    public boolean isBySize() {
        return true;
    }

    /** Bits that name one weight among those of a channel and lane. */
    int positionBits(TileRange.WeightBlock block) {
        return Math.max(1, Bits.forValues(laneWeights(block)));
    }

    private int laneWeights(TileRange.WeightBlock block) {
        return Ceil.div(block.filters(), lanes) * offsets;
    }

    /** Index bits read with each weight. */
    int indexBitsPerWeight(TileRange.WeightBlock block) {
        return switch (density) {
            case DENSE -> 0;
            case MEDIUM -> 1;
            case SPARSE -> positionBits(block);
        };
    }
}
