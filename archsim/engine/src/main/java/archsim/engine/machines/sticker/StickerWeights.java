package archsim.engine.machines.sticker;

import archsim.base.Ceil;
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
        int[] classOf = classOf(shape);
        if (skipsZeros) {
            countPresent(layer, block, classOf);
        } else {
            countKept(layer, block, classOf);
        }
    }

    /** Where zeros count as well, lanes differ by the filters dealt to them alone. */
    private void countKept(KeptLayer layer, TileRange.WeightBlock block, int[] classOf) {
        int ofLane = Ceil.div(block.filters(), lanes);
        for (int c = 0; c < slowestOfChannel.length; c++) {
            for (int offset = 0; offset < offsets; offset++) {
                if (layer.kept(channelFrom + c, offset, 1) != 0) {
                    int of = c * classes + classOf[offset];
                    slowest[of] += ofLane;
                    sums[of] += block.filters();
                    slowestOfChannel[c] += ofLane;
                    perColumn[c * offsets + offset] = block.filters();
                }
            }
        }
    }

    private void countPresent(KeptLayer layer, TileRange.WeightBlock block, int[] classOf) {
        int[] inLanes = new int[slowestOfChannel.length * lanes * classes];
        int[] placeOf = new int[perColumn.length];
        for (int column = 0; column < placeOf.length; column++) {
            placeOf[column] = column / offsets * lanes * classes + classOf[column % offsets];
        }
        for (int f = block.filterFrom(); f < block.filterTo(); f++) {
            int lane = f % lanes * classes;
            for (int from = 0; from < placeOf.length; from += Long.SIZE) {
                int length = Math.min(Long.SIZE, placeOf.length - from);
                long bits = layer.present(block.group(), f, channelFrom, from, length);
                for (; bits != 0; bits &= bits - 1) {
                    int column = from + Long.numberOfTrailingZeros(bits);
                    inLanes[lane + placeOf[column]]++;
                    perColumn[column]++;
                }
            }
        }
        for (int c = 0; c < slowestOfChannel.length; c++) {
            sumUp(c, inLanes);
        }
    }

    /** The stride class of each kernel offset. */
    private static int[] classOf(LayerShape shape) {
        int[] classOf = new int[shape.r() * shape.s()];
        for (int offset = 0; offset < classOf.length; offset++) {
            classOf[offset] = shape.strideClassOfWeight(offset / shape.s(), offset % shape.s());
        }
        return classOf;
    }

    private void sumUp(int c, int[] inLanes) {
        for (int lane = 0; lane < lanes; lane++) {
            int inLane = 0;
            for (int k = 0; k < classes; k++) {
                int count = inLanes[(c * lanes + lane) * classes + k];
                slowest[c * classes + k] = Math.max(slowest[c * classes + k], count);
                sums[c * classes + k] += count;
                inLane += count;
            }
            slowestOfChannel[c] = Math.max(slowestOfChannel[c], inLane);
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
