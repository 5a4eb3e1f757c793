package archsim.reports.page;

import archsim.base.table.ResultTable;
import archsim.engine.pe.Cause;
import archsim.engine.run.result.MachineTerms;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.reports.chart.ResultFigures;
import archsim.reports.chart.RooflineChart;
import archsim.reports.html.Html;
import archsim.reports.html.HtmlPage;
import archsim.reports.plot.Figure;
import archsim.reports.plot.FigureFiles;
import archsim.reports.result.MergedResults;
import archsim.reports.result.NamedResult;
import archsim.reports.text.LayerTable;
import archsim.reports.text.RunTables;
import archsim.reports.text.StorageExplanation;
import archsim.reports.text.SummaryTables;
import archsim.reports.words.MachineText;
import archsim.reports.words.OperandText;
import archsim.reports.words.PartialEnergy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One or several results as a page that stands alone: who wins first, then why, then what it was made from.
 *
 * <p>All figures are drawn in the page and can be read without a script; each is followed by its numbers. The same
 * results give the same bytes on machines with the same fonts.
 */
public final class ReportPage {

    private static final int FEW = 3;
    private static final int TALL = 600;

    private final List<NamedResult> results;
    private final List<EmbeddedTrace> traces;
    private final SimulationResult merged;
    private final ResultFigures figures;
    private final String machines;
    private int figureCount;
    private int tableCount;

    private ReportPage(List<NamedResult> results, List<EmbeddedTrace> traces) {
        this.traces = List.copyOf(traces);
        this.results = List.copyOf(results);
        this.merged = MergedResults.of(results);
        this.machines = results.stream()
                .map(each -> MachineText.caption(each.result()))
                .distinct()
                .collect(Collectors.joining("; "));
        this.figures = new ResultFigures(merged, machines);
    }

    /**
     * The document.
     *
     * @param results at least one; workloads of all are compared with the first of the first
     * @param command that makes it, for the section on provenance
     */
    public static String of(List<NamedResult> results, String command) {
        return of(results, List.of(), command);
    }

    /**
     * The document.
     *
     * @param results at least one; workloads of all are compared with the first of the first
     * @param traces that the page offers to open
     * @param command that makes it, for the section on provenance
     */
    public static String of(List<NamedResult> results, List<EmbeddedTrace> traces, String command) {
        return new ReportPage(results, traces).page(command);
    }

    /** The figures that are about all results, as files; those about single layers are on the page alone. */
    public static List<FigureFiles> figures(List<NamedResult> results) {
        var page = new ReportPage(results, List.of());
        var files = new ArrayList<FigureFiles>();
        files.add(new FigureFiles("cycles", page.figures.cycles()));
        files.add(new FigureFiles("energy", page.figures.energy()));
        files.add(new FigureFiles("energy-by-data-type", page.figures.energyByDataType()));
        files.add(new FigureFiles("dram", page.figures.dram()));
        files.add(new FigureFiles("storage", page.figures.storage()));
        page.figures.accuracy().ifPresent(figure -> files.add(new FigureFiles("accuracy", figure)));
        for (int i = 0; i < results.size(); i++) {
            String stem = results.size() == 1 ? "roofline" : "roofline-" + (i + 1);
            RooflineChart.of(results.get(i).result()).ifPresent(figure -> files.add(new FigureFiles(stem, figure)));
        }
        return files;
    }

    private String page(String command) {
        String title = "archsim: "
                + merged.runs().stream().map(RunResult::accelerator).distinct().collect(Collectors.joining(", "));
        return new HtmlPage(title, machines)
                .section("summary", "Summary", summary())
                .section("layers", "Layers", layers())
                .section("cycles", "Cycles by cause", cycles())
                .section("energy", "Energy and traffic", energy())
                .section("storage", "Storage", storage())
                .section("roofline", "Roofline", rooflines())
                .section("comparisons", "Comparisons", comparisons())
                .section("provenance", "Provenance", new ProvenanceHtml(results, command).html())
                .document();
    }

    private Html summary() {
        var html = new Html();
        List<String> sentences = Winners.of(merged);
        html.markup("<p class=\"lead\">").text(sentences.get(0)).markup("</p>\n");
        if (sentences.size() > 1) {
            html.markup("<ul class=\"verdicts\">\n");
            sentences.stream().skip(1).forEach(sentence -> html.element("li", sentence));
            html.markup("</ul>\n");
        }
        if (results.size() > 1) {
            html.markup("<p class=\"note\">")
                    .text("The baseline of all is " + merged.runs().get(0).workload()
                            + "; under Comparisons each result keeps its own.")
                    .markup("</p>\n");
        }
        machines().forEach(sentence -> note(html, sentence));
        html.append(table(SummaryTables.summary(merged)));
        note(html, SummaryTables.summaryLegend());
        note(html, OperandText.inputs(merged));
        OperandText.rounded(merged).forEach(sentence -> note(html, sentence));
        OperandText.scaled(merged).forEach(sentence -> note(html, sentence));
        html.append(table(SummaryTables.rates(merged)));
        note(html, SummaryTables.ratesLegend());
        PartialEnergy.sentences(merged).forEach(sentence -> note(html, sentence));
        figure(html, figures.cycles());
        return figure(html, figures.energy());
    }

