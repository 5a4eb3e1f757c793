package archsim.reports.tradeoff;

import archsim.base.table.ResultTable;
import archsim.sweep.tradeoff.CellFigures;
import archsim.sweep.tradeoff.Losses;
import archsim.sweep.tradeoff.NetworkCase;
import archsim.sweep.tradeoff.Quality;
import archsim.sweep.tradeoff.TradeCell;
import archsim.sweep.tradeoff.TradeOffConfig;
import archsim.sweep.tradeoff.TradeOffResult;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The tables of a study, by the name of their files. */
public final class TradeOffTables {

    private static final double PJ_NS_A_MJ_MS = 1e15;

    private TradeOffTables() {}

    /** All that have a row. */
    public static Map<String, ResultTable> of(TradeOffResult result) {
        var tables = new LinkedHashMap<String, ResultTable>();
        tables.put("bits", bits(result));
        tables.put("costs", costs(result));
        tables.put("ppr", ppr(result));
        tables.put("best", best(result));
        tables.put("quality", quality(result));
        tables.put("refused", refused(result));
        tables.values().removeIf(table -> table.rows().isEmpty());
        return tables;
    }

    private static ResultTable bits(TradeOffResult result) {
        ResultTable.Builder table = ResultTable.titled("Bits stored for each weight of the dense network")
                .text("network")
                .text("point")
                .number("total", "%.4f")
                .number("weights", "%.4f")
                .number("indices", "%.4f")
                .number("fillers", "%.4f")
                .number("pointers", "%.4f")
                .number("scales", "%.4f");
        each(result, (network, cell, figures) -> {
            CellFigures.Bits storage = figures.storage();
            table.row(
                    network.name(),
                    cell.point(),
                    figures.bitsPerDenseWeight(),
                    figures.share(storage.weights()),
                    figures.share(storage.indices()),
                    figures.share(storage.fillers()),
                    figures.share(storage.pointers()),
                    figures.share(storage.scales()));
        });
        return table.build();
    }

    private static ResultTable costs(TradeOffResult result) {
        ResultTable.Builder table = ResultTable.titled(
                        "Time and energy of a token or an image, at equal area and bandwidth (x: the first point over this"
                                + " one)")
                .text("network")
                .text("point")
                .number("cycles", "%,d")
                .fitted("1/s", "unitsPerSecond", 1)
                .number("speed-up", "%.2f")
                .fitted("mJ each", "unitEnergyMj", 1)
                .number("energy (x)", "energyRatio", "%.2f")
                .fitted("mW", "averagePowerMw", 1)
                .fitted("EDP (mJ ms)", "edpPjNs", PJ_NS_A_MJ_MS)
                .fitted("TOPS/W", "topsPerWatt", 1)
                .number("mm2", "areaMm2", "%.2f")
                .number("draws won (%)", "drawsWonPercent", "%.0f")
                .number("draws best (%)", "drawsBestPercent", "%.0f");
        each(result, (network, cell, figures) -> {
            Optional<CellFigures> first = row(result, network).get(0).figures();
            table.row(
                    network.name(),
                    cell.point(),
                    figures.cycles(),
                    figures.unitsPerSecond(),
                    first.map(base -> (Object) figures.speedUp(base)).orElse(""),
                    figures.unitEnergyMj(),
                    first.map(base -> (Object) figures.timesLessEnergy(base)).orElse(""),
                    figures.averagePowerMw(),
                    figures.unitEdpPjNs(),
                    figures.topsPerWatt(),
                    figures.areaMm2(),
                    first.map(base -> (Object) (100 * figures.winShare(base))).orElse(""),
                    100 * drawsBest(result, network, cell));
        });
        return table.build();
    }

    private static double drawsBest(TradeOffResult result, NetworkCase network, TradeCell cell) {
        return result.drawsBest(result.study().cases().indexOf(network))
                .get(row(result, network).indexOf(cell));
    }

