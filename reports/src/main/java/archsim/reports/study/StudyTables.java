package archsim.reports.study;

import archsim.base.table.ResultTable;
import archsim.engine.run.result.Comparison;
import archsim.engine.run.result.Metrics;
import archsim.engine.run.result.RunResult;
import archsim.reports.text.RateColumns;
import archsim.reports.words.Scale;
import archsim.sweep.study.Category;
import archsim.sweep.study.Claim;
import archsim.sweep.study.MachineRole;
import archsim.sweep.study.Matchup;
import archsim.sweep.study.PairResult;
import archsim.sweep.study.PublishedRow;
import archsim.sweep.study.PublishedTable;
import archsim.sweep.study.StoredModel;
import archsim.sweep.study.StudyMachine;
import archsim.sweep.study.StudyRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The tables of one pair of a study. */
final class StudyTables {

    private static final double PJ_A_UJ = 1e6;
    private static final double NS_A_US = 1e3;

    private StudyTables() {}

    /** Storage as the paper's Tables VIII to XIV lay it out: published lines, and below those of a kind our own. */
    static ResultTable storage(PairResult pair) {
        Optional<PublishedTable> published = pair.pair().published();
        String metric = published.map(PublishedTable::accuracyMetric).orElse("test");
        ResultTable.Builder table = ResultTable.titled("Storage, " + pair.pair().title())
                .text("method")
                .text("pruning", "category")
                .number(metric + " %", "accuracyPercent", "%.2f")
                .number("rate (x)", "pruneRate", "%.1f")
                .number("weights", "%,d")
                .number("bits", "weightBits", "%d")
                .number("index", "indexBits", "%d")
                .number("values (B)", "weightBytes", "%,.0f")
                .number("rel. (B)", "relativeBytes", "%,.0f")
                .number("abs. (B)", "absoluteBytes", "%,.0f")
                .number("all (x)", "compressionRate", "%.1f");
        for (Category category : Category.values()) {
            published.ifPresent(rows -> rows.rows(category).forEach(row -> add(table, row)));
            add(table, pair.stored(category), pair.trained());
        }
        return table.build();
    }

    private static void add(ResultTable.Builder table, PublishedRow row) {
        table.row(
                row.method(),
                pruning(row.category()),
                cell(row.accuracyPercent()),
                row.pruneRate(),
                cell(row.weights()),
                cell(row.weightBits()),
                cell(row.indexBits()),
                real(row.weightBytes()),
                real(row.relativeBytes()),
                real(row.absoluteBytes()),
                cell(row.compressionRate()));
    }

    private static void add(ResultTable.Builder table, StoredModel model, boolean trained) {
        table.row(
                trained ? "this study, trained" : "this study, drawn",
                pruning(model.category()),
                model.accuracy().isPresent()
                        ? Optional.of(100 * model.accuracy().getAsDouble())
                        : Optional.empty(),
                model.pruneRate(),
                model.weights(),
                model.weightBits(),
                cell(model.indexBits()),
                model.weightBytes(),
                model.relativeBytes(),
                model.absoluteBytes(),
                model.compressionRate());
    }

    /** The shortest words for what is pruned. */
    static String pruning(Category category) {
        return switch (category) {
            case BASELINE -> "none";
            case NON_STRUCTURED -> "non-str.";
            case STRUCTURED -> "struct.";
        };
    }

    /** What each model gives for its time and its energy on each machine that can run it. */
    static ResultTable rates(PairResult pair) {
        ResultTable.Builder table = ResultTable.titled("Rates, " + pair.pair().title())
                .text("machine")
                .text("pruning", "category");
        RateColumns.add(table, "", results(pair).map(RunResult::rates).toList());
        for (StudyRun run : pair.runs()) {
            run.result().ifPresent(result -> {
                List<Object> cells = new ArrayList<>(List.of(run.machine().name(), pruning(run.category())));
                cells.addAll(RateColumns.cells(result.rates()));
                table.row(cells.toArray());
            });
        }
        return table.build();
    }

    private static Stream<RunResult> results(PairResult pair) {
        return pair.runs().stream().flatMap(run -> run.result().stream());
    }

    private static double most(PairResult pair, ToDoubleFunction<RunResult> figure) {
        return results(pair).mapToDouble(figure).max().orElse(0);
    }