    /** What each machine is, and a warning where they differ in more than their design. */
    private List<String> machines() {
        var sentences = new LinkedHashSet<String>();
        results.forEach(each -> sentences.addAll(MachineText.of(each.result())));
        var terms = results.stream()
                .flatMap(each -> MachineTerms.of(each.result().config()).stream())
                .toList();
        MachineText.warning(terms).ifPresent(sentences::add);
        return List.copyOf(sentences);
    }

    private Html layers() {
        Html html = PageTable.of(LayerTable.of(merged)).html("layer-table", true);
        traces.forEach(trace -> html.append(trace.html()));
        return merged.runs().size() < 2 ? html : html.markup("<div id=\"side-by-side\"></div>\n");
    }

    private Html cycles() {
        var html = new Html();
        html.markup("<p>Every multiplier slot, one multiplier in one cycle, has exactly one cause.</p>\n<dl>\n");
        for (Cause cause : Cause.values()) {
            html.element("dt", cause.words()).element("dd", cause.meaning());
        }
        html.markup("</dl>\n");
        for (RunResult run : merged.runs()) {
            html.element("h3", run.workload());
            Html part = new Html();
            figure(part, figures.layerCycles(run));
            folded(html, "Cycles of the layers, drawn", part, few());
            folded(html, "Cycles of the layers, in numbers", table(RunTables.cycleStack(run)), false);
        }
        return html;
    }

    private Html energy() {
        var html = new Html();
        figure(html, figures.energyByDataType());
        figure(html, figures.dram());
        html.append(table(SummaryTables.dram(merged)));
        for (RunResult run : merged.runs()) {
            html.element("h3", run.workload());
            html.append(table(RunTables.energy(run)));
            Html part = new Html();
            figure(part, figures.layerEnergy(run));
            folded(html, "Energy of the layers, drawn", part, few());
        }
        return html;
    }

    private Html storage() {
        var html = new Html();
        figure(html, figures.storage());
        html.append(table(SummaryTables.storage(merged)));
        figures.accuracy().ifPresent(accuracy -> figure(html, accuracy));
        return folded(html, "Storage of the layers", table(StorageExplanation.table(merged)), false);
    }

    private Html rooflines() {
        var html = new Html();
        for (NamedResult each : results) {
            RooflineChart.of(each.result())
                    .ifPresentOrElse(
                            roofline -> figure(html, roofline),
                            () -> note(html, "No layer of " + each.name() + " moved a byte to or from DRAM."));
        }
        return html;
    }

    private Html comparisons() {
        var html = new Html();
        for (NamedResult each : results) {
            SimulationResult result = each.result();
            if (results.size() > 1) {
                html.element("h3", each.name());
            }
            if (result.comparisons().isEmpty()) {
                note(html, "One workload, so there is nothing to compare it with.");
            } else {
                html.append(table(SummaryTables.ppr(result)));
                note(html, SummaryTables.pprLegend(result));
                html.append(table(SummaryTables.lossFactors(result)));
            }
        }
        return html;
    }

    private boolean few() {
        return merged.runs().size() <= FEW;
    }

    private Html figure(Html html, Figure figure) {
        String id = "figure-" + ++figureCount;
        return html.markup("<figure" + (figure.panelHeight() > TALL ? " class=\"tall\"" : "") + ">\n")
                .markup("<p class=\"figure-title\">")
                .text(figure.title())
                .markup("</p>\n")
                .markup(figure.toInlineSvg(id))
                .markup("\n<figcaption>")
                .text(figure.caption())
                .markup("</figcaption>\n</figure>\n");
    }

    private Html table(ResultTable table) {
        return PageTable.of(table).html("table-" + ++tableCount, false);
    }

    private static void note(Html html, String text) {
        html.markup("<p class=\"note\">").text(text).markup("</p>\n");
    }

    private static Html folded(Html html, String summary, Html content, boolean open) {
        return html.markup(open ? "<details open=\"\">" : "<details>")
                .element("summary", summary)
                .append(content)
                .markup("</details>\n");
    }
}
