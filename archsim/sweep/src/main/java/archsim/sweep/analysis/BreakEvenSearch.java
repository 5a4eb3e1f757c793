package archsim.sweep.analysis;

import archsim.base.Fault.Code;
import archsim.base.InvalidInputException;
import archsim.base.Memo;
import archsim.base.ShortestDecimal;
import archsim.engine.run.RefusedLayersException;
import archsim.engine.run.RunCache;
import archsim.engine.run.RunSetup;
import archsim.engine.run.result.Metrics;
import archsim.engine.run.result.Rates;
import archsim.engine.run.result.RunResult;
import archsim.sweep.Axis;
import archsim.sweep.ConfigPath;
import archsim.sweep.Sweep;
import archsim.sweep.Workers;
import archsim.sweep.analysis.BreakEven.Verdict;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.analysis.solvers.BisectionSolver;

/**
 * Finds break-evens along the last axis of a sweep, which must hold ascending numbers.
 *
 * <p>Cycles and bits are whole numbers and a machine's modes have thresholds, so a difference is a flight of steps with
 * plateaus of zero: the place where the winner changes is bisected between two values of the axis, in the logarithm,
 * which asks nothing of the difference but its sign. Masks are random; the place is found for each of several seeds.
 */
public final class BreakEvenSearch {

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final ConfigPath SEED = ConfigPath.parse("/seed");
    /** A place is found to this part of itself. */
    private static final double TOLERANCE = 1e-3;

    private static final int MOST_RUNS = 1000;

    private static final int KEPT_RUNS = 100_000;

    private final Sweep sweep;
    private final RunCache cache;
    private final Baseline rival;
    private final int seeds;
    private final Workers workers;
    private final double[] axis;
    private final Memo<Where, List<Optional<Totals>>> totals = new Memo<>(KEPT_RUNS, (where, metrics) -> 1);

    private record Where(List<JsonValue> group, double value, long seed) {}

    /** Of a run, without its layers. */
    private record Totals(Metrics metrics, int images) {}

    /** Two workloads within a group. */
    private record Pair(List<JsonValue> group, int workload, Objective objective) {}

    /**
     * Prepares a search.
     *
     * @param seeds how many, from 1
     * @param workers that share the work, which never shows in the result
     * @throws InvalidInputException if the last axis does not hold ascending numbers above 0
     */
    public BreakEvenSearch(Sweep sweep, RunCache cache, Baseline rival, int seeds, Workers workers) {
        this.sweep = sweep;
        this.cache = cache;
        this.rival = rival;
        this.seeds = seeds;
        this.workers = workers;
        this.axis = numbers(sweep);
    }

    private static double[] numbers(Sweep sweep) {
        Axis last =
                sweep.axes().isEmpty() ? null : sweep.axes().get(sweep.axes().size() - 1);
        boolean sound = last != null
                && last.values().size() > 1
                && last.values().stream().allMatch(JsonNumber.class::isInstance);
        double[] numbers = sound
                ? last.values().stream()
                        .mapToDouble(value -> ((JsonNumber) value).doubleValue())
                        .toArray()
                : new double[0];
        boolean ascends =
                IntStream.range(0, numbers.length).allMatch(i -> i == 0 ? numbers[i] > 0 : numbers[i] > numbers[i - 1]);
        if (!sound || !ascends) {
            throw InvalidInputException.at(
                    "/axes",
                    Code.OTHER,
                    sweep.name(),
                    "must end with one of ascending numbers above 0, along which to search");
        }
        return numbers;
    }

    /** All break-evens: for each value of the other axes, each workload but the one to win over, each objective. */
    public List<BreakEven> find(List<String> workloads, List<Objective> objectives) {
        return find(workloads, objectives, () -> {});
    }

    /**
     * All break-evens, as {@link #find(List, List)}.
     *
     * @param done called after each of {@link #count}, from any thread
     */
    public List<BreakEven> find(List<String> workloads, List<Objective> objectives, Runnable done) {
        List<Pair> pairs = pairs(workloads, objectives);
        var found = new BreakEven[pairs.size()];
        workers.each(found.length, i -> {
            found[i] = find(pairs.get(i), workloads);
            done.run();
        });
        return List.of(found);
    }

    /** How many break-evens are to be found. */
    public int count(List<String> workloads, List<Objective> objectives) {
        return pairs(workloads, objectives).size();
    }

    private List<Pair> pairs(List<String> workloads, List<Objective> objectives) {
        var pairs = new ArrayList<Pair>();
        for (int point = 0; point < sweep.size(); point += axis.length) {
            List<JsonValue> values = sweep.values(sweep.steps(point));
            List<JsonValue> group = List.copyOf(values.subList(0, values.size() - 1));
            for (int workload = 0; workload < workloads.size(); workload++) {
                boolean itself =
                        workload == rival.workload() && rival.accelerator().isEmpty();
                for (Objective objective : itself ? List.<Objective>of() : objectives) {
                    pairs.add(new Pair(group, workload, objective));
                }
            }
        }
        return pairs;
    }

