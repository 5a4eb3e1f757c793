package archsim.sweep;

import archsim.base.Memo;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The configurations of many points, one after the other: a part of them, such as the machine, is made once for all points that have the
 * same values on the axes that lead into it.
 */
public final class PointConfigs {

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int KEPT = 4096;

    private final Sweep sweep;
    /** Axes by the key of the configuration that they lead into, in the order in which keys are added. */
    private final Map<String, int[]> axes;

    private final Memo<Part, JsonValue> parts = new Memo<>(KEPT, (part, json) -> 1);

    private record Part(String key, List<JsonValue> values) {}

    public PointConfigs(Sweep sweep) {
        this.sweep = sweep;
        this.axes = sweep.axes().stream()
                .flatMap(axis -> axis.places().stream())
                .sorted(Comparator.comparingInt(place -> place.tokens().size()))
                .map(place -> place.tokens().get(0))
                .distinct()
                .collect(Collectors.toMap(key -> key, this::axesInto, (one, other) -> one, LinkedHashMap::new));
    }

    private int[] axesInto(String key) {
        return IntStream.range(0, sweep.axes().size())
                .filter(axis -> sweep.axes().get(axis).places().stream()
                        .anyMatch(place -> place.tokens().get(0).equals(key)))
                .toArray();
    }

    /**
     * As {@link Sweep#config}.
     *
     * @throws ConfigPath.LeadsNowhereException if a value has no place to go
     */
    public JsonObject of(List<JsonValue> values) {
        if (sweep.base().containsKey("compare") || axes.containsKey("compare")) {
            return sweep.config(values);
        }
        JsonObjectBuilder config = JSON.createObjectBuilder(sweep.base());
        axes.forEach((key, into) -> config.add(
                key,
                parts.get(new Part(key, IntStream.of(into).mapToObj(values::get).toList()), () -> sweep.config(values)
                        .get(key))));
        return config.build();
    }
}
