package archsim.reports.study;

import archsim.base.RootLocale;
import archsim.base.table.MarkdownTable;
import archsim.base.table.MarkdownText;
import archsim.base.table.ResultTable;
import archsim.reports.plot.FigureFiles;
import archsim.sweep.study.Claim;
import archsim.sweep.study.PairResult;
import archsim.sweep.study.StudyResult;
import java.util.List;
import java.util.Map;

/** A study as {@code study.md}: for each pair the verdicts, then the tables that they rest on. */
final class StudyMarkdown {

    private StudyMarkdown() {}

    /** @param figures of all pairs, by what their files are called */
    static String of(StudyResult result, List<FigureFiles> figures) {
        var text = new StringBuilder("# " + MarkdownText.of(StudyWords.title(result)) + "\n\n");
        StudyWords.remarks(result)
                .forEach(remark ->
                        text.append("- ").append(MarkdownText.of(remark)).append('\n'));
        for (PairResult pair : result.pairs()) {
            add(text, result, pair, figures);
        }
        text.append("\n## Columns\n\n");
        StudyWords.LEGEND.forEach(line -> text.append("- ").append(line).append('\n'));
        text.append(RootLocale.format(
                "\n## Made from\n\narchsim %s, commit %s, seed %d, study SHA-256 %s.\n",
                result.provenance().archsimVersion(),
                result.provenance().gitCommit(),
                result.provenance().seed(),
                result.provenance().configSha256()));
        result.provenance().modelSha256().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(model -> text.append(RootLocale.format(
                        "Model %s: SHA-256 %s.\n", MarkdownText.of(model.getKey()), model.getValue())));
        return text.toString();
    }

    private static void add(StringBuilder text, StudyResult result, PairResult pair, List<FigureFiles> figures) {
        text.append("\n## ").append(MarkdownText.of(StudyWords.heading(pair))).append("\n\n");
        StudyVerdicts.of(pair).forEach(line -> text.append("- **Who wins**, ")
                .append(MarkdownText.of(line))
                .append('\n'));
        text.append('\n');
        for (Claim claim : result.claims(pair)) {
            text.append(RootLocale.format(
                    "- **%s %s**: %s. %s.\n",
                    claim.id(),
                    claim.verdict().words(),
                    MarkdownText.of(claim.statement()),
                    MarkdownText.of(claim.reading())));
        }
        List.of(
                        StudyTables.claims(pair, result.claims(pair)),
                        StudyTables.storage(pair),
                        StudyTables.contests(pair),
                        StudyTables.runs(pair),
                        StudyTables.rates(pair),
                        StudyTables.refused(pair))
                .forEach(table -> add(text, table));
        figures.stream()
                .filter(figure -> figure.stem().endsWith("-" + pair.pair().name()))
                .forEach(figure -> text.append(
                        RootLocale.format("\n![%s](%s.png)\n", MarkdownText.of(figure.title()), figure.stem())));
    }

    private static void add(StringBuilder text, ResultTable table) {
        if (!table.rows().isEmpty()) {
            text.append("\n### ")
                    .append(MarkdownText.of(table.title()))
                    .append("\n\n")
                    .append(MarkdownTable.render(table));
        }
    }
}
