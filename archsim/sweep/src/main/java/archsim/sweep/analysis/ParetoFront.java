package archsim.sweep.analysis;

import archsim.sweep.Columns;
import archsim.sweep.PointRow;
import archsim.sweep.PointRows;
import archsim.sweep.PointStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The candidates that no other one beats: none is at least as good in every objective and better in one.
 *
 * @param objectives what candidates are judged by
 * @param candidates all of them; of those that are alike in everything, like a baseline that no axis touches, the first
 * @param front those that are not beaten, by ascending cost of the first objective
 */
public record ParetoFront(List<Objective> objectives, List<Candidate> candidates, List<Candidate> front) {

    public ParetoFront {
        objectives = List.copyOf(objectives);
        candidates = List.copyOf(candidates);
        front = List.copyOf(front);
    }

    /**
     * The front among all workloads of all finished points.
     *
     * @param objectives at least one; candidates of which one is not known are left out
     */
    public static ParetoFront of(Columns columns, PointRows rows, List<Objective> objectives) {
        var candidates = new ArrayList<Candidate>();
        Set<List<Object>> seen = new HashSet<>();
        rows.forEach(row -> {
            for (int w = 0;
                    row.status() == PointStatus.DONE && w < columns.workloads().size();
                    w++) {
                Candidate candidate = candidate(columns, row, w, objectives);
                if (candidate.values().size() == objectives.size()
                        && seen.add(List.of(candidate.workload(), candidate.values()))) {
                    candidates.add(candidate);
                }
            }
        });
        return of(objectives, candidates);
    }

    /** The front among {@code candidates}, of which no two are alike. */
    public static ParetoFront of(List<Objective> objectives, List<Candidate> candidates) {
        return new ParetoFront(objectives, candidates, front(candidates, objectives));
    }

    private static Candidate candidate(Columns columns, PointRow row, int workload, List<Objective> objectives) {
        List<Double> values = objectives.stream()
                .map(objective -> row.number(columns.column(workload, objective.figure())))
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .toList();
        List<String> axes = IntStream.range(0, columns.axes().size())
                .mapToObj(i -> row.text(1 + i))
                .toList();
        List<Optional<Double>> beside = Objective.beside(objectives).stream()
                .map(figure -> row.number(columns.column(workload, figure.figure())))
                .map(figure -> figure.isPresent() ? Optional.of(figure.getAsDouble()) : Optional.<Double>empty())
                .toList();
        return new Candidate(row.index(), columns.workloads().get(workload), axes, values, beside);
    }

    /** In the order of costs, a candidate can only be beaten by one before it. */
    private static List<Candidate> front(List<Candidate> candidates, List<Objective> objectives) {
        Comparator<Candidate> order = Comparator.comparing(candidate -> 0);
        for (int i = 0; i < objectives.size(); i++) {
            int objective = i;
            order = order.thenComparingDouble(candidate -> cost(candidate, objectives, objective));
        }
        var front = new ArrayList<Candidate>();
        for (Candidate next : candidates.stream().sorted(order).toList()) {
            if (front.stream().noneMatch(member -> beats(member, next, objectives))) {
                front.add(next);
            }
        }
        return front;
    }

    private static boolean beats(Candidate one, Candidate other, List<Objective> objectives) {
        boolean better = false;
        for (int i = 0; i < objectives.size(); i++) {
            int order = Double.compare(cost(one, objectives, i), cost(other, objectives, i));
            if (order > 0) {
                return false;
            }
            better |= order < 0;
        }
        return better;
    }

    private static double cost(Candidate candidate, List<Objective> objectives, int objective) {
        return objectives.get(objective).cost(candidate.values().get(objective));
    }
}
