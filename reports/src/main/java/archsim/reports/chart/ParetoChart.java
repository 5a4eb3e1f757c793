package archsim.reports.chart;

import archsim.base.RootLocale;
import archsim.reports.plot.Figure;
import archsim.reports.plot.FigureFiles;
import archsim.reports.plot.PlotStyle;
import archsim.reports.plot.StyledPlot;
import archsim.reports.words.AxisValue;
import archsim.reports.words.Captions;
import archsim.reports.words.ObjectiveUnit;
import archsim.sweep.analysis.Candidate;
import archsim.sweep.analysis.Objective;
import archsim.sweep.analysis.ParetoFront;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Candidates by two of their objectives; those on the front, by all objectives, are ringed. */
public final class ParetoChart {

    private static final int HEIGHT = 440;
    private static final String ON_FRONT = "on the front";
    private static final Shape RING = new Ellipse2D.Double(-6.5, -6.5, 13, 13);
    private static final Shape SWATCH = new Rectangle2D.Double(-7, -3.5, 14, 7);
    private static final double MARGIN = 1.25;

    private ParetoChart() {}

    /**
     * The figure.
     *
     * @param name of the sweep
     * @param conditions its machines and memories, in words; may be empty
     * @param axes names of the sweep's axes; where one is of machines, each machine has a colour and each workload a shape
     * @param x place among the front's objectives of the one along the horizontal axis
     * @param y of the one along the vertical axis
     */
    public static FigureFiles of(String name, String conditions, List<String> axes, ParetoFront front, int x, int y) {
        int machineAxis = IntStream.range(0, axes.size())
                .filter(i -> axes.get(i).endsWith("accelerator"))
                .findFirst()
                .orElse(-1);
        List<String> workloads = distinct(front, Candidate::workload);
        Function<Candidate, String> machine = candidate ->
                machineAxis < 0 ? "" : AxisValue.of(candidate.axes().get(machineAxis));
        List<String> machines = distinct(front, machine);
        var series = new XYSeriesCollection();
        var renderer = new XYLineAndShapeRenderer(false, true);
        ring(front, x, y, series, renderer);
        for (int m = 0; m < machines.size(); m++) {
            for (int w = 0; w < workloads.size(); w++) {
                var points = new XYSeries(machines.get(m) + '\n' + workloads.get(w), false);
                for (Candidate candidate : front.candidates()) {
                    if (candidate.workload().equals(workloads.get(w))
                            && machine.apply(candidate).equals(machines.get(m))) {
                        points.add(shown(front, candidate, x), shown(front, candidate, y));
                    }
                }
                int at = series.getSeriesCount();
                series.addSeries(points);
                renderer.setSeriesPaint(at, machineAxis < 0 ? StyledPlot.colour(w) : StyledPlot.colourOfMany(m));
                renderer.setSeriesShape(at, StyledPlot.shape(w));
            }
        }
        var plot = new XYPlot(series, axis(front, x), axis(front, y), renderer);
        StyledPlot.dress(plot);
        plot.setFixedLegendItems(legend(machineAxis < 0 ? List.of() : machines, workloads));
        String judged = String.join(
                ", ",
                front.objectives().stream()
                        .map(objective -> objective.label().replaceAll(" \\(.*", ""))
                        .toList());
        String caption = RootLocale.format(
                "Ringed: %d of %d candidates that no other beats by %s together.%s%s Sweep %s.",
                front.front().size(),
                front.candidates().size(),
                judged,
                machineAxis < 0 ? "" : " Colours are machines, shapes are workloads.",
                Captions.sentence(conditions),
                name);
        return new FigureFiles(
                "pareto", new Figure("Pareto front", List.of(StyledPlot.panel("", plot, true)), HEIGHT, caption));
    }

    private static List<String> distinct(ParetoFront front, Function<Candidate, String> what) {
        return front.candidates().stream().map(what).distinct().toList();
    }

    private static void ring(
            ParetoFront front, int x, int y, XYSeriesCollection series, XYLineAndShapeRenderer renderer) {
        var ring = new XYSeries(ON_FRONT, false);
        front.front().forEach(member -> ring.add(shown(front, member, x), shown(front, member, y)));
        series.addSeries(ring);
        renderer.setSeriesShape(0, RING);
        renderer.setSeriesPaint(0, PlotStyle.INK);
        renderer.setSeriesStroke(0, new BasicStroke(1));
        renderer.setSeriesShapesFilled(0, false);
    }

    /** Shapes are without colour where colours stand for machines. */
    private static LegendItemCollection legend(List<String> machines, List<String> workloads) {
        var items = new LegendItemCollection();
        items.add(item(ON_FRONT, RING, PlotStyle.INK, false));
        for (int m = 0; m < machines.size(); m++) {
            items.add(item(machines.get(m), SWATCH, StyledPlot.colourOfMany(m), true));
        }
        for (int w = 0; w < workloads.size(); w++) {
            Color colour = machines.isEmpty() ? StyledPlot.colour(w) : Color.GRAY;
            items.add(item(workloads.get(w), StyledPlot.shape(w), colour, true));
        }
        return items;
    }

    private static LegendItem item(String text, Shape shape, Color colour, boolean filled) {
        return new LegendItem(
                text,
                null,
                null,
                null,
                true,
                shape,
                filled,
                colour,
                !filled,
                colour,
                new BasicStroke(1),
                false,
                shape,
                new BasicStroke(1),
                colour);
    }

    private static ObjectiveUnit unit(ParetoFront front, int objective) {
        double most = front.candidates().stream()
                .mapToDouble(candidate -> candidate.values().get(objective))
                .max()
                .orElse(1);
        return ObjectiveUnit.ofFigure(front.objectives().get(objective), most);
    }

    private static double shown(ParetoFront front, Candidate candidate, int objective) {
        return unit(front, objective).of(candidate.values().get(objective));
    }

    private static ValueAxis axis(ParetoFront front, int objective) {
        double[] values = front.candidates().stream()
                .mapToDouble(candidate -> shown(front, candidate, objective))
                .toArray();
        double least = DoubleStream.of(values).min().orElse(1);
        double most = DoubleStream.of(values).max().orElse(1);
        String label = unit(front, objective).label();
        return front.objectives().get(objective) == Objective.ACCURACY || least <= 0
                ? StyledPlot.axis(label)
                : StyledPlot.logAxis(label, least / MARGIN, most * MARGIN);
    }
}
