package archsim.sweep.search;

import archsim.base.RootLocale;
import archsim.sweep.Columns;
import archsim.sweep.PointRow;
import archsim.sweep.PointRows;
import archsim.sweep.PointStatus;
import archsim.sweep.Workers;
import archsim.sweep.analysis.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Simulates the designs that may be worth having, the most promising first, until nothing is left that could be.
 *
 * <p>A design is bounded away if one that was simulated is no worse in any objective than this one's bound and better in one: then
 * it beats whatever a simulation would give, so the front is that of all points simulated. Rounds grow, and what is in a round
 * follows from the rounds before alone: neither the number of threads nor a resumption changes what is simulated.
 */
public final class SearchRounds {

    private static final int FIRST_ROUND = 4;
    private static final int LARGEST_ROUND = 64;

    private final Search search;
    private final Columns columns;
    private final Screen screen;
    private final PointRows rows;
    private final SearchPoint[] points;
    /** Costs of simulated designs that no other one beats, and the design's index. */
    private final List<Beaten> best = new ArrayList<>();

    private record Beaten(int index, List<Double> costs) {}

    /**
     * Screens all points.
     *
     * @param rows that were simulated before; those of the rounds are added by who simulates
     */
    public SearchRounds(Search search, Columns columns, Screen screen, PointRows rows, Workers workers) {
        this.search = search;
        this.columns = columns;
        this.screen = screen;
        this.rows = rows;
        points = screen.all(workers).toArray(SearchPoint[]::new);
    }

    /** How many points screening has left. */
    public int left() {
        return (int) Arrays.stream(points)
                .filter(point -> point.status() == SearchStatus.LEFT)
                .count();
    }

    /**
     * Does all rounds.
     *
     * @param simulate adds the rows of the points that it is given to the rows of this search
     * @param ended hears how many points have come to an end since it last heard
     */
    public void run(Consumer<int[]> simulate, Consumer<Integer> ended) {
        List<SearchPoint> order = promising();
        int size = FIRST_ROUND;
        for (int next = 0; next < order.size(); ) {
            int before = next;
            var round = new ArrayList<Integer>();
            while (round.size() < size && next < order.size()) {
                SearchPoint point = order.get(next++);
                Optional<Beaten> better = better(point);
                better.ifPresent(by -> boundAway(point, by));
                if (better.isEmpty()) {
                    round.add(point.index());
                }
            }
            int[] indices = round.stream().mapToInt(Integer::intValue).sorted().toArray();
            simulate.accept(
                    Arrays.stream(indices).filter(index -> !rows.has(index)).toArray());
            Arrays.stream(indices).forEach(this::take);
            ended.accept(next - before);
            size = Math.min(LARGEST_ROUND, 2 * size);
        }
    }

    /** By the sum of their places in each objective's order of bounds. */
    private List<SearchPoint> promising() {
        List<SearchPoint> left = Arrays.stream(points)
                .filter(point -> point.status() == SearchStatus.LEFT)
                .toList();
        long[] places = new long[points.length];
        for (Objective objective : search.objectives()) {
            double[] costs = left.stream()
                    .mapToDouble(point -> bound(point, objective))
                    .sorted()
                    .distinct()
                    .toArray();
            left.forEach(point -> places[point.index()] += Arrays.binarySearch(costs, bound(point, objective)));
        }
        return left.stream()
                .sorted(Comparator.comparingLong((SearchPoint point) -> places[point.index()])
                        .thenComparingInt(SearchPoint::index))
                .toList();
    }

    private static double bound(SearchPoint point, Objective objective) {
        double cost = objective.cost(point.bound().bound(objective));
        return Double.isNaN(cost) ? Double.NEGATIVE_INFINITY : cost;
    }

    private Optional<Beaten> better(SearchPoint point) {
        List<Double> costs = search.objectives().stream()
                .map(objective -> bound(point, objective))
                .toList();
        return best.stream().filter(one -> beats(one.costs(), costs)).findFirst();
    }

    private static boolean beats(List<Double> one, List<Double> other) {
        return IntStream.range(0, one.size()).allMatch(i -> one.get(i) <= other.get(i))
                && IntStream.range(0, one.size()).anyMatch(i -> one.get(i) < other.get(i));
    }

    private synchronized void boundAway(SearchPoint point, Beaten by) {
        points[point.index()] = point.ended(
                SearchStatus.BOUNDED_AWAY,
                Optional.empty(),
                List.of(),
                RootLocale.format("point %d beats its bound", by.index()));
    }

    private synchronized void take(int index) {
        SearchPoint point = ended(points[index], rows.get(index));
        points[index] = point;
        if (point.isCandidate(search.objectives())) {
            List<Double> costs = search.objectives().stream()
                    .map(objective -> objective.cost(point.found().orElseThrow().of(objective)))
                    .toList();
            if (best.stream().noneMatch(one -> beats(one.costs(), costs))) {
                best.removeIf(one -> beats(costs, one.costs()));
                best.add(new Beaten(index, costs));
            }
        }
    }

    private SearchPoint ended(SearchPoint point, PointRow row) {
        if (row.status() != PointStatus.DONE) {
            return point.ended(SearchStatus.valueOf(row.status().name()), Optional.empty(), List.of(), row.reason());
        }
        Totals found = totals(point, row);
        if (search.limits().isBroken(Limit.POWER, found.powerMw())) {
            String reason = Double.isNaN(found.powerMw())
                    ? "powerMw is not known: " + row.reason()
                    : screen.exceeded(Limit.POWER, found.powerMw());
            return point.ended(SearchStatus.REFUSED, Optional.of(found), List.of(Limit.POWER), reason);
        }
        return point.ended(SearchStatus.DONE, Optional.of(found), List.of(), row.reason());
    }

    private Totals totals(SearchPoint point, PointRow row) {
        return new Totals(
                sum(row, Objective.CYCLES),
                sum(row, Objective.TIME),
                sum(row, Objective.ENERGY),
                sum(row, Objective.DRAM),
                sum(row, Objective.STORAGE),
                point.bound().macs(),
                point.bound().images(),
                point.areaMm2());
    }

    private double sum(PointRow row, Objective objective) {
        return IntStream.range(0, columns.workloads().size())
                .mapToDouble(workload ->
                        row.number(columns.column(workload, objective.figure())).orElse(Double.NaN))
                .reduce(0, Double::sum);
    }

    /** What is known so far; of a search that was run to its end, all. */
    public synchronized SearchResult result() {
        return SearchResult.of(search, String.join(" + ", columns.workloads()), List.of(points.clone()));
    }
}
