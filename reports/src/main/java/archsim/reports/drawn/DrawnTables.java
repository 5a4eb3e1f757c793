package archsim.reports.drawn;

import archsim.base.table.ResultTable;
import archsim.engine.pe.Cause;
import archsim.sweep.drawn.DrawnCell;
import archsim.sweep.drawn.DrawnResult;
import archsim.sweep.drawn.MaskFigures;
import archsim.sweep.drawn.Masks;
import archsim.sweep.drawn.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The tables of a comparison, by the name of their files. */
public final class DrawnTables {

    private static final String PERCENT = "%+.1f";
    private static final List<Cause> OWN_COLUMN = List.of(Cause.USEFUL, Cause.IMBALANCE, Cause.INDEX, Cause.DRAM_STALL);

    private DrawnTables() {}

    /** All that have a row. */
    static Map<String, ResultTable> of(DrawnResult result) {
        Map<String, ResultTable> tables = shown(result);
        tables.put("runs", runs(result));
        return tables;
    }

    /** Those that people read: all but the figures of every run. */
    static Map<String, ResultTable> shown(DrawnResult result) {
        var tables = new LinkedHashMap<String, ResultTable>();
        tables.put("beside", BesideTable.of(result));
        tables.put("errors", errors(result));
        tables.put("causes", causes(result));
        tables.put("models", models(result));
        tables.put("refused", refused(result));
        tables.values().removeIf(table -> table.rows().isEmpty());
        return tables;
    }

    /** How far drawn masks are off, a row a model and machine. */
    public static ResultTable errors(DrawnResult result) {
        ResultTable.Builder table = ResultTable.titled(
                        "Drawn masks against the model's own (W: weights drawn, I: inputs drawn, both; %; +-: standard"
                                + " deviation between drawings, in points)")
                .text("model")
                .text("machine")
                .number("cycles", "%,.0f");
        for (String figure : List.of("cycles", "energy", "DRAM")) {
            String key = figure.toLowerCase(Locale.ROOT);
            table.number(figure + " W", key + "WeightsPercent", PERCENT)
                    .number("I", key + "InputsPercent", PERCENT)
                    .number("both", key + "BothPercent", PERCENT)
                    .number("+-", key + "BothDeviationPercent", "%.1f");
        }
        for (DrawnCell cell : result.ran()) {
            List<Object> row = new ArrayList<>(
                    List.of(cell.model(), cell.machine(), cell.real().cycles().mean()));
            addErrors(row, cell, MaskFigures::cycles);
            addErrors(row, cell, MaskFigures::energyPj);
            addErrors(row, cell, MaskFigures::dramBytes);
            table.row(row.toArray());
        }
        return table.build();
    }

    private static void addErrors(List<Object> row, DrawnCell cell, Function<MaskFigures, Spread> figure) {
        Spread real = figure.apply(cell.real());
        row.add(error(cell, Masks.DRAWN_WEIGHTS, figure, real).mean());
        row.add(error(cell, Masks.DRAWN_INPUTS, figure, real).mean());
        Spread both = error(cell, Masks.DRAWN_BOTH, figure, real);
        row.add(both.mean());
        row.add(both.deviation());
    }

    private static Spread error(DrawnCell cell, Masks masks, Function<MaskFigures, Spread> figure, Spread real) {
        return figure.apply(cell.figures().get(masks)).errorPercent(real);
    }

    private static ResultTable causes(DrawnResult result) {
        ResultTable.Builder table = ResultTable.titled(
                        "Where the error of the cycles comes from, both drawn (% of the real cycles; they sum to the error)")
                .text("model")
                .text("machine")
                .number("error", "errorPercent", PERCENT)
                .number("products", "productsPercent", PERCENT)
                .number("imbalance", "imbalancePercent", PERCENT)
                .number("index", "indexPercent", PERCENT)
                .number("DRAM stall", "dramStallPercent", PERCENT)
                .number("others", "othersPercent", PERCENT);
        for (DrawnCell cell : result.ran()) {
            MaskFigures drawn = cell.figures().get(Masks.DRAWN_BOTH);
            double error = drawn.cycles().errorPercent(cell.real().cycles()).mean();
            List<Object> row = new ArrayList<>(List.of(cell.model(), cell.machine(), error));
            double named = 0;
            for (Cause cause : OWN_COLUMN) {
                double share = drawn.errorPercent(cause, cell.real());
                named += share;
                row.add(share);
            }
            row.add(error - named);
            table.row(row.toArray());
        }
        return table.build();
    }

