package archsim.reports.chart;

import archsim.base.RootLocale;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.reports.plot.Figure;
import archsim.reports.plot.StackPanel;
import archsim.reports.plot.StyledPlot;
import archsim.reports.plot.Tooltips;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Accuracy of each model against the bytes that store its weights; the line joins those that no other beats in both. */
final class AccuracyChart {

    private static final int HEIGHT = 340;
    private static final double MARGIN = 1.6;
    /** Per cent of accuracy above and below the points. */
    private static final double ROOM = 0.1;

    private AccuracyChart() {}

    /**
     * The figure; empty unless two workloads have an accuracy and lie apart.
     *
     * @param made by which program and on which machines, in words
     */
    static Optional<Figure> of(SimulationResult result, String made) {
        var atPlaces = new LinkedHashMap<List<Double>, RunResult>();
        int known = 0;
        for (RunResult run : result.runs()) {
            if (run.accuracy().isPresent() && run.totals().storage().total() > 0) {
                known++;
                atPlaces.putIfAbsent(List.of(kilobytes(run), perCent(run)), run);
            }
        }
        String again = known > atPlaces.size() ? " Workloads at the place of an earlier one are not drawn again." : "";
        return atPlaces.size() < 2
                ? Optional.empty()
                : Optional.of(figure(List.copyOf(atPlaces.values()), again + made));
    }

    private static Figure figure(List<RunResult> known, String made) {
        var series = new XYSeriesCollection();
        var renderer = new XYLineAndShapeRenderer(false, true);
        var front = new XYSeries("not beaten in both", true);
        known.stream()
                .filter(run -> known.stream().noneMatch(other -> beats(other, run)))
                .forEach(run -> front.add(kilobytes(run), perCent(run)));
        series.addSeries(front);
        renderer.setSeriesLinesVisible(0, true);
        renderer.setSeriesShapesVisible(0, false);
        renderer.setSeriesPaint(0, java.awt.Color.GRAY);
        renderer.setSeriesStroke(0, StyledPlot.DASHES);
        for (int i = 0; i < known.size(); i++) {
            var point = new XYSeries(i + 1 + " " + known.get(i).workload(), false);
            point.add(kilobytes(known.get(i)), perCent(known.get(i)));
            series.addSeries(point);
            StyledPlot.points(renderer, i + 1, i);
        }
        renderer.setDefaultToolTipGenerator(new Tooltips((each, item) -> each == 0 ? null : tip(known.get(each - 1))));
        NumberAxis accuracy = StyledPlot.axis("accuracy on the test set (%)");
        double least = known.stream().mapToDouble(AccuracyChart::perCent).min().orElse(0);
        double most = known.stream().mapToDouble(AccuracyChart::perCent).max().orElse(100);
        double room = Math.max(ROOM, 0.2 * (most - least));
        accuracy.setRange(Math.max(0, least - room), Math.min(100 + ROOM, most + room));
        double fewest =
                known.stream().mapToDouble(AccuracyChart::kilobytes).min().orElse(1);
        double largest =
                known.stream().mapToDouble(AccuracyChart::kilobytes).max().orElse(1);
        var plot = new XYPlot(
                series,
                StyledPlot.logAxis("storage of the weights (kB)", fewest / MARGIN, largest * MARGIN),
                accuracy,
                renderer);
        StyledPlot.dress(plot);
        return new Figure(
                "Accuracy against storage",
                List.of(StyledPlot.panel("Left and up is better", plot, true)),
                HEIGHT,
                "Storage: weights, indices, fillers and pointers. Accuracies as the models' files state them." + made);
    }

    /** No worse in both, and better in one. */
    private static boolean beats(RunResult one, RunResult other) {
        boolean noWorse = kilobytes(one) <= kilobytes(other) && perCent(one) >= perCent(other);
        return noWorse && (kilobytes(one) < kilobytes(other) || perCent(one) > perCent(other));
    }

    private static double kilobytes(RunResult run) {
        return run.totals().storage().total() / 8e3;
    }

    private static double perCent(RunResult run) {
        return 100 * run.accuracy().orElseThrow();
    }

    private static String tip(RunResult run) {
        return RootLocale.format(
                "%s: %s kB, %s %%",
                run.workload(),
                StackPanel.significant(kilobytes(run)),
                StyledPlot.format("0.00").format(perCent(run)));
    }
}
