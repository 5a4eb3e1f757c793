package archsim.reports.drawn;

import archsim.base.AtomicFile;
import archsim.base.json.StrictJson;
import archsim.base.table.CsvTable;
import archsim.base.table.LatexTable;
import archsim.base.table.MarkdownTable;
import archsim.base.table.ResultTable;
import archsim.reports.plot.FigureFiles;
import archsim.sweep.drawn.DrawnResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of a comparison: {@code drawn-masks.md} and {@code .json}, tables as CSV and LaTeX, figures as PNG, SVG and PDF. */
public final class DrawnFiles {

    private DrawnFiles() {}

    /**
     * Writes all files into {@code folder}, which must exist, each whole or not at all.
     *
     * @return names of the files, in the order of writing
     */
    public static List<String> write(Path folder, DrawnResult result) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        Map<String, ResultTable> tables = DrawnTables.of(result);
        List<FigureFiles> figures = DrawnChart.of(result);
        put(files, "drawn-masks.md", markdown(DrawnTables.shown(result), figures));
        put(files, "drawn-masks.json", json(result));
        tables.forEach((name, table) -> {
            put(files, name + ".csv", CsvTable.render(table));
            put(files, name + ".tex", LatexTable.render(table, "tab:" + name));
        });
        figures.forEach(figure -> files.putAll(figure.contents()));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            AtomicFile.write(folder.resolve(file.getKey()), file.getValue());
        }
        return List.copyOf(files.keySet());
    }

    /** The comparison as JSON, ending with a line feed. */
    public static String json(DrawnResult result) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("schemaVersion", 1);
        tree.put("provenance", result.provenance());
        tree.put("config", result.config());
        tree.put("cells", result.cells());
        return StrictJson.write(tree);
    }

    private static String markdown(Map<String, ResultTable> tables, List<FigureFiles> figures) {
        var text = new StringBuilder("# How wrong are drawn masks?\n\n");
        figures.forEach(figure -> text.append("![")
                .append(figure.title())
                .append("](")
                .append(figure.stem())
                .append(".svg)\n\n"));
        tables.values().forEach(table -> text.append("## ")
                .append(table.title())
                .append("\n\n")
                .append(MarkdownTable.render(table))
                .append('\n'));
        return text.toString();
    }

    private static void put(Map<String, byte[]> files, String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
