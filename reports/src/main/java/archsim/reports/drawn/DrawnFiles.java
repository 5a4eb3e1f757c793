package archsim.reports.drawn;

import archsim.base.json.StrictJson;
import archsim.base.table.ResultTable;
import archsim.reports.plot.FigureFiles;
import archsim.reports.plot.TableFiles;
import archsim.sweep.drawn.DrawnResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
        var files = new TableFiles();
        Map<String, ResultTable> tables = DrawnTables.of(result);
        List<FigureFiles> figures = new ArrayList<>(BesideChart.of(result));
        figures.addAll(DrawnChart.of(result));
        files.put(
                "drawn-masks.md",
                "# How wrong are drawn masks?\n\n"
                        + TableFiles.markdown(figures, DrawnTables.shown(result).values()));
        files.put("drawn-masks.json", json(result));
        tables.forEach(files::put);
        files.put(figures);
        return files.write(folder);
    }

    /** The comparison as JSON, ending with a line feed. */
    public static String json(DrawnResult result) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("schemaVersion", 1);
        tree.put("provenance", result.provenance());
        tree.put("config", result.config());
        tree.put("models", result.models());
        tree.put("cells", result.cells());
        return StrictJson.write(tree);
    }
}
