package archsim.sweep.analysis;

import archsim.base.Fault.Code;
import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.Steps;
import archsim.engine.run.RefusedLayersException;
import archsim.engine.run.RunCache;
import archsim.engine.run.RunSetup;
import archsim.engine.run.result.RunResult;
import archsim.sweep.Axis;
import archsim.sweep.ConfigPath;
import archsim.sweep.PointRow;
import archsim.sweep.Sweep;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How far an objective swings when one axis moves and all others stay at the base.
 *
 * @param workload that was looked at
 * @param objective of it
 * @param base its value at the base
 * @param bars one for each axis, the widest swing first
 */
public record Tornado(String workload, Objective objective, double base, List<Bar> bars) {

    /**
     * The swing of one axis.
     *
     * @param axis its name
     * @param least value of the objective at any value of the axis, the base's own included
     * @param leastAt value of the axis there, empty for the base's own
     * @param most the same, the largest
     * @param mostAt value of the axis there
     * @param skipped values of the axis that could not be run
     */
    public record Bar(String axis, double least, String leastAt, double most, String mostAt, int skipped) {

        /** From the least to the most. */
        public double swing() {
            return most - least;
        }
    }

    public Tornado {
        bars = List.copyOf(bars);
    }

    /**
     * Runs the base and each value of each axis.
     *
     * @param workload index of the workload to look at
     * @param runs hears how many values were run
     * @throws InvalidInputException if the base on its own is faulty or cannot be run
     */
    public static Tornado of(Sweep sweep, RunCache cache, int workload, Objective objective, Steps runs) {
        RunSetup base = sweep.setUp(sweep.base(), cache);
        if (workload >= base.workloads().size()) {
            throw InvalidInputException.at(
                    "/base/workloads", Code.OUT_OF_RANGE, sweep.name(), "must hold the workload, was shorter");
        }
        String name = base.workloads().get(workload).name();
        double value = baseValue(sweep, base, workload, objective);
        var bars = new ArrayList<Bar>();
        long all = sweep.axes().stream().mapToLong(axis -> axis.values().size()).sum();
        long done = 0;
        for (Axis axis : sweep.axes()) {
            var bar = new Bar(axis.name(), value, "", value, "", 0);
            for (JsonValue moved : axis.values()) {
                bar = wider(bar, sweep, cache, axis, moved, workload, objective);
                runs.done(++done, all);
            }
            bars.add(bar);
        }
        bars.sort(Comparator.comparingDouble(Bar::swing).reversed());
        return new Tornado(name, objective, value, bars);
    }

    private static double baseValue(Sweep sweep, RunSetup base, int workload, Objective objective) {
        try {
            return of(base.run(workload).result(), objective);
        } catch (RefusedLayersException e) {
            var problems = new Problems(sweep.name());
            problems.add("/base", "cannot be run: %s", e.getMessage());
            throw problems.toException();
        }
    }

    private static double of(RunResult run, Objective objective) {
        return objective.of(run.totals(), run.images());
    }

    private static Bar wider(
            Bar bar, Sweep sweep, RunCache cache, Axis axis, JsonValue value, int workload, Objective objective) {
        try {
            JsonObject config = sweep.base();
            for (ConfigPath place : axis.places()) {
                config = place.in(config, value);
            }
            double found = of(sweep.setUp(config, cache).run(workload).result(), objective);
            String at = PointRow.text(value);
            return new Bar(
                    bar.axis(),
                    Math.min(bar.least(), found),
                    found < bar.least() ? at : bar.leastAt(),
                    Math.max(bar.most(), found),
                    found > bar.most() ? at : bar.mostAt(),
                    bar.skipped());
        } catch (InvalidInputException | ConfigPath.LeadsNowhereException | RefusedLayersException e) {
            return new Bar(bar.axis(), bar.least(), bar.leastAt(), bar.most(), bar.mostAt(), bar.skipped() + 1);
        }
    }
}
