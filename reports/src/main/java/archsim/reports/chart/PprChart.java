package archsim.reports.chart;

import archsim.reports.plot.Figure;
import archsim.reports.plot.FigureFiles;
import archsim.reports.plot.PlotStyle;
import archsim.reports.plot.StyledPlot;
import archsim.reports.words.AxisValue;
import archsim.reports.words.Captions;
import archsim.reports.words.FittedText;
import archsim.sweep.Columns;
import archsim.sweep.PointRow;
import archsim.sweep.PointRows;
import java.awt.Color;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Pruning-to-performance ratio against pruning rate: for each combination of the other axes a panel, for each workload a
 * line.
 *
 * <p>Below 1 a workload gains more speed than it loses weights. The dashed line is the paper's: X. Ma et al.,
 * "Non-Structured DNN Weight Pruning - Is It Beneficial in Any Platform?", TNNLS 2022, puts the PPR of non-structured
 * pruning at 2.7 or more.
 */
public final class PprChart {

    private static final double PAPER = 2.7;
    private static final int PANEL_HEIGHT = 250;
    private static final int MOST_PANELS = 6;
    private static final double MARGIN = 1.15;

    private final Columns columns;
    private final PointRows rows;
    private final int densityAxis;
    /** Combinations of the other axes, shown or not. */
    private final Set<String> groups = new HashSet<>();

    private double least = PAPER;
    private double most = PAPER;
    private double highestRate = 1;

    private PprChart(Columns columns, PointRows rows, int densityAxis) {
        this.columns = columns;
        this.rows = rows;
        this.densityAxis = densityAxis;
    }

    /**
     * The figure, if one axis is named for the weight density and there is a pruned workload.
     *
     * @param name of the sweep
     * @param conditions what all points share, in words; may be empty
     */
    public static Optional<FigureFiles> of(String name, String conditions, Columns columns, PointRows rows) {
        return IntStream.range(0, columns.axes().size())
                .filter(i -> columns.axes().get(i).endsWith("weightDensity"))
                .boxed()
                .findFirst()
                .filter(axis -> columns.workloads().size() > 1)
                .flatMap(axis -> new PprChart(columns, rows, axis).figure(name, conditions));
    }

    private Optional<FigureFiles> figure(String name, String conditions) {
        Map<String, XYSeriesCollection> panels = series();
        if (panels.isEmpty()) {
            return Optional.empty();
        }
        List<JFreeChart> charts = new ArrayList<>();
        panels.forEach((group, series) -> charts.add(panel(charts.size(), group, series)));
        String left = groups.size() <= MOST_PANELS
                ? ""
                : " The first " + MOST_PANELS + " of " + groups.size() + " combinations of the other axes.";
        String caption = "PPR: times fewer weights over times faster than "
                + columns.workloads().get(0)
                + " on the same machine; below 1 pruning pays more than it removes. Dashed: 2.7, the least that Ma et"
                + " al. (TNNLS 2022) give for non-structured pruning." + left
                + Captions.sentence(conditions) + " Sweep " + name + ".";
        return Optional.of(new FigureFiles(
                "ppr",
                new Figure("Pruning-to-performance ratio (PPR) by pruning rate", charts, PANEL_HEIGHT, caption)));
    }

    private Map<String, XYSeriesCollection> series() {
        var panels = new LinkedHashMap<String, XYSeriesCollection>();
        rows.forEach(row -> {
            OptionalDouble density = row.number(1 + densityAxis);
            if (density.isEmpty() || density.getAsDouble() <= 0) {
                return;
            }
            String group = group(row);
            groups.add(group);
            if (!panels.containsKey(group) && panels.size() == MOST_PANELS) {
                return;
            }
            XYSeriesCollection panel = panels.computeIfAbsent(group, key -> empty());
            for (int w = 1; w < columns.workloads().size(); w++) {
                add(panel.getSeries(w - 1), row, w, 1 / density.getAsDouble());
            }
        });
        panels.values().removeIf(panel -> IntStream.range(0, panel.getSeriesCount())
                .allMatch(i -> panel.getItemCount(i) == 0));
        return panels;
    }

    private XYSeriesCollection empty() {
        var collection = new XYSeriesCollection();
        columns.workloads().stream().skip(1).map(XYSeries::new).forEach(collection::addSeries);
        return collection;
    }

    private void add(XYSeries series, PointRow row, int workload, double rate) {
        row.number(columns.column(workload, "ppr.params")).ifPresent(ppr -> {
            series.add(rate, ppr);
            least = Math.min(least, ppr);
            most = Math.max(most, ppr);
            highestRate = Math.max(highestRate, rate);
        });
    }

    /** Values of the other axes, in words. */
    private String group(PointRow row) {
        return IntStream.range(0, columns.axes().size())
                .filter(i -> i != densityAxis)
                .mapToObj(i -> FittedText.shortened(AxisValue.of(row.text(1 + i)), 90))
                .collect(Collectors.joining(", "));
    }

    private JFreeChart panel(int index, String group, XYSeriesCollection series) {
        var renderer = new XYLineAndShapeRenderer();
        for (int i = 0; i < series.getSeriesCount(); i++) {
            renderer.setSeriesPaint(i, StyledPlot.colour(i));
            renderer.setSeriesShape(i, StyledPlot.shape(i));
            renderer.setSeriesStroke(i, StyledPlot.LINE);
        }
        var plot = new XYPlot(
                series,
                StyledPlot.logAxis("pruning rate (times fewer weights)", 1 / MARGIN, highestRate * MARGIN),
                StyledPlot.logAxis("PPR", Math.min(1, least) / MARGIN, most * MARGIN),
                renderer);
        StyledPlot.dress(plot);
        plot.addRangeMarker(line(1, "", Color.GRAY));
        ValueMarker paper = line(PAPER, "2.7 (paper, by weights)", PlotStyle.INK);
        paper.setStroke(StyledPlot.DASHES);
        plot.addRangeMarker(paper);
        return StyledPlot.panel((char) ('a' + index) + "   " + group, plot, true);
    }

    private static ValueMarker line(double at, String label, Color colour) {
        var marker = new ValueMarker(at);
        marker.setPaint(colour);
        marker.setStroke(PlotStyle.HAIR);
        marker.setLabel(label);
        marker.setLabelFont(PlotStyle.SMALL);
        marker.setLabelPaint(PlotStyle.INK);
        marker.setLabelBackgroundColor(new Color(255, 255, 255, 0));
        marker.setLabelAnchor(RectangleAnchor.TOP_LEFT);
        marker.setLabelTextAnchor(TextAnchor.BOTTOM_LEFT);
        return marker;
    }
}
