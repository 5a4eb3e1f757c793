package archsim.reports.chart;

import archsim.reports.plot.Figure;
import archsim.reports.plot.FigureFiles;
import archsim.reports.plot.PlotStyle;
import archsim.reports.plot.StyledPlot;
import archsim.reports.words.AxisName;
import archsim.reports.words.AxisValue;
import archsim.reports.words.Captions;
import archsim.reports.words.FittedText;
import archsim.sweep.Columns;
import archsim.sweep.PointRow;
import archsim.sweep.PointRows;
import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * How many times faster, or less energy, a workload takes than the first, along an axis of a sweep: for each combination of
 * the other axes a panel, for each workload a line. The axis is that of weight densities, shown as pruning rates, or the last.
 */
public final class SweepRatioChart {

    private static final int PANEL_HEIGHT = 250;
    private static final int MOST_PANELS = 6;
    private static final double MARGIN = 1.15;
    /** Values that span more than this stand on a logarithmic axis. */
    private static final double WIDE = 5;

    private static final int LONGEST_VALUE = 18;
    private static final int LONGEST_GROUP = 90;

    /** What is divided: the first workload's over the workload's own. */
    private enum Ratio {
        SPEED_UP("speed-up", "beta", "Speed-up", "speed-up (x)", "times faster than"),
        ENERGY("energy", "energyRatio", "Energy saved", "energy (x)", "times less energy than");

        private final String stem;
        private final String column;
        private final String title;
        private final String axis;
        private final String words;

        Ratio(String stem, String column, String title, String axis, String words) {
            this.stem = stem;
            this.column = column;
            this.title = title;
            this.axis = axis;
            this.words = words;
        }
    }

    /** One workload at one point. */
    private record Mark(String group, String at, int workload, double value) {}

    private final Columns columns;
    private final int axis;
    private final Ratio ratio;
    private final List<Mark> marks = new ArrayList<>();
    private final Set<String> groups = new LinkedHashSet<>();
    private final List<String> places;
    private final boolean numbers;

    private SweepRatioChart(Columns columns, PointRows rows, int axis, Ratio ratio) {
        this.columns = columns;
        this.axis = axis;
        this.ratio = ratio;
        rows.forEach(this::read);
        places = marks.stream().map(Mark::at).distinct().toList();
        numbers = places.stream().allMatch(SweepRatioChart::isAboveZero);
    }

    /**
     * The figures of speed-up and energy; none for a sweep without axes or of one workload.
     *
     * @param name of the sweep
     * @param conditions what all points share, in words; may be empty
     */
    public static List<FigureFiles> of(String name, String conditions, Columns columns, PointRows rows) {
        if (columns.axes().isEmpty() || columns.workloads().size() < 2) {
            return List.of();
        }
        int axis = IntStream.range(0, columns.axes().size())
                .filter(i -> columns.axes().get(i).endsWith("weightDensity"))
                .findFirst()
                .orElse(columns.axes().size() - 1);
        List<FigureFiles> figures = new ArrayList<>();
        for (Ratio ratio : Ratio.values()) {
            new SweepRatioChart(columns, rows, axis, ratio)
                    .figure(name, conditions)
                    .ifPresent(figures::add);
        }
        return figures;
    }

    private void read(PointRow row) {
        String group = IntStream.range(0, columns.axes().size())
                .filter(i -> i != axis)
                .mapToObj(i -> labelled(i, AxisValue.of(row.text(1 + i))))
                .collect(Collectors.joining(", "));
        for (int w = 1; w < columns.workloads().size(); w++) {
            OptionalDouble value = row.number(columns.column(w, ratio.column));
            if (value.isPresent() && value.getAsDouble() > 0) {
                groups.add(group);
                if (groups.stream().limit(MOST_PANELS).anyMatch(group::equals)) {
                    marks.add(new Mark(group, AxisValue.of(row.text(1 + axis)), w, value.getAsDouble()));
                }
            }
        }
    }

    /** A number alone does not say what it is. */
    private String labelled(int of, String value) {
        return isAboveZero(value) ? AxisName.of(columns.axes().get(of)) + " " + value : value;
    }

