package archsim.engine.machines.sticker;

import archsim.engine.tiling.KeptLayer;
import archsim.engine.tiling.TileRange;
import archsim.workloads.LayerShape;

/**
 * What the weight lanes of a STICKER array hold of one block: filter {@code f} lies in lane {@code f mod lanes}.
 *
 * <p>Counted by channel and stride class: with stride {@code t} a weight at offset {@code (r, s)} meets only inputs whose
 * padded position has the same remainders modulo {@code t}.
 */
final class StickerWeights {

    private final int lanes;
    private final int channelFrom;
    private final int classes;
    private final int offsets;
    private final int[] slowest;
    private final int[] sums;
    private final int[] slowestOfChannel;
    private final int[] perColumn;

    /** @param skipsZeros whether only weights that are not zero count, else all kept ones */
    StickerWeights(KeptLayer layer, TileRange.WeightBlock block, int lanes, boolean skipsZeros) {
        LayerShape shape = layer.shape();
        this.lanes = lanes;
        channelFrom = block.channelFrom();
        classes = shape.strideClasses();
        offsets = shape.r() * shape.s();
        int channels = block.channelTo() - channelFrom;
        slowest = new int[channels * classes];
        sums = new int[channels * classes];
        slowestOfChannel = new int[channels];
        perColumn = new int[channels * offsets];
        int[] inLane = new int[lanes];
        int[] inLaneOfClass = new int[lanes * classes];
        for (int c = 0; c < channels; c++) {
            java.util.Arrays.fill(inLane, 0);
            java.util.Arrays.fill(inLaneOfClass, 0);
            for (int r = 0; r < shape.r(); r++) {
                for (int s = 0; s < shape.s(); s++) {
                    if (!layer.keepsColumn(channelFrom + c, r, s)) {
                        continue;
                    }
                    int strideClass = shape.strideClassOfWeight(r, s);
                    for (int f = block.filterFrom(); f < block.filterTo(); f++) {
                        if (!skipsZeros || layer.isPresent(block.group(), f, channelFrom + c, r, s)) {
                            inLane[f % lanes]++;
                            inLaneOfClass[f % lanes * classes + strideClass]++;
                            perColumn[c * offsets + r * shape.s() + s]++;
                        }
                    }
                }
            }
            for (int lane = 0; lane < lanes; lane++) {
                slowestOfChannel[c] = Math.max(slowestOfChannel[c], inLane[lane]);
                for (int k = 0; k < classes; k++) {
                    int count = inLaneOfClass[lane * classes + k];
                    slowest[c * classes + k] = Math.max(slowest[c * classes + k], count);
                    sums[c * classes + k] += count;
                }
            }
        }
    }

    /** Most weights of a channel in any lane. */
    int slowest(int channel) {
        return slowestOfChannel[channel - channelFrom];
    }

    /** Most weights of a channel and stride class in any lane. */
    int slowest(int channel, int strideClass) {
        return slowest[(channel - channelFrom) * classes + strideClass];
    }

    /** Weights of a channel and stride class over all lanes. */
    int sum(int channel, int strideClass) {
        return sums[(channel - channelFrom) * classes + strideClass];
    }

    /** Places beside the weights of a channel and stride class where lanes wait for the one that has most. */
    int idle(int channel, int strideClass) {
        return slowest(channel, strideClass) * lanes - sum(channel, strideClass);
    }

    /** Weights of a channel over all lanes. */
    int sum(int channel) {
        int sum = 0;
        for (int k = 0; k < classes; k++) {
            sum += sum(channel, k);
        }
        return sum;
    }

    /** Filters with a weight at a channel and kernel offset {@code r * S + s}. */
    int filtersAt(int channel, int offset) {
        return perColumn[(channel - channelFrom) * offsets + offset];
    }
}
