package archsim.base.table;

import java.util.List;
import java.util.stream.IntStream;

/** A {@link ResultTable} as aligned text for a terminal. */
public final class TextTable {

    private TextTable() {}

    /** The table with two spaces between columns and a rule under the header; ends with a line feed. */
    public static String render(ResultTable table) {
        List<Column> columns = table.columns();
        List<List<String>> rows =
                table.rows().stream().map(row -> shown(columns, row)).toList();
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = columns.get(i).header().length();
            for (List<String> cells : rows) {
                widths[i] = Math.max(widths[i], cells.get(i).length());
            }
        }
        var text = new StringBuilder();
        if (!table.title().isEmpty()) {
            text.append(table.title()).append('\n');
        }
        line(text, columns, widths, columns.stream().map(Column::header).toList());
        int width = 2 * (widths.length - 1);
        for (int column : widths) {
            width += column;
        }
        text.append("-".repeat(width)).append('\n');
        for (List<String> cells : rows) {
            line(text, columns, widths, cells);
        }
        return text.toString();
    }

    private static List<String> shown(List<Column> columns, List<Object> row) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i).shown(row.get(i)))
                .toList();
    }

    private static void line(StringBuilder text, List<Column> columns, int[] widths, List<String> cells) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - cells.get(i).length());
            line.append(i == 0 ? "" : "  ")
                    .append(columns.get(i).alignsRight() ? padding + cells.get(i) : cells.get(i) + padding);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }
}
