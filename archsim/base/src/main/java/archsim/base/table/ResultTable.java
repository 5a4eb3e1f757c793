package archsim.base.table;

import archsim.base.RootLocale;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows under named columns, with a unit in each header that needs one.
 *
 * @param title one line above the table; may be empty
 * @param columns left to right, at least one
 * @param rows each as long as the columns; a cell is text, a number, which its column formats, a boolean, or an optional
 *     of these
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
                throw new IllegalArgumentException(
                        RootLocale.format("a row needs %d cells, was %s", columns.size(), row));
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
            return text(header, header);
        }

        /** Adds a column of text that programs know by {@code key}. */
        public Builder text(String header, String key) {
            columns.add(new Column(header, key, Optional.empty()));
            return this;
        }

        /** Adds a column of numbers, aligned right, shown by a {@link java.util.Formatter} pattern like {@code %,d}. */
        public Builder number(String header, String pattern) {
            return number(header, header, pattern);
        }

        /** Adds a column of numbers that programs know by {@code key}. */
        public Builder number(String header, String key, String pattern) {
            columns.add(new Column(header, key, Optional.of(pattern)));
            return this;
        }

        /**
         * Adds a column of numbers that programs know by {@code key} and in another unit.
         *
         * @param divisor from the unit of the cells, which programs read, to that of {@code header}
         */
        public Builder scaled(String header, String key, String pattern, double divisor) {
            columns.add(new Column(header, key, Optional.of(pattern), divisor));
            return this;
        }

        /** Adds a column of numbers of four digits that programs know by {@code key} and in another unit. */
        public Builder fitted(String header, String key, double divisor) {
            return scaled(header, key, Column.FOUR_DIGITS, divisor);
        }

        /** Adds a column of numbers of four digits. */
        public Builder fitted(String header) {
            return fitted(header, header, 1);
        }

        /** Adds a row. */
        public Builder row(Object... cells) {
            rows.add(List.of(cells));
            return this;
        }

        /** Takes the column of {@code header} out if {@code without} holds. */
        public Builder leaveOut(String header, boolean without) {
            int at = columns.stream().map(Column::header).toList().indexOf(header);
            if (without) {
                columns.remove(at);
                rows.replaceAll(row -> {
                    var left = new ArrayList<>(row);
                    left.remove(at);
                    return List.copyOf(left);
                });
            }
            return this;
        }

        public ResultTable build() {
            return new ResultTable(title, columns, rows);
        }
    }
}
