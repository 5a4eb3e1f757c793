package archsim.base.table;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A {@link ResultTable} as a table of GitHub-flavoured Markdown, numbers as people read them. */
public final class MarkdownTable {

    private MarkdownTable() {}

    /** The table without its title; ends with a line feed. */
    public static String render(ResultTable table) {
        List<Column> columns = table.columns();
        var text = new StringBuilder();
        line(text, columns.stream().map(Column::header).toList());
        line(
                text,
                columns.stream()
                        .map(column -> column.alignsRight() ? "--:" : "---")
                        .toList());
        for (List<Object> row : table.rows()) {
            line(
                    text,
                    IntStream.range(0, columns.size())
                            .mapToObj(i -> columns.get(i).shown(row.get(i)))
                            .toList());
        }
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append(cells.stream().map(MarkdownText::ofCell).collect(Collectors.joining(" | ", "| ", " |\n")));
    }
}
