package archsim.reports.plot;

import archsim.base.AtomicFile;
import archsim.base.table.CsvTable;
import archsim.base.table.LatexTable;
import archsim.base.table.MarkdownTable;
import archsim.base.table.ResultTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of a study while they are made: all of them before the first is written, so that what cannot be shown leaves none. */
public final class TableFiles {

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    /** Adds a file of text. */
    public void put(String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a table as CSV and as LaTeX. */
    public void put(String name, ResultTable table) {
        put(name + ".csv", CsvTable.render(table));
        put(name + ".tex", LatexTable.render(table, "tab:" + name));
    }

    /** Adds figures in each of their forms. */
    public void put(List<FigureFiles> figures) {
        figures.forEach(figure -> files.putAll(figure.contents()));
    }

    /** Figures by reference, and under each table's title the table: the body of a page in Markdown. */
    public static String markdown(List<FigureFiles> figures, Collection<ResultTable> tables) {
        var text = new StringBuilder();
        figures.forEach(figure -> text.append("![")
                .append(figure.title())
                .append("](")
                .append(figure.stem())
                .append(".svg)\n\n"));
        tables.forEach(table -> text.append("## ")
                .append(table.title())
                .append("\n\n")
                .append(MarkdownTable.render(table))
                .append('\n'));
        return text.toString();
    }

    /**
     * Writes all files into {@code folder}, which must exist, each whole or not at all.
     *
     * @return their names, in the order of writing
     */
    public List<String> write(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            AtomicFile.write(folder.resolve(file.getKey()), file.getValue());
        }
        return List.copyOf(files.keySet());
    }
}
