package archsim.reports.chart;

import archsim.base.RootLocale;
import archsim.reports.plot.Figure;
import archsim.reports.plot.FigureFiles;
import archsim.reports.plot.PlotStyle;
import archsim.reports.plot.StyledPlot;
import archsim.reports.words.FactWords;
import archsim.reports.words.FittedText;
import archsim.validation.ValidationReport;
import archsim.validation.fact.Check;
import archsim.validation.fact.Verdict;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Simulated over published figures of one set, a line each, over the range that still passes. */
public final class PublishedChart {

    private static final int LINE_PITCH = 20;
    private static final int FRAME = 120;
    private static final int LONGEST_NAME = 60;
    private static final double HALF_BAR = 0.36;
    private static final double MARGIN = 1.08;
    /** Pixels left and right of names and plot. */
    private static final int ROOM_BESIDE = 50;

    private static final Pattern YEAR = Pattern.compile("\\b(19|20)\\d\\d\\b");

    /** Each keeps its colour, whichever are absent. */
    private static final List<Verdict> VERDICTS =
            List.of(Verdict.PASS, Verdict.FAIL, Verdict.REPORTED, Verdict.WITHIN_PRICES);

    private final String set;
    private final String title;
    private final List<Check> checks;

    private PublishedChart(String set, String title, List<Check> checks) {
        this.set = set;
        this.title = title;
        this.checks = checks;
    }

    /**
     * The figure; empty if no figure of the set can be divided by another.
     *
     * @param set name of the set of facts
     */
    public static Optional<FigureFiles> of(String set, ValidationReport report) {
        return of(set, set + ": simulated against published", report);
    }

    /**
     * The same with a title of its own.
     *
     * @param set name of the set of facts, or of the figure that they are made for
     */
    public static Optional<FigureFiles> of(String set, String title, ValidationReport report) {
        List<Check> checks =
                report.checks().stream().filter(check -> ratio(check) > 0).toList();
        return checks.isEmpty()
                ? Optional.empty()
                : Optional.of(new FigureFiles("published-" + set, new PublishedChart(set, title, checks).figure()));
    }

    private static double ratio(Check check) {
        return check.simulated() / check.published();
    }

