package archsim.reports.chart;

import archsim.base.RootLocale;
import archsim.reports.plot.Figure;
import archsim.reports.plot.FigureFiles;
import archsim.reports.plot.StyledPlot;
import archsim.reports.words.AxisName;
import archsim.reports.words.AxisValue;
import archsim.reports.words.Captions;
import archsim.reports.words.FittedText;
import archsim.sweep.analysis.WinShare;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Share of draws of the prices in which workloads take less energy, along the last axis; a panel for each combination of the others. */
public final class WinsChart {

    private static final int HEIGHT = 250;
    private static final double MARGIN = 1.12;
    private static final int LONGEST_NAME = 90;
    private static final int MOST_PANELS = 6;
    /** Between the marks of one place, as a ratio of rates or a share of the distance of two places. */
    private static final double SIDE_STEP = 1.03;

    private static final int LONGEST_VALUE = 24;

    private final String axis;
    private final boolean rates;
    private final List<WinShare> shares;
    /** Values of the last axis, in their order. */
    private final List<String> places;

    private WinsChart(String axis, List<WinShare> shares) {
        this.axis = axis;
        this.shares = shares;
        places = shares.stream().map(WinsChart::last).distinct().toList();
        rates = axis.endsWith("weightDensity") && places.stream().allMatch(WinsChart::isAboveZero);
    }

    private static String last(WinShare share) {
        return share.valueTexts().get(share.values().size() - 1);
    }

    private static boolean isAboveZero(String text) {
        return text.matches("[0-9.eE-]+") && Double.parseDouble(text) > 0;
    }

    /**
     * The figure.
     *
     * @param name of the sweep
     * @param conditions its machines and memories, in words; may be empty
     * @param axis name of its last axis
     * @param draws of all prices
     * @param shares at least one
     */
    public static FigureFiles of(String name, String conditions, String axis, int draws, List<WinShare> shares) {
        return new WinsChart(axis, shares).figure(name, conditions, draws);
    }

    private FigureFiles figure(String name, String conditions, int draws) {
        Map<String, List<WinShare>> groups = shares.stream()
                .collect(Collectors.groupingBy(WinsChart::group, LinkedHashMap::new, Collectors.toList()));
        List<JFreeChart> panels = new ArrayList<>();
        groups.entrySet().stream()
                .limit(MOST_PANELS)
                .forEach(group -> panels.add(panel(panels.size(), group.getKey(), group.getValue())));
        String left = groups.size() <= MOST_PANELS
                ? ""
                : RootLocale.format(" The first %d of %d combinations of the other axes.", MOST_PANELS, groups.size());
        String caption = RootLocale.format(
                "How often a workload takes less energy than %s on the same machine, in %,d draws of all prices within"
                        + " their bounds; marks of one place stand side by side.%s%s Sweep %s.",
                shares.get(0).against(), draws, left, Captions.sentence(conditions), name);
        return new FigureFiles("wins", new Figure("How sure it is that pruning saves energy", panels, HEIGHT, caption));
    }

    /** Values of the other axes, in words. */
    private static String group(WinShare share) {
        List<String> texts = share.valueTexts();
        return texts.subList(0, texts.size() - 1).stream().map(AxisValue::of).collect(Collectors.joining(", "));
    }

    private JFreeChart panel(int index, String group, List<WinShare> its) {
        List<String> workloads = its.stream().map(WinShare::workload).distinct().toList();
        var lines = new XYSeriesCollection();
        var renderer = new XYLineAndShapeRenderer();
        for (int i = 0; i < workloads.size(); i++) {
            var line = new XYSeries(workloads.get(i));
            double beside = i - (workloads.size() - 1) / 2.0;
            its.stream()
                    .filter(share -> share.workload().equals(line.getKey()))
                    .forEach(share -> line.add(place(share, beside), 100 * share.share()));
            lines.addSeries(line);
            renderer.setSeriesPaint(i, StyledPlot.colour(i));
            renderer.setSeriesShape(i, StyledPlot.shape(i));
            renderer.setSeriesStroke(i, StyledPlot.LINE);
        }
        NumberAxis percent = StyledPlot.axis("wins (% of draws)");
        percent.setRange(-6, 106);
        percent.setTickUnit(new NumberTickUnit(25));
        var plot = new XYPlot(lines, placeAxis(), percent, renderer);
        StyledPlot.dress(plot);
        String title = group.isEmpty() ? "" : (char) ('a' + index) + "   " + FittedText.shortened(group, LONGEST_NAME);
        return StyledPlot.panel(title, plot, true);
    }

    /** @param beside the mark's distance from the middle of those at its place, in marks */
    private double place(WinShare share, double beside) {
        return rates
                ? Math.pow(SIDE_STEP, beside) / Double.parseDouble(last(share))
                : places.indexOf(last(share)) + beside * (SIDE_STEP - 1);
    }

    private ValueAxis placeAxis() {
        if (rates) {
            double[] all = shares.stream()
                    .mapToDouble(share -> place(share, 0))
                    .sorted()
                    .toArray();
            return StyledPlot.logAxis(
                    "pruning rate (times fewer weights)", all[0] / MARGIN, all[all.length - 1] * MARGIN);
        }
        String[] symbols = places.stream()
                .map(text -> FittedText.shortened(AxisValue.of(text), LONGEST_VALUE))
                .toArray(String[]::new);
        var symbolAxis = new SymbolAxis(AxisName.of(axis), symbols);
        symbolAxis.setGridBandsVisible(false);
        StyledPlot.dress(symbolAxis);
        return symbolAxis;
    }
}
