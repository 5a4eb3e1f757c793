package archsim.engine.machines;

import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import java.util.ArrayList;
import java.util.List;

/** What of a layer is stored, found by looking at each weight: the plainest reading of a compacted shape. */
public record LiteralLayer(LayerWorkload layer) {

    /** A kernel offset of one channel of a group. */
    public record Column(int c, int r, int s) {}

    public LayerShape shape() {
        return layer.shape();
    }

    public boolean hasWeight(int k, Column column) {
        LayerShape shape = layer.shape();
        int index = ((k * shape.channelsPerGroup() + column.c) * shape.r() + column.r) * shape.s() + column.s;
        return layer.weights().get(index);
    }

    public boolean hasInput(int n, int c, int h, int w) {
        LayerShape shape = layer.shape();
        return layer.inputs().get(((n * shape.c() + c) * shape.h() + h) * shape.w() + w);
    }

    /** Filters of a group, without those that structured pruning emptied. */
    public List<Integer> filters(int group) {
        var filters = new ArrayList<Integer>();
        for (int i = 0; i < layer.shape().filtersPerGroup(); i++) {
            int k = group * layer.shape().filtersPerGroup() + i;
            if (!layer.scheme().isStructured() || allColumns().stream().anyMatch(column -> hasWeight(k, column))) {
                filters.add(k);
            }
        }
        return filters;
    }

    /** Columns in {@code [c][r][s]} order, without those that structured pruning emptied. */
    public List<Column> columns() {
        return allColumns().stream()
                .filter(column -> !layer.scheme().isStructured() || hasAnyWeight(column))
                .toList();
    }

    private boolean hasAnyWeight(Column column) {
        for (int k = 0; k < layer.shape().k(); k++) {
            if (hasWeight(k, column)) {
                return true;
            }
        }
        return false;
    }

    private List<Column> allColumns() {
        var columns = new ArrayList<Column>();
        for (int c = 0; c < layer.shape().channelsPerGroup(); c++) {
            for (int r = 0; r < layer.shape().r(); r++) {
                for (int s = 0; s < layer.shape().s(); s++) {
                    columns.add(new Column(c, r, s));
                }
            }
        }
        return columns;
    }
}
