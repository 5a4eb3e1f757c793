package archsim.reports.drawn;

import archsim.base.table.ResultTable;
import archsim.sweep.drawn.DrawnCell;
import archsim.sweep.drawn.DrawnModel;
import archsim.sweep.drawn.DrawnResult;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Models on their own masks beside the dense model of the same network, machine by machine. */
final class BesideTable {

    private static final double PJ_A_UJ = 1e6;

    private BesideTable() {}

    /**
     * A pruned model and the dense one of its network on a machine that runs both.
     *
     * @param dense facts and figures of the latter
     */
    record Pair(DrawnModel model, DrawnModel dense, DrawnCell cell, DrawnCell denseCell) {

        /** A figure of the dense model over that of the other, both on their own masks. */
        double gain(ToDoubleFunction<DrawnCell> figure) {
            return figure.applyAsDouble(denseCell) / figure.applyAsDouble(cell);
        }
    }

    static double cycles(DrawnCell cell) {
        return cell.real().cycles().mean();
    }

    static double energyPj(DrawnCell cell) {
        return cell.real().energyPj().mean();
    }

    /** In the order of the cells; dense models are no pairs. */
    static List<Pair> pairs(DrawnResult result) {
        return result.ran().stream()
                .flatMap(cell -> pair(result, cell).stream())
                .toList();
    }

    private static Optional<Pair> pair(DrawnResult result, DrawnCell cell) {
        DrawnModel model = model(result, cell.model());
        return model.dense().filter(dense -> !dense.equals(model.name())).flatMap(dense -> result.ran().stream()
                .filter(other -> other.model().equals(dense) && other.machine().equals(cell.machine()))
                .findFirst()
                .map(other -> new Pair(model, model(result, dense), cell, other)));
    }

    private static DrawnModel model(DrawnResult result, String name) {
        return result.models().stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static ResultTable of(DrawnResult result) {
        ResultTable.Builder table = ResultTable.titled(
                        "Beside the dense model of the same network, both on their own masks and inputs (rate: weights"
                                + " over those stored; stored: each layer in the format that takes least; x: dense over"
                                + " this)")
                .text("model")
                .text("machine")
                .number("rate (x)", "rate", "%.2f")
                .number("bits", "weightBits", "%d")
                .number("top-1 %", "accuracyPercent", "%.2f")
                .number("difference", "accuracyDifferencePoints", "%+.2f")
                .number("stored (B)", "storedBytes", "%,.0f")
                .number("x", "storageGain", "%.2f")
                .number("cycles", "%,.0f")
                .number("dense cycles", "denseCycles", "%,.0f")
                .number("x", "speedUp", "%.2f")
                .number("energy (uJ)", "energyUj", "%,.2f")
                .number("dense energy (uJ)", "denseEnergyUj", "%,.2f")
                .number("x", "energyGain", "%.2f");
        for (Pair pair : pairs(result)) {
            Optional<Double> accuracy = percent(pair.model());
            table.row(
                    pair.model().name(),
                    pair.cell().machine(),
                    pair.model().rate(),
                    pair.model().weightBits(),
                    accuracy,
                    accuracy.flatMap(own -> percent(pair.dense()).map(dense -> own - dense)),
                    pair.model().leastBytes(),
                    pair.dense().leastBytes() / pair.model().leastBytes(),
                    cycles(pair.cell()),
                    cycles(pair.denseCell()),
                    pair.gain(BesideTable::cycles),
                    energyPj(pair.cell()) / PJ_A_UJ,
                    energyPj(pair.denseCell()) / PJ_A_UJ,
                    pair.gain(BesideTable::energyPj));
        }
        return table.build();
    }

    private static Optional<Double> percent(DrawnModel model) {
        return model.accuracy().stream().mapToObj(share -> 100 * share).findFirst();
    }
}
