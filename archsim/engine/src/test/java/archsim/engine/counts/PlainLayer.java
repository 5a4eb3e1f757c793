package archsim.engine.counts;

import archsim.engine.Taps;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import java.util.ArrayList;
import java.util.List;

/** A layer for literal models: what is stored of it is found by looking at every weight. */
public final class PlainLayer {

    /** A channel of a group at a kernel offset. */
    public record Column(int c, int r, int s) {}

    private final LayerWorkload workload;
    private final LayerShape shape;
    private final List<Column> columns = new ArrayList<>();
    private final List<List<Integer>> filters = new ArrayList<>();

    public PlainLayer(LayerWorkload workload) {
        this.workload = workload;
        this.shape = workload.shape();
        boolean compacted = workload.scheme().isStructured();
        List<Column> allColumns = allColumns();
        for (Column column : allColumns) {
            if (!compacted || isUsed(column)) {
                columns.add(column);
            }
        }
        for (int group = 0; group < shape.groups(); group++) {
            var ofGroup = new ArrayList<Integer>();
            for (int i = 0; i < shape.filtersPerGroup(); i++) {
                int k = group * shape.filtersPerGroup() + i;
                if (!compacted || allColumns.stream().anyMatch(column -> hasWeight(k, column))) {
                    ofGroup.add(k);
                }
            }
            filters.add(ofGroup);
        }
    }

    private List<Column> allColumns() {
        var all = new ArrayList<Column>();
        for (int c = 0; c < shape.channelsPerGroup(); c++) {
            for (int r = 0; r < shape.r(); r++) {
                for (int s = 0; s < shape.s(); s++) {
                    all.add(new Column(c, r, s));
                }
            }
        }
        return all;
    }

    private boolean isUsed(Column column) {
        for (int k = 0; k < shape.k(); k++) {
            if (hasWeight(k, column)) {
                return true;
            }
        }
        return false;
    }

    /** The layer as machines get it. */
    public LayerWorkload workload() {
        return workload;
    }

    /** Loop bounds. */
    public LayerShape shape() {
        return shape;
    }

    /** Whether filter {@code k}, numbered over all groups, has a weight in {@code column}. */
    public boolean hasWeight(int k, Column column) {
        int index = ((k * shape.channelsPerGroup() + column.c) * shape.r() + column.r) * shape.s() + column.s;
        return workload.weights().get(index);
    }

    /** Whether an input is not zero; padding is zero. */
    public boolean hasInput(int n, int c, int h, int w) {
        boolean padding = h < 0 || h >= shape.h() || w < 0 || w >= shape.w();
        return !padding && workload.inputs().get(((n * shape.c() + c) * shape.h() + h) * shape.w() + w);
    }

    /** The input under {@code column} at output row {@code row}, numbered over all images, and output column {@code q}. */
    public boolean hasInputUnder(int group, Column column, int row, int q) {
        int h = Taps.row(shape, row % shape.p(), column.r);
        int w = Taps.column(shape, q, column.s);
        return hasInput(row / shape.p(), group * shape.channelsPerGroup() + column.c, h, w);
    }

    /** Filters of a group, numbered over all groups; a structured layer's empty ones are gone. */
    public List<Integer> filters(int group) {
        return filters.get(group);
    }

    /** Filters over all groups. */
    public int allFilters() {
        return filters.stream().mapToInt(List::size).sum();
    }

    /** Columns in {@code [c][r][s]} order; a structured layer's empty ones are gone. */
    public List<Column> columns() {
        return columns;
    }

    /** Columns of channels {@code [from, to)} of a group. */
    public List<Column> columns(int from, int to) {
        return columns.stream()
                .filter(column -> column.c >= from && column.c < to)
                .toList();
    }

    /** Channels of a group in {@code [from, to)} that have a column. */
    public List<Integer> channels(int from, int to) {
        return columns(from, to).stream().map(Column::c).distinct().toList();
    }
}
