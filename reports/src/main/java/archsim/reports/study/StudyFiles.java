package archsim.reports.study;

import archsim.base.table.ResultTable;
import archsim.reports.plot.FigureFiles;
import archsim.reports.plot.TableFiles;
import archsim.sweep.study.PairResult;
import archsim.sweep.study.StudyResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of a study: {@code study.md}, {@code study.json}, and for each pair its tables as CSV and LaTeX and its
 * figures as PNG and SVG. {@code tables.tex} is a document of all tables.
 */
public final class StudyFiles {

    private StudyFiles() {}

    /**
     * Writes all files into {@code folder}, which must exist, each whole or not at all.
     *
     * <p>Everything is made before the first file is written, so a study that cannot be shown leaves no file.
     *
     * @return names of the files, in the order of writing
     */
    public static List<String> write(Path folder, StudyResult result) throws IOException {
        var files = new TableFiles();
        List<FigureFiles> figures = StudyFigures.of(result);
        files.put("study.md", StudyMarkdown.of(result, figures));
        files.put("study.json", StudyJson.of(result));
        var document = new StringBuilder("""
            \\documentclass{article}
            \\usepackage{booktabs}
            \\usepackage[margin=1.5cm,landscape]{geometry}
            \\begin{document}
            """);
        for (PairResult pair : result.pairs()) {
            tables(result, pair).forEach((name, table) -> {
                files.put(name, table);
                document.append("\\input{").append(name).append(".tex}\n\\clearpage\n");
            });
        }
        files.put("tables.tex", document.append("\\end{document}\n").toString());
        files.put(figures);
        return files.write(folder);
    }

    private static Map<String, ResultTable> tables(StudyResult result, PairResult pair) {
        var tables = new LinkedHashMap<String, ResultTable>();
        String name = "-" + pair.pair().name();
        tables.put("claims" + name, StudyTables.claims(pair, result.claims(pair)));
        tables.put("storage" + name, StudyTables.storage(pair));
        tables.put("contests" + name, StudyTables.contests(pair));
        tables.put("runs" + name, StudyTables.runs(pair));
        tables.put("rates" + name, StudyTables.rates(pair));
        tables.put("refused" + name, StudyTables.refused(pair));
        tables.values().removeIf(table -> table.rows().isEmpty());
        return tables;
    }
}
