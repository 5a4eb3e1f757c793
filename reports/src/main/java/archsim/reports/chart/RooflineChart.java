package archsim.reports.chart;

import archsim.base.InvalidInputException;
import archsim.base.RootLocale;
import archsim.engine.run.MemoryConfig;
import archsim.engine.run.result.LayerResult;
import archsim.engine.run.result.Metrics;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.reports.plot.Figure;
import archsim.reports.plot.PlotStyle;
import archsim.reports.plot.PointNames;
import archsim.reports.plot.StackPanel;
import archsim.reports.plot.StyledPlot;
import archsim.reports.plot.Tooltips;
import archsim.reports.words.MachineText;
import archsim.reports.words.RunLabel;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * A point for each layer: products made in a second against products made per byte of DRAM traffic, under what the
 * multipliers and the memory can do at most.
 *
 * <p>Counted are the products that the machine made, not those of the dense layer, so that no point can lie above the
 * roof. Source of the form: S. Williams et al., "Roofline: An Insightful Visual Performance Model", CACM 2009.
 */
public final class RooflineChart {

    private static final int HEIGHT = 460;
    private static final double MARGIN = 1.6;
    /** Pixels that axes, legend and heading take; what is left is for points and names. */
    private static final int ROOM_BESIDE = 80;

    private static final int ROOM_AROUND = 130;

    private final List<RunResult> runs;
    private final double peakGmacs;
    private final OptionalDouble peakGbPerSecond;
    private final List<List<Place>> places;

    /** Where a layer lies: products a byte, and 10^9 products a second. */
    private record Place(String layer, double perByte, double gmacs) {}

    private RooflineChart(SimulationResult result) {
        this.runs = result.runs();
        this.peakGbPerSecond = peak(result.config());
        this.peakGmacs = runs.stream()
                .map(RunResult::totals)
                .filter(totals -> totals.timeNs() > 0)
                .mapToDouble(totals -> totals.multipliers() * (totals.cycles() / totals.timeNs()))
                .max()
                .orElse(0);
        this.places = runs.stream().map(RooflineChart::places).toList();
    }

    /** The figure of one machine; empty if no layer made a product or none moved a byte. */
    public static Optional<Figure> of(SimulationResult result) {
        var chart = new RooflineChart(result);
        return chart.places.stream().allMatch(List::isEmpty) ? Optional.empty() : Optional.of(chart.figure(result));
    }

    private static List<Place> places(RunResult run) {
        var places = new ArrayList<Place>();
        for (LayerResult layer : run.layers()) {
            Metrics metrics = layer.metrics();
            double bytes = metrics.dramBytes().values().stream()
                    .mapToDouble(Long::doubleValue)
                    .sum();
            double made = metrics.slotStack().useful();
            if (bytes > 0 && made > 0) {
                places.add(new Place(layer.name(), made / bytes, made / metrics.timeNs()));
            }
        }
        return places;
    }

    /** Of the configuration's memory; empty if it has none that can be read, which the caption then says. */
    private static OptionalDouble peak(JsonObject config) {
        try {
            double peak = config.containsKey("memory")
                    ? MemoryConfig.resolve("config", config.get("memory")).peakGbPerSecond()
                    : Double.NaN;
            return Double.isFinite(peak) ? OptionalDouble.of(peak) : OptionalDouble.empty();
        } catch (InvalidInputException unknownMemory) {
            return OptionalDouble.empty();
        }
    }

