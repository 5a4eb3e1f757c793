package archsim.reports.study;

import archsim.sweep.study.BestPair;
import archsim.sweep.study.Category;
import archsim.sweep.study.Matchup;
import archsim.sweep.study.PairResult;
import archsim.sweep.study.StoredModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Who wins a pair, in sentences. */
final class StudyVerdicts {

    private StudyVerdicts() {}

    /** On storage, on cycles and on energy. */
    static List<String> of(PairResult pair) {
        var sentences = new ArrayList<String>();
        sentences.add(storage(pair));
        List<Matchup> contests = Matchup.of(pair);
        sentences.add("cycles, best machine of each kind: " + best(BestPair.of(pair, BestPair::cycles))
                + counted(contests, Matchup::cyclesRatio));
        sentences.add("energy, best machine of each kind: " + best(BestPair.of(pair, BestPair::energyPj))
                + counted(contests, Matchup::energyRatio));
        return sentences;
    }

    private static String storage(PairResult pair) {
        StoredModel indexed = pair.stored(Category.NON_STRUCTURED);
        return text(
                "storage: %s with relative indices (non-structured %,.0f B, structured %,.0f B), %s with absolute ones"
                        + " (%,.0f B)",
                StudyTables.winner(pair.storageRatio(true)),
                indexed.relativeBytes(),
                pair.stored(Category.STRUCTURED).relativeBytes(),
                StudyTables.winner(pair.storageRatio(false)),
                indexed.absoluteBytes());
    }

    private static String best(List<BestPair> rivals) {
        return rivals.isEmpty()
                ? "no sparse machine runs the non-structured model beside a dense one of its size"
                : rivals.stream()
                        .map(best -> text(
                                "%s with %d multipliers (non-structured on %s takes %.2f times structured on %s)",
                                StudyTables.winner(best.ratio()),
                                best.multipliers(),
                                best.sparse().name(),
                                best.ratio(),
                                best.dense().name()))
                        .collect(Collectors.joining(", "));
    }

    private static String counted(List<Matchup> contests, ToDoubleFunction<Matchup> ratio) {
        List<Matchup> across =
                contests.stream().filter(contest -> !contest.sameMachine()).toList();
        List<Matchup> same = contests.stream().filter(Matchup::sameMachine).toList();
        var parts = new ArrayList<String>();
        share(across, ratio).ifPresent(share -> parts.add(share + " pairs of a sparse and a dense machine"));
        share(same, ratio).ifPresent(share -> parts.add(share + " sparse machines that run both"));
        return parts.isEmpty() ? "" : "; structured wins on " + String.join(" and on ", parts);
    }

    private static Optional<String> share(List<Matchup> contests, ToDoubleFunction<Matchup> ratio) {
        long won = contests.stream()
                .filter(contest -> ratio.applyAsDouble(contest) > 1)
                .count();
        return contests.isEmpty() ? Optional.empty() : Optional.of(text("%d of %d", won, contests.size()));
    }

    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
