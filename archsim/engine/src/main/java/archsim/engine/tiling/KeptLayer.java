package archsim.engine.tiling;

import archsim.engine.plan.InfeasibleLayerException;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.storage.Compaction;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A layer as its machine stores it: the empty filters and columns of a structured layer are gone.
 *
 * <p>A column is one channel of a group at one kernel offset. Filters are numbered within the kept ones of their group,
 * channels within their group. Of a layer that is not structured everything is kept. Machines may put filters in an
 * order of their own.
 */
public final class KeptLayer {

    private final LayerWorkload layer;
    private final LayerShape shape;
    private final int[][] filters;
    private final int allFilters;
    private final int mostFilters;
    private final boolean[] keptColumns;
    private final int[] columnsBefore;
    private final int[] columnAt;
    private final int[] channelsBefore;

    public KeptLayer(LayerWorkload layer) {
        this.layer = layer;
        this.shape = layer.shape();
        int columns = Math.toIntExact(shape.weightsPerFilter());
        keptColumns = new boolean[columns];
        if (layer.scheme().isStructured()) {
            Compaction kept = Compaction.of(layer.weights(), shape);
            kept.keptColumns().forEach(column -> keptColumns[column] = true);
            filters = byGroup(kept.keptFilters(), shape);
        } else {
            Arrays.fill(keptColumns, true);
            filters = allByGroup(shape);
        }
        columnsBefore = new int[columns + 1];
        for (int i = 0; i < columns; i++) {
            columnsBefore[i + 1] = columnsBefore[i] + (keptColumns[i] ? 1 : 0);
        }
        columnAt = new int[columnsBefore[columns] + 1];
        for (int i = columns; i >= 0; i--) {
            columnAt[columnsBefore[i]] = i;
        }
        channelsBefore = new int[shape.channelsPerGroup() + 1];
        for (int c = 0; c < shape.channelsPerGroup(); c++) {
            channelsBefore[c + 1] = channelsBefore[c] + (columns(c, c + 1) > 0 ? 1 : 0);
        }
        allFilters = sum(filters);
        mostFilters = most(filters);
    }

    private KeptLayer(KeptLayer other, int[][] filters) {
        this.layer = other.layer;
        this.shape = other.shape;
        this.keptColumns = other.keptColumns;
        this.columnsBefore = other.columnsBefore;
        this.columnAt = other.columnAt;
        this.channelsBefore = other.channelsBefore;
        this.filters = filters;
        this.allFilters = sum(filters);
        this.mostFilters = most(filters);
    }

