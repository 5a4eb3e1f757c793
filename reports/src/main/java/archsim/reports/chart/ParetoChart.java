package archsim.reports.chart;

import archsim.base.RootLocale;
import archsim.reports.plot.Figure;
import archsim.reports.plot.FigureFiles;
import archsim.reports.plot.PlotStyle;
import archsim.reports.plot.StyledPlot;
import archsim.reports.words.Scale;
import archsim.sweep.analysis.Candidate;
import archsim.sweep.analysis.Objective;
import archsim.sweep.analysis.ParetoFront;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Candidates by two of their objectives; those on the front, by all objectives, are ringed. */
public final class ParetoChart {

    private static final int HEIGHT = 420;
    private static final double MARGIN = 1.25;

    private ParetoChart() {}

    /**
     * The figure.
     *
     * @param name of the sweep
     * @param x place among the front's objectives of the one along the horizontal axis
     * @param y of the one along the vertical axis
     */
    public static FigureFiles of(String name, ParetoFront front, int x, int y) {
        List<String> workloads =
                front.candidates().stream().map(Candidate::workload).distinct().toList();
        var series = new XYSeriesCollection();
        var renderer = new XYLineAndShapeRenderer(false, true);
        var ring = new XYSeries("on the front", false);
        front.front().forEach(member -> ring.add(shown(front, member, x), shown(front, member, y)));
        series.addSeries(ring);
        renderer.setSeriesShape(0, new Ellipse2D.Double(-6.5, -6.5, 13, 13));
        renderer.setSeriesPaint(0, PlotStyle.INK);
        renderer.setSeriesStroke(0, new BasicStroke(1));
        renderer.setSeriesShapesFilled(0, false);
        for (int w = 0; w < workloads.size(); w++) {
            var points = new XYSeries(workloads.get(w), false);
            for (Candidate candidate : front.candidates()) {
                if (candidate.workload().equals(workloads.get(w))) {
                    points.add(shown(front, candidate, x), shown(front, candidate, y));
                }
            }
            series.addSeries(points);
            Color colour = StyledPlot.colour(w);
            renderer.setSeriesPaint(w + 1, colour);
            renderer.setSeriesShape(w + 1, StyledPlot.shape(w));
        }
        var plot = new XYPlot(series, axis(front, x), axis(front, y), renderer);
        StyledPlot.dress(plot);
        String judged = String.join(
                ", ",
                front.objectives().stream()
                        .map(objective -> objective.label().replaceAll(" \\(.*", ""))
                        .toList());
        String caption = RootLocale.format(
                "Ringed: %d of %d candidates that no other beats by %s together. Sweep %s.",
                front.front().size(), front.candidates().size(), judged, name);
        return new FigureFiles(
                "pareto", new Figure("Pareto front", List.of(StyledPlot.panel("", plot, true)), HEIGHT, caption));
    }

    /** Energies in a unit in which they are short, everything else as it is. */
    private static Scale scale(ParetoFront front, Objective of) {
        int place = front.objectives().indexOf(of);
        double most = front.candidates().stream()
                .mapToDouble(candidate -> candidate.values().get(place))
                .max()
                .orElse(1);
        return of == Objective.ENERGY ? Scale.ofEnergy(most) : new Scale(1, "");
    }

    private static double shown(ParetoFront front, Candidate candidate, int objective) {
        return scale(front, front.objectives().get(objective))
                .of(candidate.values().get(objective));
    }

    private static String label(ParetoFront front, Objective of) {
        return of == Objective.ENERGY ? "energy (" + scale(front, of).symbol() + ")" : of.label();
    }

    private static ValueAxis axis(ParetoFront front, int objective) {
        Objective of = front.objectives().get(objective);
        double[] values = front.candidates().stream()
                .mapToDouble(candidate -> shown(front, candidate, objective))
                .toArray();
        double least = DoubleStream.of(values).min().orElse(1);
        double most = DoubleStream.of(values).max().orElse(1);
        return of == Objective.ACCURACY || least <= 0
                ? StyledPlot.axis(of.label())
                : StyledPlot.logAxis(label(front, of), least / MARGIN, most * MARGIN);
    }
}