    private static ResultTable models(DrawnResult result) {
        ResultTable.Builder table = ResultTable.titled(
                        "What the masks alone say: products whose weight and input are both there (correlation), and the"
                                + " weights stored in the format that is usual for their scheme")
                .text("model")
                .text("masks")
                .number("products", "%,.0f")
                .number("error (%)", "productsErrorPercent", PERCENT)
                .number("+-", "productsDeviationPercent", "%.1f")
                .number("stored (B)", "storedBytes", "%,.0f")
                .number("error (%)", "storedErrorPercent", PERCENT)
                .number("of it fillers (B)", "fillerBytes", "%,.0f");
        for (String model :
                result.ran().stream().map(DrawnCell::model).distinct().toList()) {
            DrawnCell any = result.ran().stream()
                    .filter(cell -> cell.model().equals(model))
                    .findFirst()
                    .orElseThrow();
            for (Masks masks : Masks.values()) {
                MaskFigures drawn = any.figures().get(masks);
                Spread products = drawn.products().errorPercent(any.real().products());
                table.row(
                        model,
                        name(masks),
                        drawn.products().mean(),
                        products.mean(),
                        products.deviation(),
                        drawn.storedBytes().mean(),
                        drawn.storedBytes()
                                .errorPercent(any.real().storedBytes())
                                .mean(),
                        drawn.fillerBytes().mean());
            }
        }
        return table.build();
    }

    /** Every figure itself. */
    private static ResultTable runs(DrawnResult result) {
        ResultTable.Builder table = ResultTable.titled("Every run (means and standard deviations over the drawings)")
                .text("model")
                .text("machine")
                .text("masks")
                .number("cycles", "%,.1f")
                .number("+-", "cyclesDeviation", "%,.1f")
                .number("energy (pJ)", "energyPj", "%,.0f")
                .number("+-", "energyDeviationPj", "%,.0f")
                .number("DRAM (B)", "dramBytes", "%,.0f")
                .number("+-", "dramDeviationBytes", "%,.0f")
                .number("indices (B)", "indexBytes", "%,.0f");
        for (Cause cause : Cause.values()) {
            table.number(cause.words(), cause.jsonName() + "Cycles", "%,.1f");
        }
        for (DrawnCell cell : result.ran()) {
            for (Masks masks : Masks.values()) {
                MaskFigures figures = cell.figures().get(masks);
                List<Object> row = new ArrayList<>(List.of(cell.model(), cell.machine(), name(masks)));
                for (Spread spread : List.of(figures.cycles(), figures.energyPj(), figures.dramBytes())) {
                    row.add(spread.mean());
                    row.add(spread.deviation());
                }
                row.add(figures.indexBytes().mean());
                for (Cause cause : Cause.values()) {
                    row.add(figures.cyclesByCause().get(cause).mean());
                }
                table.row(row.toArray());
            }
        }
        return table.build();
    }

    private static ResultTable refused(DrawnResult result) {
        ResultTable.Builder table =
                ResultTable.titled("Not run").text("model").text("machine").text("reason");
        result.cells().stream()
                .filter(cell -> !cell.ran())
                .forEach(cell -> table.row(cell.model(), cell.machine(), cell.refused()));
        return table.build();
    }

    /** As tables show it. */
    static String name(Masks masks) {
        return switch (masks) {
            case REAL -> "real";
            case DRAWN_WEIGHTS -> "weights drawn";
            case DRAWN_INPUTS -> "inputs drawn";
            case DRAWN_BOTH -> "both drawn";
        };
    }
}
