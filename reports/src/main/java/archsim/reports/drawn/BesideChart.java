package archsim.reports.drawn;

import archsim.base.RootLocale;
import archsim.reports.plot.Figure;
import archsim.reports.plot.FigureFiles;
import archsim.sweep.drawn.DrawnCell;
import archsim.sweep.drawn.DrawnResult;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.JFreeChart;
import org.jfree.data.category.DefaultCategoryDataset;

/** Speed and energy of pruned models beside the dense one of their network, machine by machine. */
final class BesideChart {

    private BesideChart() {}

    /** A figure for each dense model that something was pruned from. */
    static List<FigureFiles> of(DrawnResult result) {
        List<BesideTable.Pair> pairs = BesideTable.pairs(result);
        return pairs.stream()
                .map(pair -> pair.dense().name())
                .distinct()
                .map(dense -> figure(
                        result,
                        dense,
                        pairs.stream()
                                .filter(pair -> pair.dense().name().equals(dense))
                                .toList()))
                .toList();
    }

    private static FigureFiles figure(DrawnResult result, String dense, List<BesideTable.Pair> pairs) {
        List<String> machines =
                pairs.stream().map(pair -> pair.cell().machine()).distinct().toList();
        return new FigureFiles(
                "beside-" + dense.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"),
                new Figure(
                        "Models beside " + dense,
                        List.of(
                                panel(pairs, machines, "times fewer cycles", BesideTable::cycles),
                                panel(pairs, machines, "times less energy", BesideTable::energyPj)),
                        RatioPanel.FRAME + RatioPanel.PITCH * machines.size(),
                        RootLocale.format(
                                "Each model on its own masks and recorded inputs; memory %s. Simulated by archsim %s.",
                                result.config().memory(), result.provenance().archsimVersion())));
    }

    private static JFreeChart panel(
            List<BesideTable.Pair> pairs, List<String> machines, String what, ToDoubleFunction<DrawnCell> figure) {
        var ratios = new DefaultCategoryDataset();
        for (BesideTable.Pair pair : pairs) {
            Integer machine = machines.indexOf(pair.cell().machine());
            ratios.addValue(pair.gain(figure), pair.model().name(), machine);
        }
        return RatioPanel.of("1: as the dense model", what, machines, ratios);
    }
}
