package archsim.base.table;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A {@link ResultTable} as a floating table of LaTeX, which needs the package {@code booktabs}; numbers as people read
 * them. All that LaTeX would take for a command is escaped; other than ASCII becomes a question mark.
 */
public final class LatexTable {

    private LatexTable() {}

    /**
     * The table, its title as caption.
     *
     * @param label that the text can refer to, of letters, digits, {@code :} and {@code -}
     */
    public static String render(ResultTable table, String label) {
        if (!label.matches("[A-Za-z0-9:-]+")) {
            throw new IllegalArgumentException("a label has letters, digits, : and - only, was " + label);
        }
        List<Column> columns = table.columns();
        String alignment =
                columns.stream().map(column -> column.alignsRight() ? "r" : "l").collect(Collectors.joining());
        var text = new StringBuilder("% needs \\usepackage{booktabs}\n\\begin{table*}\n\\centering\\footnotesize\n")
                .append("\\caption{" + escaped(table.title()) + "}\n")
                .append("\\label{" + label + "}\n")
                .append("\\begin{tabular}{" + alignment + "}\n\\toprule\n");
        line(text, columns.stream().map(Column::header).toList());
        text.append("\\midrule\n");
        for (List<Object> row : table.rows()) {
            line(
                    text,
                    IntStream.range(0, columns.size())
                            .mapToObj(i -> columns.get(i).shown(row.get(i)))
                            .toList());
        }
        return text.append("\\bottomrule\n\\end{tabular}\n\\end{table*}\n").toString();
    }

    /** A row that begins with a bracket would be read as an option of the line end before it. */
    private static void line(StringBuilder text, List<String> cells) {
        text.append(cells.stream().map(LatexTable::escaped).collect(Collectors.joining(" & ", "{}", " \\\\\n")));
    }

    static String escaped(String plain) {
        var text = new StringBuilder();
        plain.codePoints().forEach(c -> text.append(escaped(c)));
        return text.toString();
    }

    private static String escaped(int c) {
        return switch (c) {
            case '\\' -> "\\textbackslash{}";
            case '~' -> "\\textasciitilde{}";
            case '^' -> "\\textasciicircum{}";
            case '<' -> "\\textless{}";
            case '>' -> "\\textgreater{}";
            case '|' -> "\\textbar{}";
            case '"' -> "''";
            case '&', '%', '$', '#', '_', '{', '}' -> "\\" + (char) c;
            case '\n', '\t' -> " ";
            default -> c >= ' ' && c < 127 ? Character.toString(c) : "?";
        };
    }
}
