package archsim.engine.machines;

import archsim.engine.Taps;
import archsim.workloads.Axis;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import java.util.stream.IntStream;

/**
 * What of a layer is stored, found by looking at each weight: a structured layer without its empty filters and columns,
 * any other as it is.
 *
 * <p>A column is a channel of a group at a kernel offset; it is empty if no filter of any group has a weight there.
 */
public final class StoredLayer {

    private final LayerWorkload workload;
    private final LayerShape shape;
    private final boolean[] weights;
    private final boolean[] inputs;
    private final boolean[] storedColumns;
    private final int[][] filters;

    public StoredLayer(LayerWorkload workload) {
        this.workload = workload;
        this.shape = workload.shape();
        weights = new boolean[workload.weights().size()];
        inputs = new boolean[workload.inputs().size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = workload.weights().get(i);
        }
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = workload.inputs().get(i);
        }
        int columns = weights.length / shape.k();
        boolean compacted = workload.scheme().isStructured();
        storedColumns = new boolean[columns];
        boolean[] storedFilters = new boolean[shape.k()];
        for (int i = 0; i < weights.length; i++) {
            storedColumns[i % columns] |= weights[i] || !compacted;
            storedFilters[i / columns] |= weights[i] || !compacted;
        }
        filters = new int[shape.groups()][];
        int filtersOfGroup = shape.k() / shape.groups();
        for (int group = 0; group < shape.groups(); group++) {
            int first = group * filtersOfGroup;
            filters[group] = IntStream.range(first, first + filtersOfGroup)
                    .filter(k -> storedFilters[k])
                    .toArray();
        }
    }

    public LayerWorkload workload() {
        return workload;
    }

    public LayerShape shape() {
        return shape;
    }

    /** Channels of a group. */
    public int channels() {
        return shape.c() / shape.groups();
    }

    /** Output rows of one image. */
    public int p() {
        return outputs(shape.rows());
    }

    /** Output columns. */
    public int q() {
        return outputs(shape.columns());
    }

    private static int outputs(Axis axis) {
        int last = axis.extent() + axis.paddingAfter() - Taps.reach(axis);
        int outputs = 0;
        for (int first = -axis.paddingBefore(); first <= last; first += axis.stride()) {
            outputs++;
        }
        return outputs;
    }

    /** Output positions of all images. */
    public long positions() {
        return (long) shape.n() * p() * q();
    }

    /** Stored filters of a group, by their numbers over all groups. */
    public int[] filters(int group) {
        return filters[group].clone();
    }

    /** Stored filters of all groups. */
    public int allFilters() {
        int all = 0;
        for (int[] some : filters) {
            all += some.length;
        }
        return all;
    }

    /** Stored filters of the group that has most. */
    public int mostFilters() {
        int most = 0;
        for (int[] some : filters) {
            most = Math.max(most, some.length);
        }
        return most;
    }

    private int column(int c, int r, int s) {
        return (c * shape.r() + r) * shape.s() + s;
    }

    public boolean isStored(int c, int r, int s) {
        return storedColumns[column(c, r, s)];
    }

    /** Stored columns of channels {@code [from, to)}. */
    public int columns(int from, int to) {
        int stored = 0;
        for (int c = from; c < to; c++) {
            for (int r = 0; r < shape.r(); r++) {
                for (int s = 0; s < shape.s(); s++) {
                    stored += isStored(c, r, s) ? 1 : 0;
                }
            }
        }
        return stored;
    }

    /** Channels of {@code [from, to)} with a stored column. */
    public int storedChannels(int from, int to) {
        int stored = 0;
        for (int c = from; c < to; c++) {
            stored += columns(c, c + 1) > 0 ? 1 : 0;
        }
        return stored;
    }

    /** Whether filter {@code k} of all has a weight at channel {@code c} of its group. */
    public boolean hasWeight(int k, int c, int r, int s) {
        return weights[k * storedColumns.length + column(c, r, s)];
    }

    /** Whether an input is there; padding is not. */
    public boolean hasInput(int n, int c, int h, int w) {
        return h >= 0
                && h < shape.h()
                && w >= 0
                && w < shape.w()
                && inputs[((n * shape.c() + c) * shape.h() + h) * shape.w() + w];
    }
}
