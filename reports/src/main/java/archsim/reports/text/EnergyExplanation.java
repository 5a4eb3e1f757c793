package archsim.reports.text;

import archsim.base.InvalidInputException;
import archsim.base.RootLocale;
import archsim.base.table.ResultTable;
import archsim.energy.ActionCount;
import archsim.energy.EnergyLine;
import archsim.energy.EnergyModel;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.reports.result.LayersCsv;
import archsim.reports.words.FittedText;
import archsim.reports.words.Scale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the energy of each workload comes from: count times price, line by line, with the source of each price. */
public final class EnergyExplanation {

    private static final Optional<?> NONE = Optional.empty();
    private static final String UNPRICED = "unpriced";

    /** Sums in another order differ by rounding. */
    private static final double ROUNDING = 1e-9;

    private final EnergyModel model;
    private final Map<RunResult, List<EnergyLine>> lines = new LinkedHashMap<>();

    /**
     * @param name of the result, for messages
     * @param model that priced the result
     * @throws InvalidInputException if the model's prices do not give the result's energies
     */
    public EnergyExplanation(String name, SimulationResult result, EnergyModel model) {
        this.model = model;
        for (RunResult run : result.runs()) {
            List<EnergyLine> priced = run.counts().pricedBy(model).priced(model);
            double explainedPj =
                    priced.stream().mapToDouble(EnergyLine::energyPj).sum();
            double totalPj = run.totals().energy().totalPj();
            if (Math.abs(explainedPj - totalPj) > ROUNDING * totalPj) {
                throw InvalidInputException.of(
                        name,
                        "says that %s took %.1f pJ, but its actions make %.1f pJ by these tables: name the tables that"
                                + " priced it with --tables, or price it again with archsim price",
                        run.workload(),
                        totalPj,
                        explainedPj);
            }
            lines.put(run, priced);
        }
    }

    /** Counts that the model does not cover, which the energies lack. */
    private List<ActionCount> unpriced(RunResult run) {
        return run.counts().toList().stream()
                .filter(count -> !model.covers(count.action()))
                .toList();
    }

    /** Everything in one table, for programs. */
    public ResultTable table() {
        var table = ResultTable.titled("Energy")
                .text("workload")
                .text("component")
                .text("dataType")
                .text("action")
                .number("count", "%d")
                .number("lowPj", "%s")
                .number("pricePj", "%s")
                .number("highPj", "%s")
                .number("energyPj", "%s")
                .number("share", "%s")
                .text("confidence")
                .text("source");
        lines.forEach((run, ofRun) -> {
            ofRun.forEach(line -> table.row(
                    run.workload(),
                    line.count().component(),
                    line.count().dataType().jsonName(),
                    ActionText.of(line.count().action()),
                    line.count().count(),
                    line.price().lowPj(),
                    line.price().energyPj(),
                    line.price().highPj(),
                    line.energyPj(),
                    share(line, run),
                    line.price().source().confidence().name(),
                    line.price().source().citation()));
            unpriced(run)
                    .forEach(count -> table.row(
                            run.workload(),
                            count.component(),
                            count.dataType().jsonName(),
                            ActionText.of(count.action()),
                            count.count(),
                            NONE,
                            NONE,
                            NONE,
                            NONE,
                            NONE,
                            UNPRICED,
                            UNPRICED));
        });
        return table.build();
    }

    private static double share(EnergyLine line, RunResult run) {
        double totalPj = run.totals().energy().totalPj();
        return totalPj == 0 ? 0 : line.energyPj() / totalPj;
    }

    /** A table for each workload, with sources by number below. */
    public String text() {
        var text = new StringBuilder();
        List<String> sources = new ArrayList<>();
        lines.forEach((run, ofRun) ->
                text.append(FittedText.table(table(run, ofRun, sources))).append('\n'));
        for (int i = 0; i < sources.size(); i++) {
            text.append(FittedText.wrapped(RootLocale.format("[%d] %s", i + 1, sources.get(i)), "    "));
        }
        return text.toString();
    }

    private ResultTable table(RunResult run, List<EnergyLine> ofRun, List<String> sources) {
        Scale scale = Scale.ofEnergy(run.totals().energy().totalPj());
        var table = ResultTable.titled(
                        RootLocale.format("Energy of %s: count x price; confidence A read, B derived", run.workload()))
                .text("component")
                .text("data")
                .text("action")
                .number("count", "%,d")
                .number("price (pJ)", "%,.4g")
                .number("low", "%,.4g")
                .number("high", "%,.4g")
                .number(RootLocale.format("energy (%s)", scale.unit()), "%,.4g")
                .number("%", "%.1f")
                .text("source");
        for (EnergyLine line : ofRun) {
            table.row(
                    line.count().component(),
                    line.count().dataType().jsonName(),
                    ActionText.of(line.count().action()),
                    line.count().count(),
                    line.price().energyPj(),
                    line.price().lowPj(),
                    line.price().highPj(),
                    scale.of(line.energyPj()),
                    100 * share(line, run),
                    reference(line, sources));
        }
        unpriced(run)
                .forEach(count -> table.row(
                        count.component(),
                        count.dataType().jsonName(),
                        ActionText.of(count.action()),
                        count.count(),
                        NONE,
                        NONE,
                        NONE,
                        NONE,
                        NONE,
                        UNPRICED));
        double low = ofRun.stream().mapToDouble(EnergyLine::lowPj).sum();
        double high = ofRun.stream().mapToDouble(EnergyLine::highPj).sum();
        double totalPj = run.totals().energy().totalPj();
        table.row(
                LayersCsv.TOTAL,
                "",
                RootLocale.format(
                        "%s%,.4g to %,.4g %s",
                        run.totals().energy().isPartial() ? "partial: " : "",
                        scale.of(low),
                        scale.of(high),
                        scale.unit()),
                "",
                "",
                "",
                "",
                scale.of(totalPj),
                totalPj == 0 ? (Object) "-" : 100.0,
                "");
        return table.build();
    }

    private static String reference(EnergyLine line, List<String> sources) {
        String number = NumberedSources.reference(line.price().source().citation(), sources);
        return line.price().source().confidence().name() + " " + number;
    }
}
