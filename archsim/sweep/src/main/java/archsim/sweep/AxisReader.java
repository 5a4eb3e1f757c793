package archsim.sweep;

import archsim.base.Fault.Code;
import archsim.base.Problems;
import archsim.base.json.StrictJson;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the axes of a sweep; every fault goes to the sweep's problems. */
final class AxisReader {

    private static final JsonProvider JSON = JsonProvider.provider();

    private final Problems problems;
    private final boolean spelled;
    private final Map<ConfigPath, String> pointersByPlace = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();

    /** @param spelled whether the values of ranges are wanted; else only their faults */
    AxisReader(Problems problems, boolean spelled) {
        this.problems = problems;
        this.spelled = spelled;
    }

    /** The axis at {@code pointer}; absent if it has faults. */
    Optional<Axis> read(AxisConfig config, String pointer) {
        int before = problems.count();
        List<ConfigPath> places = places(config.pointer(), pointer + "/pointer");
        List<JsonValue> values = config.values()
                .map(listed -> listed(listed, pointer + "/values"))
                .orElseGet(() -> range(config, pointer));
        if (problems.count() > before) {
            return Optional.empty();
        }
        String name = config.name().orElse(places.get(0).toString());
        checkName(name, pointer + (config.name().isPresent() ? "/name" : "/pointer"));
        return problems.count() > before
                ? Optional.empty()
                : Optional.of(new Axis(name, places, values, config.values().isEmpty()));
    }

    private void checkName(String name, String pointer) {
        if (name.isBlank() || Columns.FIXED.contains(name)) {
            problems.add(pointer, "must not be blank or the name of another column, was \"%s\"", name);
        } else if (!names.add(name)) {
            problems.add(pointer, "must differ from axis to axis, was \"%s\" again", name);
        }
    }

    private List<ConfigPath> places(JsonValue json, String pointer) {
        var places = new ArrayList<ConfigPath>();
        if (json instanceof JsonArray list && !list.isEmpty()) {
            for (int i = 0; i < list.size(); i++) {
                place(list.get(i), pointer + "/" + i).ifPresent(places::add);
            }
        } else {
            place(json, pointer).ifPresent(places::add);
        }
        return places;
    }

    private Optional<ConfigPath> place(JsonValue json, String pointer) {
        if (!(json instanceof JsonString text)) {
            if (!StrictJson.isReported(json)) {
                problems.add(pointer, "must be a JSON pointer like /memory or a list of them, was %s", json);
            }
            return Optional.empty();
        }
        if (StrictJson.isReported(json)) {
            return Optional.empty();
        }
        try {
            ConfigPath place = ConfigPath.parse(text.getString());
            String first = pointersByPlace.putIfAbsent(place, pointer);
            if (first != null) {
                problems.add(pointer, "must lead where no other does, was %s as in %s", place, first);
            }
            return Optional.of(place);
        } catch (IllegalArgumentException e) {
            problems.add(pointer, "%s", e.getMessage());
            return Optional.empty();
        }
    }

    private List<JsonValue> listed(List<JsonValue> values, String pointer) {
        if (values.isEmpty()) {
            problems.add(Code.EMPTY, pointer, "must hold at least one value, was empty");
        }
        var first = new LinkedHashMap<JsonValue, Integer>();
        for (int i = 0; i < values.size(); i++) {
            Integer same = first.putIfAbsent(values.get(i), i);
            if (same != null && !StrictJson.isReported(values.get(i))) {
                problems.add(pointer + "/" + i, "must differ from the other values, was that of %s/%d", pointer, same);
            }
        }
        return values;
    }

    private List<JsonValue> range(AxisConfig config, String pointer) {
        double from = config.from().getAsDouble();
        double to = config.to().getAsDouble();
        int steps = config.steps().getAsInt();
        AxisScale scale = config.scale().orElse(AxisScale.LINEAR);
        if (from > to) {
            problems.add(pointer + "/to", "must not be below from, was %s below %s: a range ascends", to, from);
        } else if (from == to && steps > 1) {
            problems.add(pointer + "/steps", "must be 1 where from and to are the same, was %d", steps);
        } else if (from < to && steps == 1) {
            problems.add(pointer + "/steps", "must be at least 2 for a range from %s to %s, was 1", from, to);
        } else if (scale == AxisScale.LOG && from <= 0) {
            problems.add(pointer + "/from", "must be above 0 on a log scale, was %s", from);
        } else if (spelled) {
            List<JsonValue> values = scale.spaced(from, to, steps).stream()
                    .<JsonValue>map(JSON::createValue)
                    .toList();
            if (Set.copyOf(values).size() < values.size()) {
                problems.add(pointer + "/steps", "must leave a difference between steps, was %d", steps);
            }
            return values;
        }
        return List.of();
    }
}
