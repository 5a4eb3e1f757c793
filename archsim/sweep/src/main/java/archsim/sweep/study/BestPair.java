package archsim.sweep.study;

import archsim.engine.run.result.Metrics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * The best sparse machine for the non-structured model and the best dense one for the structured model, of all machines
 * with as many multipliers.
 *
 * @param sparse that needs least for the non-structured model
 * @param dense that needs least for the structured model
 * @param nonStructured what the one needs
 * @param structured what the other needs
 */
public record BestPair(
        int multipliers, StudyMachine sparse, StudyMachine dense, double nonStructured, double structured) {

    /** Cycles of a run. */
    public static double cycles(Metrics totals) {
        return totals.cycles();
    }

    /** Energy of a run, in picojoules. */
    public static double energyPj(Metrics totals) {
        return totals.energy().totalPj();
    }

    /** Of a pair, for each number of multipliers that machines of both kinds have; fewest multipliers first. */
    public static List<BestPair> of(PairResult pair, ToDoubleFunction<Metrics> cost) {
        var multipliers = new TreeSet<Integer>();
        pair.machines(MachineRole.SPARSE).forEach(machine -> multipliers.add(machine.multipliers()));
        var rivals = new ArrayList<BestPair>();
        for (int count : multipliers) {
            Optional<Entry> sparse = best(pair, MachineRole.SPARSE, Category.NON_STRUCTURED, count, cost);
            Optional<Entry> dense = best(pair, MachineRole.DENSE, Category.STRUCTURED, count, cost);
            if (sparse.isPresent() && dense.isPresent()) {
                rivals.add(new BestPair(
                        count,
                        sparse.get().machine(),
                        dense.get().machine(),
                        sparse.get().cost(),
                        dense.get().cost()));
            }
        }
        return rivals;
    }

    /** Cost of the non-structured model over that of the structured one: above 1 structured pruning wins. */
    public double ratio() {
        return nonStructured / structured;
    }

    private record Entry(StudyMachine machine, double cost) {}

    private static Optional<Entry> best(
            PairResult pair, MachineRole role, Category category, int multipliers, ToDoubleFunction<Metrics> cost) {
        return pair.machines(role).stream()
                .filter(machine -> machine.multipliers() == multipliers)
                .flatMap(machine -> pair.run(machine, category).stream()
                        .map(run -> new Entry(machine, cost.applyAsDouble(run.totals()))))
                .min(Comparator.comparingDouble(Entry::cost));
    }
}