    private Figure figure(SimulationResult result) {
        double leastX = across(Place::perByte).min().orElse(1) / MARGIN;
        double mostX = across(Place::perByte).max().orElse(1) * MARGIN;
        if (peakGbPerSecond.isPresent()) {
            mostX = Math.max(mostX, MARGIN * peakGmacs / peakGbPerSecond.getAsDouble());
        }
        double leastY = across(Place::gmacs).min().orElse(1) / MARGIN;
        var series = new XYSeriesCollection();
        var renderer = new XYLineAndShapeRenderer(false, true);
        List<PointNames.Point> roof = roof(leastX, mostX);
        drawRoof(roof, series, renderer);
        for (int i = 0; i < runs.size(); i++) {
            var points = new XYSeries(i + 1 + " " + runs.get(i).workload(), false);
            places.get(i).forEach(place -> points.add(place.perByte(), place.gmacs()));
            series.addSeries(points);
            StyledPlot.points(renderer, series.getSeriesCount() - 1, i);
        }
        renderer.setDefaultToolTipGenerator(new Tooltips((each, item) -> tip(each - 1, item)));
        var plot = new XYPlot(
                series,
                StyledPlot.logAxis("products per byte of DRAM traffic", leastX, mostX),
                StyledPlot.logAxis("10\u2079 products a second", leastY, peakGmacs * MARGIN),
                renderer);
        StyledPlot.dress(plot);
        var room = new PointNames(
                        leastX, mostX, leastY, peakGmacs * MARGIN, Figure.WIDTH - ROOM_BESIDE, HEIGHT - ROOM_AROUND)
                .clearOf(roof);
        room.beside(places.stream()
                        .map(run -> run.stream()
                                .map(place -> new PointNames.Point(place.layer(), place.perByte(), place.gmacs()))
                                .toList())
                        .toList())
                .forEach(plot::addAnnotation);
        return new Figure(
                RunLabel.of(result).accelerator() + ": roofline of the layers",
                List.of(StyledPlot.panel("Each layer under the roof of multipliers and memory", plot, true)),
                HEIGHT,
                caption(result));
    }

    private List<PointNames.Point> roof(double leastX, double mostX) {
        List<PointNames.Point> roof = new ArrayList<>();
        if (peakGbPerSecond.isPresent()) {
            double ridge = peakGmacs / peakGbPerSecond.getAsDouble();
            double start = Math.min(leastX, ridge);
            roof.add(new PointNames.Point("", start, start * peakGbPerSecond.getAsDouble()));
            roof.add(new PointNames.Point("", ridge, peakGmacs));
        } else {
            roof.add(new PointNames.Point("", leastX, peakGmacs));
        }
        roof.add(new PointNames.Point("", mostX, peakGmacs));
        return roof;
    }

    private static void drawRoof(
            List<PointNames.Point> roof, XYSeriesCollection series, XYLineAndShapeRenderer renderer) {
        var line = new XYSeries("roof", false);
        roof.forEach(point -> line.add(point.x(), point.y()));
        series.addSeries(line);
        renderer.setSeriesLinesVisible(0, true);
        renderer.setSeriesShapesVisible(0, false);
        renderer.setSeriesPaint(0, PlotStyle.INK);
        renderer.setSeriesStroke(0, StyledPlot.LINE);
    }

    private DoubleStream across(ToDoubleFunction<Place> axis) {
        return places.stream().flatMap(List::stream).mapToDouble(axis);
    }

    private String tip(int run, int item) {
        if (run < 0) {
            return null;
        }
        Place place = places.get(run).get(item);
        return RootLocale.format(
                "%s, %s: %s products a byte, %s billion a second, %s %% of the multipliers' peak",
                runs.get(run).workload(),
                place.layer(),
                StackPanel.significant(place.perByte()),
                StackPanel.significant(place.gmacs()),
                StackPanel.significant(100 * place.gmacs() / peakGmacs));
    }

    private String caption(SimulationResult result) {
        String memory = peakGbPerSecond.isPresent()
                ? RootLocale.format(
                        " Slope: the memory's peak, %s GB/s.", StackPanel.significant(peakGbPerSecond.getAsDouble()))
                : " Without a slope: the configuration of this result has no memory that can be read.";
        return "Products are those that the machine made; it leaves out what it skips. Flat roof: all multipliers"
                + " busy, "
                + StackPanel.significant(peakGmacs) + " billion products a second." + memory
                + " Layers without DRAM traffic are not shown; names that have no room are left out. Simulated by"
                + " archsim "
                + result.provenance().archsimVersion() + ", " + MachineText.caption(result) + ".";
    }
}
