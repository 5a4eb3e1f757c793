package archsim.reports.chart;

import archsim.base.RootLocale;
import archsim.reports.plot.Figure;
import archsim.reports.plot.FigureFiles;
import archsim.reports.plot.PlotStyle;
import archsim.reports.plot.StyledPlot;
import archsim.reports.words.AxisName;
import archsim.reports.words.AxisValue;
import archsim.reports.words.Captions;
import archsim.reports.words.FittedText;
import archsim.sweep.analysis.BreakEven;
import archsim.sweep.analysis.BreakEven.Verdict;
import archsim.sweep.analysis.Objective;
import java.util.List;
import java.util.stream.Collectors;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** Break-even rates, a line for each workload and group, a mark for each objective, from the least to the most of all seeds. */
public final class BreakEvenChart {

    private static final int LINE_PITCH = 60;
    private static final int FRAME = 110;
    private static final double MARGIN = 1.12;
    /** Beyond the farthest mark there is nothing to see. */
    private static final double ROOM = 1.5;

    private static final double SPREAD = 0.24;
    private static final int LONGEST_NAME = 60;

    private final List<BreakEven> found;
    private final List<String> lines;
    private final List<Objective> objectives;

    private BreakEvenChart(List<BreakEven> found) {
        this.found = found;
        this.lines = found.stream().map(BreakEvenChart::line).distinct().toList();
        this.objectives = found.stream().map(BreakEven::objective).distinct().toList();
    }

    private static String line(BreakEven found) {
        String group = found.groupTexts().stream().map(AxisValue::of).collect(Collectors.joining(", "));
        return group.isEmpty() ? found.workload() : group + ": " + found.workload();
    }

    /**
     * The figure.
     *
     * @param name of the sweep
     * @param conditions its machines and memories, in words; may be empty
     * @param axis name of the axis along which the break-evens lie
     * @param least value of that axis
     * @param most value of that axis
     */
    public static FigureFiles of(
            String name, String conditions, String axis, double least, double most, List<BreakEven> found) {
        return new BreakEvenChart(found).figure(name, conditions, axis, least, most);
    }

    private FigureFiles figure(String name, String conditions, String axis, double least, double most) {
        boolean rates = axis.endsWith("weightDensity");
        double low = rates ? 1 / most : least;
        double high = rates ? 1 / least : most;
        String label = rates ? "break-even pruning rate (times fewer weights)" : AxisName.of(axis);
        double farthest = found.stream()
                .filter(each -> each.verdict() == Verdict.FROM_HERE)
                .mapToDouble(each -> rates ? 1 / each.lowest() : each.highest())
                .max()
                .orElse(low);
        boolean marked = found.stream().anyMatch(each -> each.verdict() == Verdict.FROM_HERE);
        ValueAxis places = marked
                ? StyledPlot.logAxis(label, low / MARGIN, Math.min(high * MARGIN, ROOM * farthest))
                : StyledPlot.logAxis(label, low / MARGIN, high * MARGIN);
        var plot = new XYPlot(marks(rates), names(), places, renderer());
        StyledPlot.dress(plot);
        plot.setRangeGridlinesVisible(marked);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
        addWords(plot, low);
        String none = marked
                ? ""
                : RootLocale.format(
                        " No workload has a break-even between %s and %s.",
                        StyledPlot.format("0.###").format(low),
                        StyledPlot.format("0.###").format(high));
        String caption = "To the " + (rates ? "right" : "left") + " of its mark, a workload beats "
                + rival(found.get(0).against()) + ". Whiskers: least and most over the seeds of the masks."
                + none + Captions.sentence(conditions) + " Sweep " + name + ".";
        return new FigureFiles(
                "break-even",
                new Figure(
                        "From where on pruning pays",
                        List.of(StyledPlot.panel("", plot, true)),
                        FRAME + LINE_PITCH * lines.size(),
                        caption));
    }

    private static String rival(String against) {
        return against.contains(" on ") ? against : against + " on the same machine";
    }

    private double y(BreakEven each) {
        double offset = objectives.size() == 1
                ? 0
                : SPREAD * (1 - 2.0 * objectives.indexOf(each.objective()) / (objectives.size() - 1));
        return lines.size() - 1 - lines.indexOf(line(each)) + offset;
    }

    private XYIntervalSeriesCollection marks(boolean rates) {
        var marks = new XYIntervalSeriesCollection();
        for (Objective objective : objectives) {
            var series = new XYIntervalSeries(objective.label().replaceAll(" \\(.*", ""));
            for (BreakEven each : found) {
                if (each.objective() == objective && each.verdict() == Verdict.FROM_HERE) {
                    double y = y(each);
                    series.add(
                            y,
                            y,
                            y,
                            rates ? 1 / each.mean() : each.mean(),
                            rates ? 1 / each.highest() : each.lowest(),
                            rates ? 1 / each.lowest() : each.highest());
                }
            }
            marks.addSeries(series);
        }
        return marks;
    }

    /** What has no place is said in words at the edge. */
    private void addWords(XYPlot plot, double edge) {
        for (BreakEven each : found) {
            if (each.verdict() != Verdict.FROM_HERE) {
                var words = new XYTextAnnotation(
                        " " + each.objective().label().replaceAll(" \\(.*", "") + ": "
                                + each.verdict().jsonName(),
                        y(each),
                        edge);
                words.setFont(PlotStyle.SMALL);
                words.setPaint(PlotStyle.INK);
                words.setBackgroundPaint(PlotStyle.PAPER);
                words.setTextAnchor(TextAnchor.CENTER_LEFT);
                plot.addAnnotation(words);
            }
        }
    }

    private XYErrorRenderer renderer() {
        var renderer = new XYErrorRenderer();
        renderer.setDrawXError(false);
        renderer.setDrawYError(true);
        renderer.setErrorStroke(StyledPlot.LINE);
        for (int i = 0; i < objectives.size(); i++) {
            renderer.setSeriesPaint(i, StyledPlot.colour(i));
            renderer.setSeriesShape(i, StyledPlot.shape(i));
        }
        return renderer;
    }

    private SymbolAxis names() {
        String[] names = new String[lines.size()];
        for (int i = 0; i < names.length; i++) {
            names[names.length - 1 - i] = FittedText.shortened(lines.get(i), LONGEST_NAME);
        }
        var axis = new SymbolAxis("", names);
        axis.setGridBandsVisible(false);
        axis.setTickLabelFont(PlotStyle.LABEL);
        axis.setTickLabelPaint(PlotStyle.INK);
        axis.setTickMarksVisible(false);
        axis.setAxisLineVisible(false);
        return axis;
    }
}
