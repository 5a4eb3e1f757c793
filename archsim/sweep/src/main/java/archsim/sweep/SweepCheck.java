package archsim.sweep;

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

    private final Sweep sweep;
    private final RunCache cache;
    private final Problems problems;
    private final SplittableRandom random = new SplittableRandom(1);
    private final List<Set<String>> names = new ArrayList<>();

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
        return Columns.of(sweep, check.names);
    }

    private void run() {
        int[] origin = new int[sweep.axes().size()];
        List<String> faults = faults(origin);
        Optional<int[]> sound = faults.isEmpty() ? Optional.of(origin) : anySoundPoint();
        Set<String> told = new HashSet<>();
        if (sound.isEmpty()) {
            faults.forEach(this::tellOfFirst);
            told.addAll(faults);
        }
        for (int axis = 0; axis < origin.length; axis++) {
            for (int value : tried(sweep.axes().get(axis))) {
                checkValue(axis, value, sound.orElse(origin), told);
            }
        }
    }

    private Optional<int[]> anySoundPoint() {
        return Stream.generate(this::anyPoint)
                .limit(TRIES)
                .filter(point -> faults(point).isEmpty())
                .findFirst();
    }

    private void checkValue(int axis, int value, int[] sound, Set<String> told) {
        int[] steps = sound.clone();
        steps[axis] = value;
        List<String> faults =
                faults(steps).stream().filter(fault -> !told.contains(fault)).toList();
        for (int i = 0; i < TRIES && !faults.isEmpty(); i++) {
            int[] other = anyPoint();
            other[axis] = value;
            if (faults(other).isEmpty()) {
                return;
            }
        }
        faults.forEach(fault -> problems.add(pointer(axis, value), "makes a faulty configuration: %s", fault));
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

    /** Faults of a point; of a sound one, the names of its workloads are noted. */
    private List<String> faults(int[] steps) {
        var faults = new ArrayList<String>();
        JsonObject config = sweep.config(sweep.values(steps), fault -> faults.add(fault.getMessage()));
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
        }
    }

    /** A fault of the first point is that of the axis that it lies on, or of the base. */
    private void tellOfFirst(String fault) {
        String at = fault.split(" ", 2)[0];
        for (int axis = 0; axis < sweep.axes().size(); axis++) {
            for (Place place : sweep.axes().get(axis).places()) {
                if (at.startsWith("/") && Place.parse(at).isWithin(place)) {
                    if (fault.contains(" leads nowhere: ")) {
                        problems.add("/axes/" + axis + "/pointer", "%s", fault);
                    } else {
                        problems.add(pointer(axis, 0), "makes a faulty configuration: %s", fault);
                    }
                    return;
                }
            }
        }
        problems.add("/base", "is faulty: %s", fault);
    }

    private String pointer(int axis, int value) {
        return "/axes/" + axis + (sweep.axes().get(axis).range() ? "" : "/values/" + value);
    }
}
