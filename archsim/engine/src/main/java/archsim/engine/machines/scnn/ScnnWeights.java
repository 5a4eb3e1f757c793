package archsim.engine.machines.scnn;

import archsim.base.Bits;
import archsim.engine.tiling.KeptLayer;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.storage.ScnnBlocks;

/**
 * The weights of a group of filters that are not zero, channel by channel as they are broadcast: by stride class, kernel
 * offset and, fastest, filter. Where the layer is known to have no zero weight, all channels are alike and one of them is held.
 */
final class ScnnWeights {

    private final int[] filters;
    private final int offsets;
    private final boolean alike;
    private final int[] order;
    private final int[] classStart;
    private final int[] start;
    private final int[] filterOf;
    private final int[] offsetOf;

    /** @param filters kept filters of {@code group}, by their number within it */
    ScnnWeights(KeptLayer layer, int group, int[] filters) {
        LayerShape shape = layer.shape();
        this.filters = filters;
        offsets = shape.r() * shape.s();
        order = new int[offsets];
        classStart = new int[shape.strideClasses() + 1];
        sortOffsets(shape);
        alike = layer.isDense();
        int rowLength = Math.toIntExact(shape.weightsPerFilter());
        int width = alike ? offsets : rowLength;
        int[] bucketOf = buckets(width);
        start = new int[width + 1];
        Mask weights = layer.layer().weights();
        for (int filter : filters) {
            int row = layer.filter(group, filter) * rowLength;
            for (int i = weights.next(row); i < row + width; i = weights.next(i + 1)) {
                start[bucketOf[i - row] + 1]++;
            }
        }
        for (int bucket = 0; bucket < width; bucket++) {
            start[bucket + 1] += start[bucket];
        }
        filterOf = new int[start[width]];
        offsetOf = new int[start[width]];
        int[] next = start.clone();
        for (int index = 0; index < filters.length; index++) {
            int row = layer.filter(group, filters[index]) * rowLength;
            for (int i = weights.next(row); i < row + width; i = weights.next(i + 1)) {
                int at = next[bucketOf[i - row]]++;
                filterOf[at] = index;
                offsetOf[at] = (i - row) % offsets;
            }
        }
    }

    /** Offsets in the order of their stride classes. */
    private void sortOffsets(LayerShape shape) {
        for (int offset = 0; offset < offsets; offset++) {
            classStart[strideClass(shape, offset) + 1]++;
        }
        for (int strideClass = 0; strideClass + 1 < classStart.length; strideClass++) {
            classStart[strideClass + 1] += classStart[strideClass];
        }
        int[] rank = classStart.clone();
        for (int offset = 0; offset < offsets; offset++) {
            order[offset] = rank[strideClass(shape, offset)]++;
        }
    }

    private static int strideClass(LayerShape shape, int offset) {
        return shape.strideClassOfWeight(offset / shape.s(), offset % shape.s());
    }

    private int[] buckets(int width) {
        int[] bucketOf = new int[width];
        for (int column = 0; column < width; column++) {
            bucketOf[column] = column / offsets * offsets + order[column % offsets];
        }
        return bucketOf;
    }

    /** Number of the bucket of a channel's first offset. */
    private int first(int channel) {
        return alike ? 0 : channel * offsets;
    }

    /** Filters of the group. */
    int filters() {
        return filters.length;
    }

    /** Number of the first weight of a channel and stride class. */
    int from(int channel, int strideClass) {
        return start[first(channel) + classStart[strideClass]];
    }

    /** One past the number of the last weight of a channel and stride class. */
    int to(int channel, int strideClass) {
        return start[first(channel) + classStart[strideClass + 1]];
    }

    /** Number of the first weight of a channel at a kernel offset {@code r * S + s}. */
    int startAt(int channel, int offset) {
        return start[first(channel) + order[offset]];
    }

    /** One past the number of the last weight of a channel at a kernel offset. */
    int endAt(int channel, int offset) {
        return start[first(channel) + order[offset] + 1];
    }

    /** Filter of a weight, by its number within this group of filters. */
    int filter(int number) {
        return filterOf[number];
    }

    /** Kernel offset {@code r * S + s} of a weight. */
    int offset(int number) {
        return offsetOf[number];
    }

    /** Weights of a channel that are not zero. */
    int present(int channel) {
        return start[first(channel) + offsets] - start[first(channel)];
    }

    /** Entries of a channel that hold no weight: each bridges a full run of zeros. */
    int fillers(int channel) {
        if (alike) {
            return 0;
        }
        int fillers = 0;
        int next = 0;
        for (int i = start[first(channel)]; i < start[first(channel) + offsets]; i++) {
            int position = order[offsetOf[i]] * filters.length + filterOf[i];
            fillers += ScnnBlocks.RUNS.fillers(position - next);
            next = position + 1;
        }
        return fillers;
    }

    /** Bits that tell where the weights of a channel are: a run of zeros with each entry, and the count of entries. */
    long indexBits(int channel) {
        long mostEntries = (long) filters.length * offsets;
        return (long) ScnnBlocks.RUNS.bits() * (present(channel) + fillers(channel)) + Bits.forCount(mostEntries);
    }
}