    private static boolean isAboveZero(String value) {
        try {
            return Double.parseDouble(value) > 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private boolean rates() {
        return numbers && columns.axes().get(axis).endsWith("weightDensity");
    }

    private Optional<FigureFiles> figure(String name, String conditions) {
        if (marks.isEmpty()) {
            return Optional.empty();
        }
        Map<String, XYSeriesCollection> panels = new LinkedHashMap<>();
        marks.forEach(mark -> panels.computeIfAbsent(mark.group(), key -> empty())
                .getSeries(mark.workload() - 1)
                .add(place(mark), mark.value()));
        List<JFreeChart> charts = new ArrayList<>();
        panels.forEach((group, series) -> charts.add(panel(charts.size(), group, series)));
        String baseline = columns.workloads().get(0);
        String left = groups.size() <= MOST_PANELS
                ? ""
                : " The first " + MOST_PANELS + " of " + groups.size() + " combinations of the other axes.";
        String caption = Character.toUpperCase(ratio.words.charAt(0)) + ratio.words.substring(1) + " " + baseline
                + " on the same machine; grey: as much as it." + left
                + Captions.sentence(conditions)
                + " Sweep " + name + ".";
        String along = rates() ? "pruning rate" : AxisName.of(columns.axes().get(axis));
        return Optional.of(
                new FigureFiles(ratio.stem, new Figure(ratio.title + " by " + along, charts, PANEL_HEIGHT, caption)));
    }

    private XYSeriesCollection empty() {
        var collection = new XYSeriesCollection();
        columns.workloads().stream().skip(1).map(XYSeries::new).forEach(collection::addSeries);
        return collection;
    }

    private double place(Mark mark) {
        if (!numbers) {
            return places.indexOf(mark.at());
        }
        double value = Double.parseDouble(mark.at());
        return rates() ? 1 / value : value;
    }

    private JFreeChart panel(int index, String group, XYSeriesCollection series) {
        var renderer = new XYLineAndShapeRenderer(numbers, true);
        for (int i = 0; i < series.getSeriesCount(); i++) {
            renderer.setSeriesPaint(i, StyledPlot.colour(i));
            renderer.setSeriesShape(i, StyledPlot.shape(i));
            renderer.setSeriesStroke(i, StyledPlot.LINE);
        }
        double least = marks.stream().mapToDouble(Mark::value).min().orElse(1);
        double most = marks.stream().mapToDouble(Mark::value).max().orElse(1);
        var plot = new XYPlot(
                series,
                placeAxis(),
                StyledPlot.logAxis(ratio.axis, Math.min(1, least) / MARGIN, Math.max(1, most) * MARGIN),
                renderer);
        StyledPlot.dress(plot);
        var one = new ValueMarker(1);
        one.setPaint(Color.GRAY);
        one.setStroke(PlotStyle.HAIR);
        plot.addRangeMarker(one);
        return StyledPlot.panel((char) ('a' + index) + "   " + FittedText.shortened(group, LONGEST_GROUP), plot, true);
    }

    private ValueAxis placeAxis() {
        if (!numbers) {
            String[] names = places.stream()
                    .map(place -> FittedText.shortened(place, LONGEST_VALUE))
                    .toArray(String[]::new);
            var symbols = new SymbolAxis(AxisName.of(columns.axes().get(axis)), names);
            symbols.setGridBandsVisible(false);
            symbols.setRange(-0.5, names.length - 0.5);
            StyledPlot.dress(symbols);
            return symbols;
        }
        double[] all = marks.stream().mapToDouble(this::place).sorted().toArray();
        double least = all[0];
        double most = all[all.length - 1];
        String label = rates()
                ? "pruning rate (times fewer weights)"
                : AxisName.of(columns.axes().get(axis));
        if (rates() || most / least > WIDE) {
            return StyledPlot.logAxis(label, least / MARGIN, most * MARGIN);
        }
        ValueAxis linear = StyledPlot.axis(label);
        double room = Math.max(most - least, 0.1 * most) * (MARGIN - 1);
        linear.setRange(least - room, most + room);
        return linear;
    }
}
