package archsim.reports.tradeoff;

import archsim.base.RootLocale;
import archsim.reports.plot.Figure;
import archsim.reports.plot.FigureFiles;
import archsim.reports.plot.StyledPlot;
import archsim.reports.plot.Tooltips;
import archsim.sweep.tradeoff.CellFigures;
import archsim.sweep.tradeoff.NetworkCase;
import archsim.sweep.tradeoff.Quality;
import archsim.sweep.tradeoff.TradeCell;
import archsim.sweep.tradeoff.TradeOffConfig;
import archsim.sweep.tradeoff.TradeOffResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Bits, and energy of a token or an image, against the best quality that was published of each point. */
final class TradeOffCharts {

    private static final int HEIGHT = 420;
    private static final double ROOM = 1.25;

    private TradeOffCharts() {}

    private record Point(String name, CellFigures figures, double timesWorse) {}

    /** A figure for each network of which the quality of two points was published. */
    static List<FigureFiles> of(TradeOffResult result) {
        var figures = new ArrayList<>(WinnerMap.of(result));
        for (NetworkCase network : result.study().cases()) {
            List<Point> points = TradeOffTables.row(result, network).stream()
                    .flatMap(cell -> point(result, network, cell).stream())
                    .toList();
            if (points.size() > 1) {
                String stem = network.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
                figures.add(new FigureFiles("quality-" + stem, figure(result, network, points)));
            }
        }
        return figures;
    }

    /** A cell as a point; the first point is the dense network itself. */
    private static Optional<Point> point(TradeOffResult result, NetworkCase network, TradeCell cell) {
        boolean first = TradeOffTables.row(result, network).indexOf(cell) == 0;
        Optional<Double> worse = TradeOffTables.bestQuality(result, network, cell)
                .map(Quality::timesWorse)
                .or(() -> first ? Optional.of(1.0) : Optional.empty());
        return cell.figures().flatMap(figures -> worse.map(times -> new Point(cell.point(), figures, times)));
    }

    private static Figure figure(TradeOffResult result, NetworkCase network, List<Point> points) {
        boolean tokens = network.workload().asJsonObject().containsKey("decode")
                || network.workload().asJsonObject().containsKey("prefill");
        return new Figure(
                "Sparsify or quantise: " + network.name(),
                List.of(
                        panel(points, "bits per dense weight", CellFigures::bitsPerDenseWeight, true),
                        panel(
                                points,
                                "energy of " + (tokens ? "a token" : "an image") + " (mJ)",
                                CellFigures::unitEnergyMj,
                                false)),
                HEIGHT,
                RootLocale.format(
                        "Quality as published or measured: how many times worse than the dense network, the best method"
                                + " of each point (quality.csv names them). Masks are drawn; %s. Simulated by archsim %s.",
                        terms(result.study().config()), result.provenance().archsimVersion()));
    }

    /** Node, clock and terms of comparison, in words. */
    static String terms(TradeOffConfig config) {
        return RootLocale.format(
                config.clockMhz() % 1 == 0
                        ? "%d nm, %,.0f MHz, equal area and bandwidth"
                        : "%d nm, %,.3f MHz, equal area and bandwidth",
                config.technologyNm(),
                config.clockMhz());
    }

    private static JFreeChart panel(List<Point> points, String label, ToDoubleFunction<CellFigures> x, boolean legend) {
        var series = new XYSeriesCollection();
        var renderer = new XYLineAndShapeRenderer(false, true);
        double least = Double.MAX_VALUE;
        double most = 0;
        double worst = 1;
        for (int i = 0; i < points.size(); i++) {
            double at = x.applyAsDouble(points.get(i).figures());
            least = Math.min(least, at);
            most = Math.max(most, at);
            worst = Math.max(worst, points.get(i).timesWorse());
            var point = new XYSeries(points.get(i).name(), false);
            point.add(at, points.get(i).timesWorse());
            series.addSeries(point);
            StyledPlot.points(renderer, i, i);
        }
        renderer.setDefaultToolTipGenerator(
                new Tooltips((each, item) -> points.get(each).name()));
        NumberAxis quality = StyledPlot.axis("times worse than dense");
        quality.setRange(0.95, 1 + ROOM * (worst - 1) + 0.05);
        var plot = new XYPlot(series, StyledPlot.logAxis(label, least / ROOM, most * ROOM), quality, renderer);
        StyledPlot.dress(plot);
        return StyledPlot.panel("Left and down is better", plot, legend);
    }
}