    /** {@code kept} filters, which ascend, of each group: products of many sequences have as many groups. */
    private static int[][] byGroup(List<Integer> kept, LayerShape shape) {
        var groups = new int[shape.groups()][];
        int next = 0;
        for (int group = 0; group < groups.length; group++) {
            int from = next;
            while (next < kept.size() && kept.get(next) / shape.filtersPerGroup() == group) {
                next++;
            }
            groups[group] = kept.subList(from, next).stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
        return groups;
    }

    private static int[][] allByGroup(LayerShape shape) {
        int each = shape.filtersPerGroup();
        return IntStream.range(0, shape.groups())
                .mapToObj(group ->
                        IntStream.range(group * each, (group + 1) * each).toArray())
                .toArray(int[][]::new);
    }

    private static int most(int[][] filters) {
        return Arrays.stream(filters).mapToInt(kept -> kept.length).max().orElseThrow();
    }

    private static int sum(int[][] filters) {
        return Arrays.stream(filters).mapToInt(kept -> kept.length).sum();
    }

    /**
     * The same layer with its kept filters in another order.
     *
     * @param order of the filters of a group, by their numbers over all groups
     */
    public KeptLayer reordered(UnaryOperator<List<Integer>> order) {
        int[][] ordered = Arrays.stream(filters)
                .map(group -> order.apply(Arrays.stream(group).boxed().toList()).stream()
                        .mapToInt(Integer::intValue)
                        .toArray())
                .toArray(int[][]::new);
        return new KeptLayer(this, ordered);
    }

    public LayerWorkload layer() {
        return layer;
    }

    public LayerShape shape() {
        return shape;
    }

    /**
     * Requires that pruning left something.
     *
     * @throws InfeasibleLayerException if no filter is left
     */
    public void requireFilters() {
        if (allFilters() == 0) {
            throw new InfeasibleLayerException(layer.layer().name(), "every filter is pruned, nothing is left to run");
        }
    }

    /** Kept filters of a group. */
    public int filters(int group) {
        return filters[group].length;
    }

    /** Most filters that a group keeps. */
    public int mostFilters() {
        return mostFilters;
    }

    /** Kept filters over all groups. */
    public int allFilters() {
        return allFilters;
    }

    /** Number {@code k} over all groups of the kept filter {@code index}. */
    public int filter(int group, int index) {
        return filters[group][index];
    }

    private int column(int channel, int r, int s) {
        return (channel * shape.r() + r) * shape.s() + s;
    }

    /** Kept columns of a range of channels. */
    public int columns(int channelFrom, int channelTo) {
        return columnsBefore[column(channelTo, 0, 0)] - columnsBefore[column(channelFrom, 0, 0)];
    }

    public boolean keepsColumn(int channel, int r, int s) {
        return keptColumns[column(channel, r, s)];
    }

    /** Channels of a range that some kept column reads. */
    public int keptChannels(int channelFrom, int channelTo) {
        return channelsBefore[channelTo] - channelsBefore[channelFrom];
    }

    /** Whether every filter and every column is kept, so that blocks of one size differ in their zeros only. */
    public boolean keepsAll() {
        return allFilters == shape.k() && columns(0, shape.channelsPerGroup()) == keptColumns.length;
    }

    /**
     * Whether the layer is known to be a matrix product of operands without zeros, so that tiles of one size do the same wherever
     * they lie.
     */
    public boolean isUniform() {
        return isDense()
                && layer.inputs().isFull()
                && shape.r() == 1
                && shape.s() == 1
                && shape.rows().stride() == 1
                && shape.columns().stride() == 1
                && shape.p() == shape.h()
                && shape.q() == shape.w();
    }

    /** Whether the layer is known to have no zero weight, so that blocks of one size are alike. */
    public boolean isDense() {
        return layer.weights().isFull();
    }

    /** Whether kept filter {@code index} has a weight there that is not zero. */
    public boolean isPresent(int group, int index, int channel, int r, int s) {
        return layer.weights().get(filters[group][index] * keptColumns.length + column(channel, r, s));
    }

    /** Whether {@code length} weights, at most 64, of one kept filter are not zero, from a column of a channel on. */
    public long present(int group, int index, int channel, int offset, int length) {
        return layer.weights().bits(filters[group][index] * keptColumns.length + column(channel, 0, offset), length);
    }

    /** Whether {@code length} columns, at most 64, of one channel are kept, from a kernel offset on. */
    public long kept(int channel, int offset, int length) {
        long kept = 0;
        for (int i = 0; i < length; i++) {
            kept |= (keptColumns[column(channel, 0, offset + i)] ? 1L : 0) << i;
        }
        return kept;
    }

    /** Weights that are not zero of one kept filter in a range of channels. */
    public int present(int group, int index, int channelFrom, int channelTo) {
        return presentColumns(group, index, column(channelFrom, 0, 0), column(channelTo, 0, 0));
    }

    private int presentColumns(int group, int index, int columnFrom, int columnTo) {
        int row = filters[group][index] * keptColumns.length;
        return layer.weights().count(row + columnFrom, row + columnTo);
    }

    /** Weights that are not zero of one kept filter in a range of kept columns, counted over all channels. */
    public int presentKeptColumns(int group, int index, int keptFrom, int keptTo) {
        return presentColumns(group, index, columnAt[keptFrom], columnAt[keptTo]);
    }

    /** Kept columns of all channels below {@code channel}. */
    public int columnsBelow(int channel) {
        return columnsBefore[column(channel, 0, 0)];
    }

    /** Weights that are not zero within a block. */
    public long present(TileRange.WeightBlock block) {
        if (layer.weights().isFull()) {
            return (long) (block.filterTo() - block.filterFrom()) * columns(block.channelFrom(), block.channelTo());
        }
        long present = 0;
        for (int f = block.filterFrom(); f < block.filterTo(); f++) {
            present += present(block.group(), f, block.channelFrom(), block.channelTo());
        }
        return present;
    }

    /** Channel over all groups. */
    public int channel(int group, int channel) {
        return group * shape.channelsPerGroup() + channel;
    }
}