    private static ResultTable ppr(TradeOffResult result) {
        ResultTable.Builder table = ResultTable.titled(
                        "Times fewer bits over times the speed, or over times less energy (PPR), and what is lost")
                .text("network")
                .text("point")
                .number("fewer bits (x)", "timesFewerBits", "%.2f")
                .number("PPR, time", "pprTime", "%.2f")
                .number("PPR, energy", "pprEnergy", "%.2f")
                .number("bits/values (x)", "timesValues", "%.3f")
                .number("scales (% E)", "scaleEnergyPercent", "%.1f")
                .number("indices (% E)", "indexEnergyPercent", "%.1f")
                .number("conversion (% E)", "conversionEnergyPercent", "%.1f")
                .number("imbalance (% t)", "imbalanceTimePercent", "%.1f")
                .number("memory (% t)", "memoryTimePercent", "%.1f");
        each(result, (network, cell, figures) -> row(result, network)
                .get(0)
                .figures()
                .ifPresent(first -> {
                    double fewer = figures.timesFewerBits(first);
                    Losses losses = figures.losses();
                    table.row(
                            network.name(),
                            cell.point(),
                            fewer,
                            fewer / figures.speedUp(first),
                            fewer / figures.timesLessEnergy(first),
                            figures.timesValues(),
                            100 * losses.scaleEnergy(),
                            100 * losses.indexEnergy(),
                            100 * losses.conversionEnergy(),
                            100 * losses.imbalanceTime(),
                            100 * losses.memoryTime());
                }));
        return table.build();
    }

    private static ResultTable best(TradeOffResult result) {
        ResultTable.Builder table = ResultTable.titled("Who wins, of all points and of those whose quality is known")
                .text("network")
                .text("fastest")
                .text("least energy")
                .text("fastest, quality known", "fastestKnown")
                .text("least energy, quality known", "leastEnergyKnown");
        for (NetworkCase network : result.study().cases()) {
            List<TradeCell> all = row(result, network);
            List<TradeCell> published = all.stream()
                    .filter(cell -> bestQuality(result, network, cell).isPresent())
                    .toList();
            table.row(
                    network.name(),
                    leastName(all, CellFigures::unitTimeNs),
                    leastName(all, CellFigures::unitEnergyMj),
                    leastName(published, CellFigures::unitTimeNs),
                    leastName(published, CellFigures::unitEnergyMj));
        }
        return table.build();
    }

    private static String leastName(List<TradeCell> cells, ToDoubleFunction<CellFigures> figure) {
        return least(cells, figure).map(TradeCell::point).orElse("");
    }

    /** The cell of which {@code figure} is least; the first of equals. */
    static Optional<TradeCell> least(List<TradeCell> cells, ToDoubleFunction<CellFigures> figure) {
        return cells.stream()
                .filter(cell -> cell.figures().isPresent())
                .min(Comparator.comparingDouble(
                        cell -> figure.applyAsDouble(cell.figures().get())));
    }

    private static ResultTable quality(TradeOffResult result) {
        ResultTable.Builder table = ResultTable.titled(
                        "Quality, published or measured (x: times worse than the dense network)")
                .text("model")
                .text("point")
                .text("method")
                .text("metric")
                .number("value", "%.4g")
                .number("dense", "%.4g")
                .number("times worse", "%.3f")
                .text("evaluation")
                .text("source");
        for (Quality each : result.study().config().quality().orElse(List.of())) {
            table.row(
                    each.model(),
                    each.point(),
                    each.method(),
                    each.metric().name().toLowerCase(Locale.ROOT),
                    each.value(),
                    each.dense(),
                    each.timesWorse(),
                    each.evaluation(),
                    each.source().citation());
        }
        return table.build();
    }

    private static ResultTable refused(TradeOffResult result) {
        ResultTable.Builder table =
                ResultTable.titled("Not run").text("network").text("point").text("reason");
        result.cells().stream()
                .flatMap(List::stream)
                .filter(cell -> !cell.refused().isEmpty())
                .forEach(cell -> table.row(cell.network(), cell.point(), cell.refused()));
        return table.build();
    }

    /** The least times worse that was published of a cell. */
    static Optional<Quality> bestQuality(TradeOffResult result, NetworkCase network, TradeCell cell) {
        TradeOffConfig config = result.study().config();
        return config.points().stream()
                .filter(point -> point.name().equals(cell.point()))
                .flatMap(point -> config.qualities(network, point).stream())
                .min(Comparator.comparingDouble(Quality::timesWorse));
    }

    static List<TradeCell> row(TradeOffResult result, NetworkCase network) {
        return result.cells().get(result.study().cases().indexOf(network));
    }

    @FunctionalInterface
    private interface Visitor {
        void visit(NetworkCase network, TradeCell cell, CellFigures figures);
    }

    private static void each(TradeOffResult result, Visitor visitor) {
        for (NetworkCase network : result.study().cases()) {
            row(result, network)
                    .forEach(cell -> cell.figures().ifPresent(figures -> visitor.visit(network, cell, figures)));
        }
    }
}
