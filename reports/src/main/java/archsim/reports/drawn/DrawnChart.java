package archsim.reports.drawn;

import archsim.base.RootLocale;
import archsim.reports.plot.Figure;
import archsim.reports.plot.FigureFiles;
import archsim.sweep.drawn.DrawnCell;
import archsim.sweep.drawn.DrawnResult;
import archsim.sweep.drawn.MaskFigures;
import archsim.sweep.drawn.Masks;
import archsim.sweep.drawn.Spread;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jfree.chart.JFreeChart;
import org.jfree.data.category.DefaultCategoryDataset;

/** Cycles and energy with drawn masks over those with the model's own, machine by machine. */
final class DrawnChart {

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
                        RatioPanel.FRAME + RatioPanel.PITCH * cells.size(),
                        RootLocale.format(
                                "Masks drawn uniformly at the density of each layer of the trained model, means of %d"
                                        + " drawings; memory %s. Simulated by archsim %s.",
                                result.config().seeds(),
                                result.config().memory(),
                                result.provenance().archsimVersion())));
    }

    private static JFreeChart panel(List<DrawnCell> cells, String noun, Function<MaskFigures, Spread> figure) {
        var ratios = new DefaultCategoryDataset();
        for (int i = 0; i < cells.size(); i++) {
            double real = figure.apply(cells.get(i).real()).mean();
            for (Masks masks : DRAWN) {
                double ratio = figure.apply(cells.get(i).figures().get(masks)).mean() / real;
                ratios.addValue(ratio, DrawnTables.name(masks), (Integer) i);
            }
        }
        return RatioPanel.of(
                "1: drawn masks give the " + noun + " of the real ones",
                noun + ", drawn over real",
                cells.stream().map(DrawnCell::machine).toList(),
                ratios);
    }
}
