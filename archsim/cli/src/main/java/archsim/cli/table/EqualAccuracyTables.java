package archsim.cli.table;

import archsim.base.RootLocale;
import archsim.base.json.EnumNames;
import archsim.base.table.ResultTable;
import archsim.compression.equal.EqualAccuracyResult;
import archsim.compression.equal.EqualAccuracyResult.Compared;
import archsim.compression.equal.EqualAccuracyResult.Search;
import archsim.compression.equal.EqualAccuracyResult.Tested;
import archsim.compression.equal.Probe;
import archsim.compression.equal.SeedPairs;
import java.util.List;
import java.util.stream.Collectors;

/** What a search for equal accuracy found, as tables. */
public final class EqualAccuracyTables {

    private final EqualAccuracyResult result;

    public EqualAccuracyTables(EqualAccuracyResult result) {
        this.result = result;
    }

    /** The verdicts, what was tested, and what was tried. */
    public List<ResultTable> all() {
        return List.of(verdicts(), models(), probes());
    }

    /** How kinds of models compare on the test images, a row each two. */
    public ResultTable verdicts() {
        ResultTable.Builder table = ResultTable.titled(RootLocale.format(
                        "Accuracy on %,d test images of %s, seeds %s: equal within %s points?",
                        result.testImages(),
                        result.data(),
                        result.config().seeds().stream().map(Object::toString).collect(Collectors.joining(", ")),
                        result.config().withinPoints()))
                .text("first")
                .text("second")
                .text("verdict")
                .number("difference (points)", "differencePoints", "%.3f")
                .number("+- 95 %", "halfIntervalPoints", "%.3f")
                .number("first more", "firstMore", "%,d")
                .number("second more", "secondMore", "%,d")
                .number("p", "probability", "%.4f");
        for (Compared compared : result.comparisons()) {
            SeedPairs pairs = compared.pairs();
            table.row(
                    compared.first(),
                    compared.second(),
                    EnumNames.of(pairs.verdict(result.config().withinPoints())).replace('-', ' '),
                    pairs.differencePoints(),
                    pairs.halfIntervalPoints(),
                    pairs.firstMore(),
                    pairs.secondMore(),
                    pairs.probability());
        }
        return table.build();
    }

    /** The models that were tested. */
    public ResultTable models() {
        ResultTable.Builder table = ResultTable.titled("Models at the rates found")
                .text("kind")
                .number("seed", "%d")
                .number("rate (x)", "rate", "%.2f")
                .number("kept", "%,d")
                .number("weights", "%,d")
                .number("least bytes", "bytes", "%,.1f")
                .number("validation %", "validationAccuracy", "%.2f")
                .number("test %", "testAccuracy", "%.2f")
                .text("file");
        for (Tested model : result.models()) {
            table.row(
                    model.kind(),
                    model.seed(),
                    model.rate(),
                    model.kept(),
                    model.weights(),
                    model.bytes(),
                    100 * model.validationAccuracy(),
                    100 * model.testAccuracy(),
                    model.file());
        }
        return table.build();
    }

    /** The rates that were tried, in their order. */
    public ResultTable probes() {
        ResultTable.Builder table = ResultTable.titled(RootLocale.format(
                        "Search on %,d validation images, seed %d: dense, in floats, %.2f %%",
                        result.validationImages(),
                        result.config().seeds().get(0),
                        100 * result.denseValidationAccuracy()))
                .text("scheme")
                .number("rate asked (x)", "rate", "%.2f")
                .number("reached (x)", "reached", "%.2f")
                .number("validation %", "validationAccuracy", "%.2f")
                .text("holds")
                .text("found");
        for (Search search : result.searches()) {
            for (Probe probe : search.tried()) {
                boolean found = probe.holds() && probe.rate() == search.found().orElse(0);
                table.row(
                        EnumNames.of(search.scheme()),
                        probe.rate(),
                        probe.reached(),
                        100 * probe.validationAccuracy(),
                        probe.holds() ? "yes" : "no",
                        found ? "yes" : "");
            }
        }
        return table.build();
    }
}
