package archsim.engine.machines.sticker;

import archsim.engine.tiling.KeptLayer;
import archsim.engine.tiling.TileRange;
import archsim.workloads.LayerShape;
import java.util.stream.IntStream;

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
        int[] inLanes = new int[channels * lanes * classes];
        for (int f = block.filterFrom(); f < block.filterTo(); f++) {
            for (int c = 0; c < channels; c++) {
                int first = (c * lanes + f % lanes) * classes;
                for (int from = 0; from < offsets; from += Long.SIZE) {
                    int length = Math.min(Long.SIZE, offsets - from);
                    long bits = skipsZeros
                            ? layer.present(block.group(), f, channelFrom + c, from, length)
                            : layer.kept(channelFrom + c, from, length);
                    for (; bits != 0; bits &= bits - 1) {
                        int offset = from + Long.numberOfTrailingZeros(bits);
                        inLanes[first + classOf[offset]]++;
                        perColumn[c * offsets + offset]++;
                    }
                }
            }
        }
        for (int c = 0; c < channels; c++) {
            sumUp(c, inLanes);
        }
    }

    /** The stride class of each kernel offset. */
    private static int[] classOf(LayerShape shape) {
        return IntStream.range(0, shape.r() * shape.s())
                .map(offset -> shape.strideClassOfWeight(offset / shape.s(), offset % shape.s()))
                .toArray();
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
