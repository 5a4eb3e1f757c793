package archsim.sweep;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.base.Sha256;
import archsim.base.ShippedFiles;
import archsim.base.json.NamedFile;
import archsim.base.json.StrictJson;
import archsim.engine.run.RunCache;
import archsim.engine.run.RunSetup;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.config.Reference;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All points that a base configuration and its axes span: the Cartesian product, the last axis fastest.
 *
 * @param name of the file, for messages
 * @param base run configuration, as written
 * @param folder that relative paths in configurations start from if they do not lead from the working folder
 * @param axes slowest first; none for the base alone
 * @param fidelity in place of the configurations' own
 */
public record Sweep(String name, JsonObject base, Path folder, List<Axis> axes, Optional<Fidelity> fidelity) {

    /** More points than anyone waits for; more are a slip of the pen. */
    public static final int MOST_POINTS = 1_000_000;

    private static final ShippedFiles SHIPPED = new ShippedFiles("archsim/configs", ".json");

    public Sweep {
        axes = List.copyOf(axes);
        if (!isWithinLimit(count(axes))) {
            throw new IllegalArgumentException(
                    RootLocale.format("a sweep has at most %d points, was %d", MOST_POINTS, count(axes)));
        }
    }

    /**
     * Reads a sweep. What its points name is checked by {@link SweepCheck}.
     *
     * @throws InvalidInputException with all faults of the file
     */
    public static Sweep read(NamedFile file, Optional<Fidelity> fidelity) {
        var problems = new Problems(file.name());
        JsonObject tree = StrictJson.parseObject(problems, file.text());
        Optional<SweepConfig> config = StrictJson.bind(problems, tree, SweepConfig.class, "");
        return read(file, tree, config.map(SweepConfig::axes), fidelity, problems);
    }

    /**
     * Reads the sweep in a file that holds more.
     *
     * @param tree of the file
     * @param bound its axes; absent if the file has faults, which are reported already
     * @throws InvalidInputException with all of {@code problems} and all faults of the sweep
     */
    public static Sweep read(
            NamedFile file,
            JsonObject tree,
            Optional<List<AxisConfig>> bound,
            Optional<Fidelity> fidelity,
            Problems problems) {
        Optional<NamedBase> base = Optional.ofNullable(tree.get("base")).flatMap(json -> base(json, file, problems));
        Optional<List<AxisConfig>> configs = bound.or(() -> axesBeside(tree));
        BigInteger points = configs.map(Sweep::points).orElse(BigInteger.ZERO);
        boolean withinLimit = isWithinLimit(points);
        if (!withinLimit) {
            problems.add("/axes", "must span at most %,d points, was %,d", MOST_POINTS, points);
        }
        Map<Integer, Axis> read = configs.map(given -> axes(given, new AxisReader(problems, withinLimit)))
                .orElse(Map.of());
        List<Axis> axes = List.copyOf(read.values());
        if (!problems.isEmpty() && base.isPresent() && withinLimit) {
            var sound = new Sweep(file.name(), base.get().json(), base.get().folder(), axes, fidelity);
            SweepCheck.tellOfValues(sound, List.copyOf(read.keySet()), problems);
        }
        problems.throwIfAny();
        NamedBase found = base.orElseThrow();
        return new Sweep(file.name(), found.json(), found.folder(), axes, fidelity);
    }

    /** The axes of a file whose faults are elsewhere; absent if one of them is faulty. */
    private static Optional<List<AxisConfig>> axesBeside(JsonObject tree) {
        if (!(tree.get("axes") instanceof JsonArray written)) {
            return Optional.empty();
        }
        List<AxisConfig> sound = written.stream()
                .map(axis -> StrictJson.bind(new Problems(""), axis, AxisConfig.class, ""))
                .flatMap(Optional::stream)
                .toList();
        return Optional.of(sound).filter(axes -> axes.size() == written.size());
    }

    private record NamedBase(JsonObject json, Path folder) {}

    private static Optional<NamedBase> base(JsonValue json, NamedFile file, Problems problems) {
        if (json instanceof JsonObject object) {
            return Optional.of(new NamedBase(StrictJson.withoutSchema(object), file.folder()));
        }
        if (!(json instanceof JsonString name) || StrictJson.isReported(json)) {
            if (!StrictJson.isReported(json)) {
                problems.add("/base", "must be a run configuration or the name of one, was %s", json);
            }
            return Optional.empty();
        }
        try {
            NamedFile found = NamedFile.find(beside(file.folder(), name.getString()), SHIPPED);
            return Optional.of(new NamedBase(StrictJson.parseObject(found.name(), found.text()), found.folder()));
        } catch (InvalidInputException e) {
            problems.addNamed("/base", e);
            return Optional.empty();
        }
    }