    Figure figure() {
        var plot = new XYPlot(points(), names(), null, dots());
        double least = checks.stream()
                        .mapToDouble(check -> Math.min(ratio(check), Math.max(0.05, 1 - check.tolerance())))
                        .min()
                        .orElse(1)
                / MARGIN;
        double most = checks.stream()
                        .mapToDouble(check -> Math.max(ratio(check), 1 + check.tolerance()))
                        .max()
                        .orElse(1)
                * MARGIN;
        double words = wordsShare();
        double room = most * StrictMath.pow(most / least, words / (1 - words));
        plot.setRangeAxis(StyledPlot.logAxis("simulated over published", least, room));
        StyledPlot.dress(plot);
        plot.setDomainGridlinesVisible(false);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
        plot.setDataset(1, tolerances());
        plot.setRenderer(1, bars());
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.REVERSE);
        var one = new ValueMarker(1);
        one.setPaint(Color.GRAY);
        one.setStroke(PlotStyle.HAIR);
        plot.addRangeMarker(one);
        addValues(plot, room);
        return new Figure(
                title, List.of(StyledPlot.panel("", plot, true)), FRAME + LINE_PITCH * checks.size(), caption());
    }

    /** The share of the axis that the values on the right of it take. */
    private double wordsShare() {
        double plot = Figure.WIDTH - ROOM_BESIDE - widest(Arrays.asList(shownNames()));
        return Math.min(0.6, widest(checks.stream().map(PublishedChart::words).toList()) / plot);
    }

    private static double widest(List<String> texts) {
        return texts.stream()
                .mapToDouble(text -> PlotStyle.width(text, PlotStyle.SMALL))
                .max()
                .orElse(0);
    }

    private int line(int check) {
        return checks.size() - 1 - check;
    }

    private XYSeriesCollection points() {
        var points = new XYSeriesCollection();
        for (Verdict verdict : VERDICTS) {
            var series = new XYSeries(words(verdict), false);
            for (int i = 0; i < checks.size(); i++) {
                if (checks.get(i).verdict() == verdict) {
                    series.add(line(i), ratio(checks.get(i)));
                }
            }
            if (!series.isEmpty()) {
                points.addSeries(series);
            }
        }
        return points;
    }

    private static String words(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "within the tolerance";
            case WITHIN_PRICES -> "within the bounds of the prices";
            case REPORTED -> "off, and the reason is known";
            case FAIL -> "off without a known reason";
        };
    }

    private XYLineAndShapeRenderer dots() {
        var dots = new XYLineAndShapeRenderer(false, true);
        List<Verdict> drawn = VERDICTS.stream()
                .filter(verdict -> checks.stream().anyMatch(check -> check.verdict() == verdict))
                .toList();
        for (int i = 0; i < drawn.size(); i++) {
            StyledPlot.points(dots, i, VERDICTS.indexOf(drawn.get(i)));
        }
        return dots;
    }

    private XYIntervalSeriesCollection tolerances() {
        var series = new XYIntervalSeries("tolerance");
        for (int i = 0; i < checks.size(); i++) {
            double tolerance = checks.get(i).tolerance();
            double from = Math.max(0.05, 1 - tolerance);
            series.add(line(i), line(i) - HALF_BAR, line(i) + HALF_BAR, 1 + tolerance, from, 1 + tolerance);
        }
        var tolerances = new XYIntervalSeriesCollection();
        tolerances.addSeries(series);
        return tolerances;
    }

    private static XYBarRenderer bars() {
        var bars = new XYBarRenderer();
        bars.setUseYInterval(true);
        bars.setBarPainter(new StandardXYBarPainter());
        bars.setShadowVisible(false);
        bars.setSeriesPaint(0, PlotStyle.FAINT);
        return bars;
    }

    /** From the lowest line to the highest. */
    private String[] shownNames() {
        int shared = sharedByAll();
        String[] names = new String[checks.size()];
        for (int i = 0; i < names.length; i++) {
            String own = FactWords.parted(checks.get(i).name()).substring(shared);
            names[line(i)] = FittedText.shortened(FactWords.of(own), LONGEST_NAME);
        }
        return names;
    }

    private SymbolAxis names() {
        var axis = new SymbolAxis("", shownNames());
        axis.setGridBandsVisible(false);
        axis.setTickLabelFont(PlotStyle.SMALL);
        axis.setTickLabelPaint(PlotStyle.INK);
        axis.setTickMarksVisible(false);
        axis.setAxisLineVisible(false);
        return axis;
    }

    /** Length of the words, each with its hyphen, that all names begin with, which the title says. */
    private int sharedByAll() {
        if (checks.size() == 1) {
            return allStartWith(set + "-") ? set.length() + 1 : 0;
        }
        String name = FactWords.parted(checks.get(0).name());
        int length = name.lastIndexOf('-') + 1;
        while (length > 0 && !allStartWith(name.substring(0, length))) {
            length = name.lastIndexOf('-', length - 2) + 1;
        }
        return length;
    }

    private boolean allStartWith(String start) {
        return checks.stream().allMatch(check -> FactWords.parted(check.name()).startsWith(start));
    }

    private void addValues(XYPlot plot, double edge) {
        for (int i = 0; i < checks.size(); i++) {
            var words = new XYTextAnnotation(words(checks.get(i)), line(i), edge);
            words.setFont(PlotStyle.SMALL);
            words.setPaint(PlotStyle.INK);
            words.setBackgroundPaint(PlotStyle.PAPER);
            words.setTextAnchor(TextAnchor.CENTER_RIGHT);
            plot.addAnnotation(words);
        }
    }

    private static String words(Check check) {
        return RootLocale.format(
                "%s, published %s %s",
                shown(check.simulated()), shown(check.published()), FactWords.unit(check.unit()));
    }

    private static String shown(double value) {
        return Math.abs(value) >= 1000 || value == Math.rint(value)
                ? StyledPlot.format("#,##0").format(value)
                : String.format(Locale.ROOT, "%.3g", value);
    }

    private String caption() {
        List<String> citations = checks.stream()
                .map(check -> check.source().citation())
                .distinct()
                .toList();
        return "Grey: the range that passes. Sources: "
                + citations.stream()
                        .map(citation -> shared(citation, citations))
                        .distinct()
                        .collect(Collectors.joining("; "))
                + ".";
    }

    /** What a citation has in common with others, if that is a whole one. */
    private static String shared(String citation, List<String> citations) {
        String start = citation.split(": ", 2)[0];
        long alike = citations.stream().filter(other -> other.startsWith(start)).count();
        return alike > 1 && YEAR.matcher(start).find() ? start : citation;
    }
}
