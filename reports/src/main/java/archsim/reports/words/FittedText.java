package archsim.reports.words;

import archsim.base.table.ResultTable;
import archsim.base.table.TextTable;
import java.util.ArrayList;
import java.util.List;

/** Text that keeps within the width of a terminal. */
public final class FittedText {

    /** Columns of a wide terminal. */
    public static final int WIDTH = 120;

    private static final int SHORTEST_NAME = 12;

    private FittedText() {}

    /** The table with the names in its first column shortened in the middle as far as needed. */
    public static String table(ResultTable table) {
        String text = TextTable.render(table);
        int excess = longestLine(text) - WIDTH;
        if (excess <= 0) {
            return text;
        }
        int longest = table.rows().stream()
                .mapToInt(row -> row.get(0).toString().length())
                .max()
                .orElse(0);
        int width = Math.max(SHORTEST_NAME, longest - excess);
        List<List<Object>> rows = new ArrayList<>();
        for (List<Object> row : table.rows()) {
            var cells = new ArrayList<Object>(row);
            cells.set(0, shortened(row.get(0).toString(), width));
            rows.add(cells);
        }
        return TextTable.render(new ResultTable(shortened(table.title(), WIDTH), table.columns(), rows));
    }

    /** {@code name} in at most {@code width} characters: both ends, since names often differ only in the last. */
    public static String shortened(String name, int width) {
        if (name.length() <= width) {
            return name;
        }
        int head = (width - 2) / 2;
        return name.substring(0, head) + ".." + name.substring(name.length() - (width - 2 - head));
    }

    /** {@code text} broken at blanks, lines after the first indented; ends with a line feed. */
    public static String wrapped(String text, String indent) {
        var lines = new StringBuilder();
        var line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() + 1 + word.length() > WIDTH && !line.toString().isBlank()) {
                lines.append(line).append('\n');
                line = new StringBuilder(indent).append(word);
            } else {
                line.append(line.length() == 0 ? "" : " ").append(word);
            }
        }
        return lines.append(line).append('\n').toString();
    }

    private static int longestLine(String text) {
        return text.lines().mapToInt(String::length).max().orElse(0);
    }
}
