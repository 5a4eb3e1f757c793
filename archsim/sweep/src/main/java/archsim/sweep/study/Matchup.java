package archsim.sweep.study;

import archsim.engine.run.result.Metrics;
import archsim.engine.run.result.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The non-structured model on a sparse machine against the structured one, on a dense machine with as many multipliers
 * or on the sparse machine itself.
 *
 * @param sparse that runs the non-structured model
 * @param other that runs the structured model
 * @param cyclesRatio cycles of the non-structured model over those of the structured one: above 1 structured wins
 * @param energyRatio the same of their energies
 * @param edpRatio the same of energy times latency, in nanoseconds
 * @param ppr weights pruned away over times faster than the baseline on {@code other}: non-structured
 */
public record Matchup(
        StudyMachine sparse,
        StudyMachine other,
        double cyclesRatio,
        double energyRatio,
        double edpRatio,
        Optional<Double> ppr) {

    /** All contests of a pair, sparse machine by sparse machine. */
    public static List<Matchup> of(PairResult pair) {
        var contests = new ArrayList<Matchup>();
        for (StudyMachine sparse : pair.machines(MachineRole.SPARSE)) {
            pair.run(sparse, Category.NON_STRUCTURED).ifPresent(run -> {
                pair.machines(MachineRole.DENSE).stream()
                        .filter(dense -> dense.multipliers() == sparse.multipliers())
                        .forEach(dense -> add(contests, pair, sparse, run, dense));
                add(contests, pair, sparse, run, sparse);
            });
        }
        return contests;
    }

    private static void add(
            List<Matchup> contests, PairResult pair, StudyMachine sparse, RunResult run, StudyMachine other) {
        pair.run(other, Category.STRUCTURED).ifPresent(structured -> {
            Metrics from = run.totals();
            Metrics to = structured.totals();
            contests.add(new Matchup(
                    sparse,
                    other,
                    (double) from.cycles() / to.cycles(),
                    from.energy().totalPj() / to.energy().totalPj(),
                    from.energy().totalPj() * from.timeNs() / (to.energy().totalPj() * to.timeNs()),
                    pair.run(other, Category.BASELINE).map(dense -> ppr(dense.totals(), from))));
        });
    }

    private static double ppr(Metrics dense, Metrics pruned) {
        double alpha = (double) dense.keptWeights() / pruned.keptWeights();
        return alpha / ((double) dense.cycles() / pruned.cycles());
    }

    /** Whether both run on the same machine. */
    public boolean sameMachine() {
        return sparse.equals(other);
    }
}
