package archsim.engine.tiling;

import archsim.base.Ceil;

/** Present weights of aligned blocks of a layer, by prefix sums: any aligned tile is counted in four look-ups. */
final class WeightBlocks {

    private final int filterStep;
    private final int channelStep;
    private final long[][][] before;

    WeightBlocks(KeptLayer layer, TileLimits limits) {
        filterStep = halfIfEven(limits.filterStep());
        channelStep = halfIfEven(limits.channelStep());
        int groups = layer.shape().groups();
        int channels = layer.shape().channelsPerGroup();
        before = new long[groups][][];
        for (int group = 0; group < groups; group++) {
            before[group] = prefixSums(layer, group, channels);
        }
    }

    private static int halfIfEven(int step) {
        return step % 2 == 0 ? step / 2 : step;
    }

    private long[][] prefixSums(KeptLayer layer, int group, int channels) {
        int filters = layer.filters(group);
        long[][] sums = new long[Ceil.div(filters, filterStep) + 1][Ceil.div(channels, channelStep) + 1];
        for (int f = 0; f < filters; f++) {
            long[] row = sums[f / filterStep + 1];
            for (int c = 0; c < channels; c += channelStep) {
                row[c / channelStep + 1] += layer.present(group, f, c, Math.min(channels, c + channelStep));
            }
        }
        for (int i = 1; i < sums.length; i++) {
            for (int j = 1; j < sums[i].length; j++) {
                sums[i][j] += sums[i - 1][j] + sums[i][j - 1] - sums[i - 1][j - 1];
            }
        }
        return sums;
    }

    /** Whether blocks of these sizes are aligned, or the only ones of their axis. */
    boolean holds(int filters, int channels, KeptLayer layer) {
        return (filters % filterStep == 0 || filters >= layer.mostFilters())
                && (channels % channelStep == 0 || channels >= layer.shape().channelsPerGroup());
    }

    long present(TileRange.WeightBlock block) {
        long[][] sums = before[block.group()];
        int top = block.filterFrom() / filterStep;
        int bottom = Ceil.div(block.filterTo(), filterStep);
        int left = block.channelFrom() / channelStep;
        int right = Ceil.div(block.channelTo(), channelStep);
        return sums[bottom][right] - sums[top][right] - sums[bottom][left] + sums[top][left];
    }
}
