package archsim.workloads.sparsity;

import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import java.util.function.IntUnaryOperator;

/**
 * Draws masks whose density differs from channel to channel.
 *
 * <p>The channels' densities are {@link BetaDraws}, then shifted in proportion so that the whole mask has exactly its
 * count; within a channel each element is as likely as any other.
 *
 * @param channels that the elements belong to
 * @param run elements of one channel that follow one another
 * @param channelOfRun channel of each run
 */
record ClusteredDraw(int channels, int run, IntUnaryOperator channelOfRun) {

    /** Of weights {@code [k][c/groups][r][s]}, by input channel over all groups. */
    static ClusteredDraw ofWeights(LayerShape shape) {
        int channels = shape.channelsPerGroup();
        int kernelsPerGroup = channels * shape.filtersPerGroup();
        return new ClusteredDraw(
                shape.c(),
                shape.r() * shape.s(),
                shape.groups() == 1
                        ? kernel -> kernel % channels
                        : kernel -> kernel / kernelsPerGroup * channels + kernel % channels);
    }

    /** Of inputs {@code [n][c][h][w]}, by channel over all images. */
    static ClusteredDraw ofInputs(LayerShape shape) {
        return new ClusteredDraw(shape.c(), shape.h() * shape.w(), map -> map % shape.c());
    }

    /**
     * A mask of {@code round(density * size)} elements.
     *
     * @param variation coefficient of variation of the channels' densities, at least 0
     */
    Mask draw(int size, double density, double variation, Selection selection) {
        int count = (int) Math.round(density * size);
        int channelSize = size / channels;
        if (variation == 0 || count == 0 || count == size || channelSize == 1) {
            return selection.draw(size, count);
        }
        Sampler[] samplers = samplers(channelSize, count, new BetaDraws(selection, density, variation), selection);
        Sampler[] current = new Sampler[1];
        return Mask.of(size, i -> {
            if (i % run == 0) {
                current[0] = samplers[channelOfRun.applyAsInt(i / run)];
            }
            return current[0].next();
        });
    }

    private Sampler[] samplers(int channelSize, int count, BetaDraws densities, Selection selection) {
        double[] expected = new double[channels];
        double sum = 0;
        for (int i = 0; i < channels; i++) {
            expected[i] = densities.next() * channelSize;
            sum += expected[i];
        }
        double all = (double) channels * channelSize;
        Sampler[] samplers = new Sampler[channels];
        double upTo = 0;
        long drawn = 0;
        for (int i = 0; i < channels; i++) {
            upTo += sum > count
                    ? expected[i] * count / sum
                    : channelSize - (channelSize - expected[i]) * (all - count) / (all - sum);
            long target = i + 1 == channels ? count : Math.round(upTo);
            int own = (int) Math.max(0, Math.min(channelSize, target - drawn));
            samplers[i] = new Sampler(selection, channelSize, own);
            drawn += own;
        }
        return samplers;
    }
}
