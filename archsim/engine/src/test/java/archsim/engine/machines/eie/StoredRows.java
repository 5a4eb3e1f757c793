package archsim.engine.machines.eie;

import archsim.engine.counts.PlainLayer;
import archsim.engine.counts.PlainLayer.Column;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a matrix as the PEs of an EIE store them: row {@code i} in PE {@code i mod pes}, column by column.
 *
 * <p>An entry is a weight and the zeros of the PE's own rows before it, 15 at most; a padding zero bridges 16 rows.
 */
final class StoredRows {

    /**
     * A weight, or a padding zero.
     *
     * @param place among all entries of its PE
     */
    record Entry(int place, boolean weight) {}

    private final int group;
    private final int filterFrom;
    private final int rows;
    private final List<List<List<Entry>>> columnsOfPe = new ArrayList<>();

    StoredRows(PlainLayer layer, int group, int filterFrom, List<Integer> rows, int pes) {
        this.group = group;
        this.filterFrom = filterFrom;
        this.rows = rows.size();
        for (int pe = 0; pe < pes; pe++) {
            columnsOfPe.add(columns(layer, rows, pe, pes));
        }
    }

    private static List<List<Entry>> columns(PlainLayer layer, List<Integer> rows, int pe, int pes) {
        var columns = new ArrayList<List<Entry>>();
        int place = 0;
        for (int c = 0; c < layer.shape().channelsPerGroup(); c++) {
            var entries = new ArrayList<Entry>();
            int zeros = 0;
            for (int i = pe; i < rows.size(); i += pes) {
                if (!layer.hasWeight(rows.get(i), new Column(c, 0, 0))) {
                    zeros++;
                    continue;
                }
                for (; zeros > 15; zeros -= 16) {
                    entries.add(new Entry(place++, false));
                }
                entries.add(new Entry(place++, true));
                zeros = 0;
            }
            columns.add(entries);
        }
        return columns;
    }

    int group() {
        return group;
    }

    int filterFrom() {
        return filterFrom;
    }

    int rows() {
        return rows;
    }

    /** PEs that have a row. */
    int usedPes() {
        return Math.min(columnsOfPe.size(), rows);
    }

    /** Entries of a PE in a column. */
    List<Entry> entries(int pe, int column) {
        return columnsOfPe.get(pe).get(column);
    }

    /** Entries of a PE in columns {@code [from, to)}. */
    List<Entry> entries(int pe, int from, int to) {
        return columnsOfPe.get(pe).subList(from, to).stream()
                .flatMap(List::stream)
                .toList();
    }
}