    /** The file of that name beside the sweep's, unless there is one in the working folder. */
    private static String beside(Path folder, String name) {
        try {
            Path there = folder.resolve(name);
            return !Files.exists(Path.of(name)) && Files.isRegularFile(there) ? there.toString() : name;
        } catch (InvalidPathException e) {
            return name;
        }
    }

    private static boolean isWithinLimit(BigInteger points) {
        return points.compareTo(BigInteger.valueOf(MOST_POINTS)) <= 0;
    }

    /** What the axes span by their own account: of one that lacks values, as if it had one. */
    private static BigInteger points(List<AxisConfig> configs) {
        return configs.stream()
                .map(axis -> BigInteger.valueOf(Math.max(1, axis.length())))
                .reduce(BigInteger.ONE, BigInteger::multiply);
    }

    /** By their places in the file; those with faults are left out. */
    private static Map<Integer, Axis> axes(List<AxisConfig> configs, AxisReader reader) {
        var axes = new LinkedHashMap<Integer, Axis>();
        for (int i = 0; i < configs.size(); i++) {
            int place = i;
            reader.read(configs.get(i), "/axes/" + i).ifPresent(axis -> axes.put(place, axis));
        }
        return axes;
    }

    private static BigInteger count(List<Axis> axes) {
        return axes.stream()
                .map(axis -> BigInteger.valueOf(axis.values().size()))
                .reduce(BigInteger.ONE, BigInteger::multiply);
    }

    /** How many points there are. */
    public int size() {
        return count(axes).intValueExact();
    }

    /** Which value of each axis the point at {@code index} has. */
    public int[] steps(int index) {
        int[] steps = new int[axes.size()];
        int rest = index;
        for (int i = steps.length - 1; i >= 0; i--) {
            int length = axes.get(i).values().size();
            steps[i] = rest % length;
            rest /= length;
        }
        return steps;
    }

    /** The value of each axis at {@code steps}. */
    public List<JsonValue> values(int[] steps) {
        var values = new ArrayList<JsonValue>();
        for (int i = 0; i < steps.length; i++) {
            values.add(axes.get(i).values().get(steps[i]));
        }
        return values;
    }

    private record Change(ConfigPath place, JsonValue value) {}

    /**
     * The base with a value for each axis. A part is set after the whole that it is in, whichever axis comes first.
     *
     * @throws ConfigPath.LeadsNowhereException if a value has no place to go
     */
    public JsonObject config(List<JsonValue> values) {
        return config(values, fault -> {
            throw fault;
        });
    }

    /** The base with a value for each axis; those that have no place to go are reported and left out. */
    JsonObject config(List<JsonValue> values, Consumer<ConfigPath.LeadsNowhereException> faults) {
        JsonObject config = written(values, faults);
        return config.containsKey("compare")
                ? Reference.among(config, written(values(new int[axes.size()]), fault -> {}))
                : config;
    }

    private JsonObject written(List<JsonValue> values, Consumer<ConfigPath.LeadsNowhereException> faults) {
        var changes = new ArrayList<Change>();
        for (int i = 0; i < values.size(); i++) {
            for (ConfigPath place : axes.get(i).places()) {
                changes.add(new Change(place, values.get(i)));
            }
        }
        changes.sort(Comparator.comparingInt(change -> change.place().tokens().size()));
        JsonObject config = base;
        for (Change change : changes) {
            try {
                config = change.place().in(config, change.value());
            } catch (ConfigPath.LeadsNowhereException e) {
                faults.accept(e);
            }
        }
        return config;
    }

    /** What distinguishes the point at {@code index} from all others: the SHA-256 of its configuration. */
    String configSha256(int index) {
        return Sha256.of(StrictJson.write(config(values(steps(index)), fault -> {})));
    }

    /**
     * What a configuration of this sweep stands for.
     *
     * @throws InvalidInputException with all its faults
     */
    public RunSetup setUp(JsonObject config, RunCache cache) {
        return RunSetup.read(new Problems(name), name, config, folder, fidelity, cache);
    }
}
