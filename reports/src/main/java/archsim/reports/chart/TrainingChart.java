package archsim.reports.chart;

import archsim.reports.plot.Figure;
import archsim.reports.plot.FigureFiles;
import archsim.reports.plot.PlotStyle;
import archsim.reports.plot.StyledPlot;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Accuracy and residual of a compression run, epoch by epoch; thin lines where its parts begin. */
public final class TrainingChart {

    private static final int PANEL_HEIGHT = 270;
    private static final double MARGIN = 1.3;
    /** A residual of zero has no place on a logarithmic axis. */
    private static final double LEAST_RESIDUAL = 1e-6;

    private final List<TrainingHistory.Epoch> epochs;

    private TrainingChart(TrainingHistory history) {
        this.epochs = history.epochs();
    }

    /**
     * The figure.
     *
     * @param name of the run
     * @param history with at least one epoch
     */
    public static FigureFiles of(String name, TrainingHistory history) {
        var chart = new TrainingChart(history);
        var panels = new ArrayList<>(List.of(StyledPlot.panel("a   accuracy", chart.accuracy(), true)));
        boolean residuals =
                history.epochs().stream().anyMatch(epoch -> epoch.residual().isPresent());
        if (residuals) {
            panels.add(StyledPlot.panel("b   distance to the set, ||W - Z|| / ||W||", chart.residual(), false));
        }
        String caption = "Run " + name + ", epoch by epoch; the numbered lines are where rounds of pruning begin, q is"
                + " where quantisation does. Accuracy of training is that of the batches as they were trained.";
        return new FigureFiles("training", new Figure("Compression", panels, PANEL_HEIGHT, caption));
    }

    private XYPlot accuracy() {
        var lines = new XYSeriesCollection();
        lines.addSeries(series("validation", epoch -> 100 * epoch.validationAccuracy()));
        lines.addSeries(series("training", epoch -> 100 * epoch.trainAccuracy()));
        return plot(lines, StyledPlot.axis("accuracy (%)"), true);
    }

    private XYPlot residual() {
        XYSeries line = series("residual", TrainingChart::shown);
        double most = 0;
        double least = Double.MAX_VALUE;
        for (TrainingHistory.Epoch epoch : epochs) {
            OptionalDouble residual = epoch.residual();
            most = residual.isPresent() ? Math.max(most, shown(epoch)) : most;
            least = residual.isPresent() ? Math.min(least, shown(epoch)) : least;
        }
        return plot(new XYSeriesCollection(line), StyledPlot.logAxis("residual", least / MARGIN, most * MARGIN), false);
    }

    /** NaN, which breaks the line, where there is no residual. */
    private static double shown(TrainingHistory.Epoch epoch) {
        return epoch.residual().isPresent()
                ? Math.max(LEAST_RESIDUAL, epoch.residual().getAsDouble())
                : Double.NaN;
    }

    private XYSeries series(String name, ToDoubleFunction<TrainingHistory.Epoch> value) {
        var series = new XYSeries(name);
        for (int i = 0; i < epochs.size(); i++) {
            series.add(i + 1.0, value.applyAsDouble(epochs.get(i)));
        }
        return series;
    }

    private XYPlot plot(XYSeriesCollection lines, ValueAxis axis, boolean labelled) {
        var renderer = new XYLineAndShapeRenderer(true, false) {
            @Override
            public boolean getItemShapeVisible(int series, int item) {
                return isAlone(lines.getSeries(series), item);
            }
        };
        for (int i = 0; i < lines.getSeriesCount(); i++) {
            renderer.setSeriesPaint(i, StyledPlot.colour(i));
            renderer.setSeriesShape(i, StyledPlot.shape(i));
            renderer.setSeriesStroke(i, StyledPlot.LINE);
        }
        NumberAxis epoch = StyledPlot.axis("epoch");
        epoch.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        epoch.setRange(0, epochs.size() + 1.0);
        var plot = new XYPlot(lines, epoch, axis, renderer);
        StyledPlot.dress(plot);
        plot.setDomainGridlinesVisible(false);
        for (int i = 1; i < epochs.size(); i++) {
            if (!part(i).equals(part(i - 1))) {
                plot.addDomainMarker(begin(i + 0.5, labelled ? part(i) : ""));
            }
        }
        return plot;
    }

    /** Whether no line reaches a point, since neither neighbour is there. */
    static boolean isAlone(XYSeries series, int item) {
        return isDrawn(series, item) && !isDrawn(series, item - 1) && !isDrawn(series, item + 1);
    }

    private static boolean isDrawn(XYSeries series, int item) {
        return item >= 0
                && item < series.getItemCount()
                && !Double.isNaN(series.getY(item).doubleValue());
    }

    /** What comes before the first hyphen: dense, round1, quantisation. */
    private String part(int epoch) {
        return epochs.get(epoch).stage().replaceFirst("-.*", "");
    }

    private static ValueMarker begin(double at, String label) {
        var marker = new ValueMarker(at, Color.GRAY, PlotStyle.HAIR);
        marker.setLabel(label.replaceFirst("^round", "").replaceFirst("^quantisation", "q"));
        marker.setLabelFont(PlotStyle.SMALL);
        marker.setLabelPaint(PlotStyle.INK);
        marker.setLabelBackgroundColor(new Color(255, 255, 255, 0));
        marker.setLabelAnchor(RectangleAnchor.BOTTOM_RIGHT);
        marker.setLabelTextAnchor(TextAnchor.BOTTOM_LEFT);
        return marker;
    }
}
