package archsim.reports.chart;

import archsim.base.RootLocale;
import archsim.reports.plot.Figure;
import archsim.reports.plot.FigureFiles;
import archsim.reports.plot.StyledPlot;
import archsim.reports.words.AxisName;
import archsim.reports.words.FittedText;
import archsim.sweep.analysis.WinShare;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Share of draws of the prices in which workloads take less energy, along the last axis; a line for each group. */
public final class WinsChart {

    private static final int HEIGHT = 360;
    private static final double MARGIN = 1.12;
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_VALUE = 16;

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
     * @param axis name of its last axis
     * @param draws of all prices
     * @param shares at least one
     */
    public static FigureFiles of(String name, String axis, int draws, List<WinShare> shares) {
        return new WinsChart(axis, shares).figure(name, draws);
    }

    private FigureFiles figure(String name, int draws) {
        XYSeriesCollection lines = lines();
        var renderer = new XYLineAndShapeRenderer();
        for (int i = 0; i < lines.getSeriesCount(); i++) {
            renderer.setSeriesPaint(i, StyledPlot.colour(i));
            renderer.setSeriesShape(i, StyledPlot.shape(i));
            renderer.setSeriesStroke(i, StyledPlot.LINE);
        }
        NumberAxis percent = StyledPlot.axis("wins (% of draws)");
        percent.setRange(-3, 103);
        var plot = new XYPlot(lines, placeAxis(), percent, renderer);
        StyledPlot.dress(plot);
        String caption = "How often a workload takes less energy than "
                + shares.get(0).against()
                + RootLocale.format(
                        " on the same machine, in %,d draws of all prices within their bounds. Sweep %s.", draws, name);
        return new FigureFiles(
                "wins",
                new Figure(
                        "How sure it is that pruning saves energy",
                        List.of(StyledPlot.panel("", plot, true)),
                        HEIGHT,
                        caption));
    }

    private double place(WinShare share) {
        return rates ? 1 / Double.parseDouble(last(share)) : places.indexOf(last(share));
    }

    private XYSeriesCollection lines() {
        Map<String, XYSeries> lines = new LinkedHashMap<>();
        for (WinShare each : shares) {
            List<String> texts = new ArrayList<>(each.valueTexts());
            texts.set(texts.size() - 1, each.workload());
            String key = FittedText.shortened(String.join(", ", texts), LONGEST_NAME);
            lines.computeIfAbsent(key, XYSeries::new).add(place(each), 100 * each.share());
        }
        var all = new XYSeriesCollection();
        lines.values().forEach(all::addSeries);
        return all;
    }

    private ValueAxis placeAxis() {
        if (rates) {
            double[] all = shares.stream().mapToDouble(this::place).sorted().toArray();
            return StyledPlot.logAxis(
                    "pruning rate (times fewer weights)", all[0] / MARGIN, all[all.length - 1] * MARGIN);
        }
        String[] symbols = places.stream()
                .map(text -> FittedText.shortened(text, LONGEST_VALUE))
                .toArray(String[]::new);
        var symbolAxis = new SymbolAxis(AxisName.of(axis), symbols);
        symbolAxis.setGridBandsVisible(false);
        StyledPlot.dress(symbolAxis);
        return symbolAxis;
    }
}
