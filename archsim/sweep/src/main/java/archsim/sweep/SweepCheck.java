package archsim.sweep;

import archsim.base.Fault;
import archsim.base.Fault.Code;
import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.engine.run.PlannedWorkload;
import archsim.engine.run.RunCache;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Finds, before any point is run, what no point could use: a base that is faulty, a value that is faulty wherever it is
 * tried.
 *
 * <p>Each value of each axis is read with one value of all others that is known to be sound, and if it is refused there,
 * with a few more. So a value that fits only some others is no fault of the sweep; the points where it does not fit will
 * say so. Of a range, only the ends and the first step are tried.
 */
public final class SweepCheck {

    private static final int TRIES = 16;
    private static final String FAULTY = "makes a faulty configuration: %s";

    private final Sweep sweep;
    private final RunCache cache;
    private final Problems problems;
    private final SplittableRandom random = new SplittableRandom(1);
    private final List<Set<String>> names = new ArrayList<>();
    private final Set<Integer> languageModels = new HashSet<>();

    private SweepCheck(Sweep sweep, RunCache cache) {
        this.sweep = sweep;
        this.cache = cache;
        this.problems = new Problems(sweep.name());
    }

    /**
     * Checks a sweep.
     *
     * @return the columns of its points
     * @throws InvalidInputException with all faults found
     */
    public static Columns check(Sweep sweep, RunCache cache) {
        var check = new SweepCheck(sweep, cache);
        check.run();
        check.problems.throwIfAny();
        Columns columns = Columns.of(sweep, check.names, check.languageModels);
        check.tellOfEqualNames(columns);
        check.problems.throwIfAny();
        return columns;
    }

    /**
     * Adds what is wrong with single values of a sweep that has other faults as well.
     *
     * @param sweep of the axes that could be read
     * @param places of these axes in the file
     */
    static void tellOfValues(Sweep sweep, List<Integer> places, Problems problems) {
        var check = new SweepCheck(sweep, RunCache.none());
        var reported = new HashSet<Fault>();
        for (int axis = 0; axis < places.size(); axis++) {
            for (int step : tried(sweep.axes().get(axis))) {
                int[] steps = new int[places.size()];
                steps[axis] = step;
                int place = places.get(axis);
                Axis tried = sweep.axes().get(axis);
                check.faults(steps).stream()
                        .filter(fault -> isWithin(fault, tried))
                        .filter(reported::add)
                        .forEach(fault -> tell(problems, place, tried, step, fault));
            }
        }
    }

    private void run() {
        int[] origin = new int[sweep.axes().size()];
        List<Fault> faults = faults(origin);
        Optional<int[]> sound = faults.isEmpty() ? Optional.of(origin) : anySoundPoint();
        Set<Fault> reported = new HashSet<>();
        if (sound.isEmpty()) {
            faults.forEach(this::tellOfFirst);
            reported.addAll(faults);
        }
        for (int axis = 0; axis < origin.length; axis++) {
            for (int value : tried(sweep.axes().get(axis))) {
                checkValue(axis, value, sound.orElse(origin), reported);
            }
        }
    }

    /** A column of a workload has a name that an axis may have been given. */
    private void tellOfEqualNames(Columns columns) {
        for (int workload = 0; workload < columns.workloads().size(); workload++) {
            String name = columns.workloads().get(workload);
            for (String figure : columns.figures(workload)) {
                int axis = columns.axes().indexOf(name + "." + figure);
                if (axis >= 0) {
                    boolean isNamed = !columns.axes()
                            .get(axis)
                            .equals(sweep.axes().get(axis).places().get(0).toString());
                    problems.add(
                            "/axes/" + axis + (isNamed ? "/name" : "/pointer"),
                            "must not be the name of another column, was \"%s\": the %s of workload \"%s\"",
                            columns.axes().get(axis),
                            figure,
                            name);
                }
            }
        }
    }

    private Optional<int[]> anySoundPoint() {
        return Stream.generate(this::anyPoint)
                .limit(TRIES)
                .filter(point -> faults(point).isEmpty())
                .findFirst();
    }

    private void checkValue(int axis, int value, int[] sound, Set<Fault> reported) {
        int[] steps = sound.clone();
        steps[axis] = value;
        List<Fault> faults = faults(steps).stream()
                .filter(fault -> !reported.contains(fault))
                .toList();
        for (int i = 0; i < TRIES && !faults.isEmpty(); i++) {
            int[] other = anyPoint();
            other[axis] = value;
            if (faults(other).isEmpty()) {
                return;
            }
        }
        faults.forEach(fault -> problems.add(fault.code(), pointer(axis, value), FAULTY, fault));
    }

    private static List<Integer> tried(Axis axis) {
        int last = axis.values().size() - 1;
        var tried = new ArrayList<Integer>();
        for (int i = 0; i <= last; i++) {
            if (!axis.range() || i <= 1 || i == last) {
                tried.add(i);
            }
        }
        return tried;
    }

    private int[] anyPoint() {
        return sweep.steps(random.nextInt(sweep.size()));
    }

    /** Faults of a point; of a sound one, the names of its workloads and which are language models are noted. */
    private List<Fault> faults(int[] steps) {
        var faults = new ArrayList<Fault>();
        JsonObject config = sweep.config(sweep.values(steps), misplaced -> faults.add(misplaced.fault()));
        try {
            List<PlannedWorkload> workloads = sweep.setUp(config, cache).workloads();
            if (faults.isEmpty()) {
                note(workloads);
            }
        } catch (InvalidInputException e) {
            faults.addAll(e.faults());
        }
        return faults;
    }

    private void note(List<PlannedWorkload> workloads) {
        for (int i = 0; i < workloads.size(); i++) {
            if (names.size() == i) {
                names.add(new HashSet<>());
            }
            names.get(i).add(workloads.get(i).name());
            if (workloads.get(i).language().isPresent()) {
                languageModels.add(i);
            }
        }
    }

    /** A fault of the first point is that of the axis that it lies on, or of the base. */
    private void tellOfFirst(Fault fault) {
        for (int axis = 0; axis < sweep.axes().size(); axis++) {
            if (isWithin(fault, sweep.axes().get(axis))) {
                tell(problems, axis, sweep.axes().get(axis), 0, fault);
                return;
            }
        }
        problems.add(fault.code(), "/base", "is faulty: %s", fault);
    }

    /** @param place of the axis in the file */
    private static void tell(Problems problems, int place, Axis axis, int step, Fault fault) {
        if (fault.code() == Code.NO_SUCH_PLACE) {
            problems.add(fault.code(), "/axes/" + place + "/pointer", "%s", fault);
        } else {
            problems.add(fault.code(), pointer(place, axis, step), FAULTY, fault);
        }
    }

    /** Whether a fault is at a place of {@code axis}. */
    private static boolean isWithin(Fault fault, Axis axis) {
        return !fault.pointer().isEmpty()
                && axis.places().stream().anyMatch(ConfigPath.parse(fault.pointer())::isWithin);
    }

    private String pointer(int axis, int value) {
        return pointer(axis, sweep.axes().get(axis), value);
    }

    private static String pointer(int place, Axis axis, int value) {
        return "/axes/" + place + (axis.range() ? "" : "/values/" + value);
    }
}
