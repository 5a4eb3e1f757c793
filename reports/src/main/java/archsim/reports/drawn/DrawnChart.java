package archsim.reports.drawn;

import archsim.base.RootLocale;
import archsim.reports.plot.BarLabelAxis;
import archsim.reports.plot.Figure;
import archsim.reports.plot.FigureFiles;
import archsim.reports.plot.PlotStyle;
import archsim.reports.plot.StyledPlot;
import archsim.sweep.drawn.DrawnCell;
import archsim.sweep.drawn.DrawnResult;
import archsim.sweep.drawn.MaskFigures;
import archsim.sweep.drawn.Masks;
import archsim.sweep.drawn.Spread;
import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.DefaultCategoryDataset;

/** Cycles and energy with drawn masks over those with the model's own, machine by machine. */
final class DrawnChart {

    private static final int FRAME = 96;
    private static final int PITCH = 40;
    private static final double ROOM = 1.15;
    private static final List<Masks> DRAWN = List.of(Masks.DRAWN_WEIGHTS, Masks.DRAWN_INPUTS, Masks.DRAWN_BOTH);

    private DrawnChart() {}

    /** A figure for each model that ran. */
    static List<FigureFiles> of(DrawnResult result) {
        return result.ran().stream()
                .map(DrawnCell::model)
                .distinct()
                .map(model -> figure(result, model))
                .toList();
    }

    private static FigureFiles figure(DrawnResult result, String model) {
        List<DrawnCell> cells =
                result.ran().stream().filter(cell -> cell.model().equals(model)).toList();
        return new FigureFiles(
                "ratios-" + model.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"),
                new Figure(
                        "How wrong are drawn masks? " + model,
                        List.of(
                                panel(cells, "cycles", MaskFigures::cycles),
                                panel(cells, "energy", MaskFigures::energyPj)),
                        FRAME + PITCH * cells.size(),
                        RootLocale.format(
                                "Masks drawn uniformly at the density of each layer of the trained model, means of %d"
                                        + " drawings; memory %s. Simulated by archsim %s.",
                                result.config().seeds(),
                                result.config().memory(),
                                result.provenance().archsimVersion())));
    }

    private static JFreeChart panel(List<DrawnCell> cells, String noun, Function<MaskFigures, Spread> figure) {
        var dataset = new DefaultCategoryDataset();
        double least = 1;
        double most = 1;
        for (int i = 0; i < cells.size(); i++) {
            double real = figure.apply(cells.get(i).real()).mean();
            for (Masks masks : DRAWN) {
                double ratio = figure.apply(cells.get(i).figures().get(masks)).mean() / real;
                least = Math.min(least, ratio);
                most = Math.max(most, ratio);
                dataset.addValue(ratio, DrawnTables.name(masks), (Integer) i);
            }
        }
        var plot = new CategoryPlot(
                dataset,
                new BarLabelAxis(cells.stream().map(DrawnCell::machine).toList()),
                StyledPlot.logAxis(noun + ", drawn over real", least / ROOM, most * ROOM),
                renderer());
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(PlotStyle.FAINT);
        plot.setRangeGridlineStroke(PlotStyle.HAIR);
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_RIGHT);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        return StyledPlot.panel("1: drawn masks give the " + noun + " of the real ones", plot, true);
    }

    private static BarRenderer renderer() {
        var renderer = new BarRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setItemMargin(0.05);
        renderer.setBase(1);
        for (int i = 0; i < DRAWN.size(); i++) {
            renderer.setSeriesPaint(i, StyledPlot.colour(i));
        }
        return renderer;
    }
}
