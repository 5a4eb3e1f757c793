package archsim.sweep.analysis;

import archsim.energy.ActionCounts;
import archsim.energy.Interval;
import archsim.energy.MonteCarlo;
import archsim.engine.run.RefusedLayersException;
import archsim.engine.run.RunCache;
import archsim.engine.run.RunSetup;
import archsim.engine.run.result.RunResult;
import archsim.sweep.PointRow;
import archsim.sweep.Sweep;
import archsim.sweep.Workers;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How sure it is, with prices as uncertain as they are, that a workload takes less energy than another one.
 *
 * @param values of the axes
 * @param workload that may win
 * @param against what it may win over
 * @param share of draws of all prices in which it takes less energy, 0 to 1
 * @param ratio energy of the other one over its own, above 1 if it wins
 */
public record WinShare(List<JsonValue> values, String workload, String against, double share, Interval ratio) {

    public WinShare {
        values = List.copyOf(values);
    }

    /** Values of the axes as CSV holds them. */
    public List<String> valueTexts() {
        return values.stream().map(PointRow::text).toList();
    }

    /**
     * Runs all points and draws all prices again for each, by the seed of its run. Pairs that cannot be run are left out.
     *
     * @param against index of the workload to win over
     * @param done called after each point, by one thread at a time
     */
    public static List<WinShare> of(
            Sweep sweep, RunCache cache, int against, int draws, Workers workers, Runnable done) {
        List<List<WinShare>> points = new ArrayList<>(
                Stream.generate(List::<WinShare>of).limit(sweep.size()).toList());
        workers.each(points.size(), i -> {
            List<WinShare> found = at(sweep, sweep.values(sweep.steps(i)), cache, against, draws);
            synchronized (points) {
                points.set(i, found);
                done.run();
            }
        });
        return points.stream().flatMap(List::stream).toList();
    }

    private static List<WinShare> at(Sweep sweep, List<JsonValue> values, RunCache cache, int against, int draws) {
        JsonObject config = sweep.config(values);
        RunSetup setup = sweep.setUp(config, cache);
        return IntStream.range(0, setup.workloads().size())
                .filter(workload -> workload != against)
                .mapToObj(workload -> attempt(setup, workload, against, draws, values))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<WinShare> attempt(
            RunSetup setup, int workload, int against, int draws, List<JsonValue> values) {
        try {
            return Optional.of(between(setup, workload, against, draws, values));
        } catch (RefusedLayersException e) {
            return Optional.empty();
        }
    }

    private static WinShare between(RunSetup setup, int workload, int against, int draws, List<JsonValue> values) {
        RunResult mine = setup.run(workload).result();
        RunResult theirs = setup.run(against).result();
        var counts = new LinkedHashMap<String, ActionCounts>();
        counts.put(theirs.workload(), theirs.counts());
        counts.put(mine.workload(), mine.counts());
        MonteCarlo.Run run = MonteCarlo.of(counts, setup.energyModel(), draws, setup.seed())
                .runs()
                .get(1);
        return new WinShare(values, mine.workload(), theirs.workload(), run.cheaperThanFirst(), run.ratio());
    }
}
