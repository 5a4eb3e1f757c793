package archsim.reports.tradeoff;

import archsim.base.json.StrictJson;
import archsim.base.table.ResultTable;
import archsim.reports.html.HtmlPage;
import archsim.reports.html.HtmlTable;
import archsim.reports.plot.FigureFiles;
import archsim.reports.plot.TableFiles;
import archsim.sweep.tradeoff.TradeCell;
import archsim.sweep.tradeoff.TradeOffResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of a study: {@code study.md}, {@code study.html}, {@code study.json}, tables as CSV and LaTeX, figures as PNG, SVG and PDF. */
public final class TradeOffFiles {

    private TradeOffFiles() {}

    /**
     * Writes all files into {@code folder}, which must exist, each whole or not at all.
     *
     * @return names of the files, in the order of writing
     */
    public static List<String> write(Path folder, TradeOffResult result) throws IOException {
        var files = new TableFiles();
        Map<String, ResultTable> tables = TradeOffTables.of(result);
        List<FigureFiles> figures = TradeOffCharts.of(result);
        files.put("study.md", markdown(result, tables, figures));
        files.put("study.html", html(result, tables));
        files.put("study.json", json(result));
        tables.forEach(files::put);
        files.put(figures);
        return files.write(folder);
    }

    /** The study as JSON, ending with a line feed. */
    public static String json(TradeOffResult result) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("schemaVersion", 1);
        tree.put("title", result.study().config().title());
        tree.put("provenance", result.provenance());
        tree.put(
                "cells",
                result.cells().stream()
                        .flatMap(List::stream)
                        .map(TradeOffFiles::cell)
                        .toList());
        return StrictJson.write(tree);
    }

    private static Map<String, Object> cell(TradeCell cell) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("network", cell.network());
        tree.put("point", cell.point());
        tree.put("refused", cell.refused());
        cell.figures().ifPresent(figures -> {
            tree.put("figures", figures);
            tree.put("averagePowerMw", figures.averagePowerMw());
            tree.put("edpPjNs", figures.unitEdpPjNs());
        });
        return tree;
    }

    private static String markdown(TradeOffResult result, Map<String, ResultTable> tables, List<FigureFiles> figures) {
        var text = new StringBuilder("# " + result.study().config().title() + "\n\n");
        result.study().config().remarks().orElse(List.of()).forEach(remark -> text.append(remark)
                .append("\n\n"));
        return text + TableFiles.markdown(figures, tables.values());
    }

    private static String html(TradeOffResult result, Map<String, ResultTable> tables) {
        var page = new HtmlPage(
                result.study().config().title(),
                String.join(" ", result.study().config().remarks().orElse(List.of())));
        tables.forEach((name, table) ->
                page.section(name, table.title(), new HtmlTable("table-" + name, table, 0, false).html()));
        return page.document();
    }
}