    /** What each model costs on each machine that can run it. */
    static ResultTable runs(PairResult pair) {
        Scale time = Scale.ofTime(most(pair, run -> run.totals().timeNs()));
        Scale energy = Scale.ofEnergy(most(pair, run -> run.totals().energy().totalPj()));
        ResultTable.Builder table = ResultTable.titled(
                        "Simulation, " + pair.pair().title())
                .text("machine")
                .number("mult.", "multipliers", "%d")
                .text("pruning", "category")
                .number("cycles", "%,d")
                .fitted("time (" + time.unit() + ")", "timeUs", time.divisor() / NS_A_US)
                .fitted("energy (" + energy.unit() + ")", "energyUj", energy.divisor() / PJ_A_UJ)
                .number("DRAM (B)", "dramBytes", "%,d")
                .number("util. (%)", "utilisationPercent", "%.1f")
                .number("speed-up", "speedUp", "%.2f")
                .number("PPR W", "pprWeights", "%.2f")
                .number("PPR M", "pprMacs", "%.2f");
        for (StudyRun run : pair.runs()) {
            run.result().ifPresent(result -> add(table, pair, run, result.totals()));
        }
        return table.build();
    }

    private static void add(ResultTable.Builder table, PairResult pair, StudyRun run, Metrics totals) {
        Optional<Comparison> comparison =
                run.category() == Category.BASELINE ? Optional.empty() : pair.comparison(run.machine(), run.category());
        table.row(
                run.machine().name(),
                run.machine().multipliers(),
                pruning(run.category()),
                totals.cycles(),
                totals.timeNs() / NS_A_US,
                totals.energy().totalPj() / PJ_A_UJ,
                totals.dramBytes().values().stream().mapToLong(Long::longValue).sum(),
                100 * totals.utilisation(),
                comparison.map(Comparison::beta).filter(Double::isFinite),
                comparison.map(c -> c.ppr().params()).filter(Double::isFinite),
                comparison.map(c -> c.ppr().macsWeights()).filter(Double::isFinite));
    }

    /** The models that a machine cannot run, and why; no rows if there are none. */
    static ResultTable refused(PairResult pair) {
        ResultTable.Builder table = ResultTable.titled("Not run, " + pair.pair().title())
                .text("machine")
                .text("model")
                .text("reason");
        pair.runs().stream()
                .filter(run -> run.result().isEmpty())
                .forEach(run -> table.row(run.machine().name(), run.category().label(), run.reason()));
        return table.build();
    }

    /** Non-structured on sparse machines against structured on dense ones with as many multipliers, and on the same. */
    static ResultTable contests(PairResult pair) {
        ResultTable.Builder table = ResultTable.titled(
                        "Who wins, " + pair.pair().title())
                .text("non-str. on", "sparseMachine")
                .text("structured on", "otherMachine")
                .number("mult.", "multipliers", "%d")
                .number("cycles (ns/s)", "cyclesRatio", "%.2f")
                .text("fewer cycles", "cyclesWinner")
                .number("energy (ns/s)", "energyRatio", "%.2f")
                .text("less energy", "energyWinner")
                .number("EDP (ns/s)", "edpRatio", "%.2f")
                .number("PPR W", "pprWeights", "%.2f");
        for (Matchup contest : Matchup.of(pair)) {
            table.row(
                    contest.sparse().name(),
                    contest.sameMachine() ? "the same" : contest.other().name(),
                    contest.sparse().multipliers(),
                    contest.cyclesRatio(),
                    winner(contest.cyclesRatio()),
                    contest.energyRatio(),
                    winner(contest.energyRatio()),
                    contest.edpRatio(),
                    contest.ppr().filter(Double::isFinite));
        }
        return table.build();
    }

    /** The better model by a ratio of costs, non-structured over structured. */
    static String winner(double ratio) {
        return ratio > 1 ? "structured" : ratio < 1 ? "non-structured" : "neither";
    }

    /** The paper's claims on a pair. */
    static ResultTable claims(PairResult pair, List<Claim> claims) {
        ResultTable.Builder table = ResultTable.titled("Claims, " + pair.pair().title())
                .text("claim")
                .number("value", "%.3f")
                .number("paper's rows", "published", "%.3f")
                .number("threshold", "%.3f")
                .text("verdict");
        claims.forEach(claim -> table.row(
                claim.id(),
                claim.value(),
                claim.published(),
                claim.threshold(),
                claim.verdict().words()));
        return table.build();
    }

    /** Sparse machines that ran the non-structured model, dense ones that ran the structured one. */
    static List<StudyMachine> contenders(PairResult pair, int multipliers) {
        return pair.runs().stream()
                .filter(run -> run.result().isPresent() && run.machine().multipliers() == multipliers)
                .filter(run -> run.category() == meantFor(run.machine()))
                .map(StudyRun::machine)
                .toList();
    }

    /** The model that a machine is built for. */
    static Category meantFor(StudyMachine machine) {
        return machine.role() == MachineRole.DENSE ? Category.STRUCTURED : Category.NON_STRUCTURED;
    }

    private static Object cell(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }

    private static Object cell(OptionalLong value) {
        return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
    }

    private static Object cell(OptionalInt value) {
        return value.isPresent() ? Optional.of(value.getAsInt()) : Optional.empty();
    }

    private static Object real(OptionalLong value) {
        return value.isPresent() ? Optional.of((double) value.getAsLong()) : Optional.empty();
    }
}