    private BreakEven find(Pair pair, List<String> workloads) {
        long seed = firstSeed();
        List<Optional<Boolean>> wins = IntStream.range(0, axis.length)
                .mapToObj(i -> wins(pair, axis[i], seed))
                .toList();
        int changes = 0;
        int lost = axis.length; // first value at which it does not win
        for (int i = axis.length - 1; i >= 0; i--) {
            lost = wins.get(i).orElse(false) ? lost : i;
            changes += i > 0 && !wins.get(i).equals(wins.get(i - 1)) ? 1 : 0;
        }
        Verdict verdict = wins.contains(Optional.<Boolean>empty())
                ? Verdict.INFEASIBLE
                : lost == 0 ? Verdict.NEVER : lost == axis.length ? Verdict.ALWAYS : Verdict.FROM_HERE;
        List<Double> crossings = verdict == Verdict.FROM_HERE ? crossings(pair, lost) : List.of();
        var found = new BreakEven(
                pair.group(),
                workloads.get(pair.workload()),
                rival.name(workloads),
                pair.objective(),
                verdict,
                crossings,
                changes,
                List.of());
        return crossings.isEmpty() ? found : found.with(rates(pair, found.mean(), seed));
    }

    private List<Rates> rates(Pair pair, double value, long seed) {
        List<Optional<Totals>> runs = runs(pair.group(), rounded(StrictMath.log(value)), seed);
        List<Rates> rates = Stream.of(runs.get(pair.workload()), runs.get(runs.size() - 1))
                .flatMap(Optional::stream)
                .map(run -> Rates.of(run.metrics(), run.images()))
                .toList();
        return rates.size() == 2 ? rates : List.of();
    }

    /** Where the winner changes near {@code axis[lost]}, under each seed under which it changes. */
    private List<Double> crossings(Pair pair, int lost) {
        var crossings = new ArrayList<Double>();
        for (long seed = firstSeed(); seed < firstSeed() + seeds; seed++) {
            int low = lost - 1;
            int high = lost;
            while (low > 0 && !wins(pair, axis[low], seed).orElse(false)) {
                low--;
            }
            while (high < axis.length - 1 && wins(pair, axis[high], seed).orElse(false)) {
                high++;
            }
            if (wins(pair, axis[low], seed).orElse(false)
                    && !wins(pair, axis[high], seed).orElse(true)) {
                crossings.add(bisected(pair, axis[low], axis[high], seed));
            }
        }
        return crossings;
    }

    /** Between a value at which the workload wins and one at which it does not. */
    private double bisected(Pair pair, double winning, double losing, long seed) {
        double from = StrictMath.log(winning);
        var solver = new BisectionSolver(StrictMath.log1p(TOLERANCE));
        return StrictMath.exp(solver.solve(
                MOST_RUNS,
                at -> at == from || wins(pair, rounded(at), seed).orElse(false) ? 1 : -1,
                from,
                StrictMath.log(losing)));
    }

    /** A value of the axis by its logarithm, with no more digits than a configuration should hold. */
    private static double rounded(double logarithm) {
        return ShortestDecimal.of((float) StrictMath.exp(logarithm)).doubleValue();
    }

    private long firstSeed() {
        return sweep.base().containsKey("seed")
                ? sweep.base().getJsonNumber("seed").longValue()
                : 1;
    }

    /** Whether the workload costs less; absent if either cannot be run. */
    private Optional<Boolean> wins(Pair pair, double value, long seed) {
        List<Optional<Totals>> runs = runs(pair.group(), value, seed);
        Optional<Totals> mine = runs.get(pair.workload());
        Optional<Totals> theirs = runs.get(runs.size() - 1);
        return mine.isEmpty() || theirs.isEmpty()
                ? Optional.empty()
                : Optional.of(cost(pair, mine.get()) < cost(pair, theirs.get()));
    }

    private static double cost(Pair pair, Totals run) {
        Objective objective = pair.objective();
        return objective.cost(objective.of(run.metrics(), run.images()));
    }

    /** Totals of all workloads, then those of the rival. */
    private List<Optional<Totals>> runs(List<JsonValue> group, double value, long seed) {
        return totals.get(new Where(group, value, seed), () -> run(group, value, seed));
    }

    private List<Optional<Totals>> run(List<JsonValue> group, double value, long seed) {
        var values = new ArrayList<>(group);
        values.add(JSON.createValue(ShortestDecimal.of(value)));
        JsonObject config = SEED.in(sweep.config(values), JSON.createValue(seed));
        RunSetup setup = sweep.setUp(config, cache);
        var all = new ArrayList<Optional<Totals>>();
        for (int workload = 0; workload < setup.workloads().size(); workload++) {
            all.add(totals(setup, workload));
        }
        all.add(totals(rival.beside(setup, sweep, config, cache), rival.workload()));
        return all;
    }

    private static Optional<Totals> totals(RunSetup setup, int workload) {
        try {
            RunResult run = setup.run(workload).result();
            return Optional.of(new Totals(run.totals(), run.images()));
        } catch (RefusedLayersException e) {
            return Optional.empty();
        }
    }
}
