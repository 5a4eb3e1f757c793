package archsim.base.table;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows under named columns, with a unit in each header that needs one.
 *
 * @param title one line above the table; may be empty
 * @param columns left to right, at least one
 * @param rows each as long as the columns; a cell is text or a number, which its column formats
 */
public record ResultTable(String title, List<Column> columns, List<List<Object>> rows) {

    public ResultTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("a table needs a column");
        }
        for (List<Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("a row needs %d cells, was %s".formatted(columns.size(), row));
            }
        }
    }

    /** Starts a table. */
    public static Builder titled(String title) {
        return new Builder(title);
    }

    /** Gathers columns, then rows. */
    public static final class Builder {

        private final String title;
        private final List<Column> columns = new ArrayList<>();
        private final List<List<Object>> rows = new ArrayList<>();

        private Builder(String title) {
            this.title = title;
        }

        /** Adds a column of text, aligned left. */
        public Builder text(String header) {
            columns.add(Column.text(header));
            return this;
        }

        /** Adds a column of numbers, aligned right, shown by a {@link java.util.Formatter} pattern like {@code %,d}. */
        public Builder number(String header, String pattern) {
            columns.add(Column.number(header, pattern));
            return this;
        }

        /** Adds a row. */
        public Builder row(Object... cells) {
            rows.add(List.of(cells));
            return this;
        }

        public ResultTable build() {
            return new ResultTable(title, columns, rows);
        }
    }
}
