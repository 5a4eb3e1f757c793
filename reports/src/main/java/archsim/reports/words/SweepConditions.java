package archsim.reports.words;

import archsim.base.InvalidInputException;
import archsim.base.RootLocale;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.run.MemoryConfig;
import archsim.sweep.Axis;
import archsim.sweep.Sweep;
import archsim.tables.DramStandard;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The machines and memories of a sweep with their nodes, clocks and channels, for captions. */
public final class SweepConditions {

    /** More machines than these would make a caption longer than its figure. */
    private static final int MOST_NAMED = 6;

    private final JsonObject base;
    private final Map<String, List<JsonValue>> axes;

    /** @param axes the values by each pointer that takes them */
    private SweepConditions(JsonObject base, Map<String, List<JsonValue>> axes) {
        this.base = base;
        this.axes = axes;
    }

    /** Of a sweep, in words; empty where nothing has a name that ships. */
    public static String of(Sweep sweep) {
        var axes = new LinkedHashMap<String, List<JsonValue>>();
        for (Axis axis : sweep.axes()) {
            axis.places().forEach(place -> axes.put(place.toString(), axis.values()));
        }
        return new SweepConditions(sweep.base(), axes).words();
    }

    /** Of a sweep's base alone, whatever its axes change. */
    public static String ofBase(Sweep sweep) {
        return new SweepConditions(sweep.base(), Map.of()).words();
    }

    /** Of a finished sweep, whose {@code sweep.json} was read. */
    public static String of(JsonObject document) {
        var axes = new LinkedHashMap<String, List<JsonValue>>();
        for (JsonObject axis : document.getJsonArray("axes").getValuesAs(JsonObject.class)) {
            for (JsonValue place :
                    axis.get("pointer") instanceof JsonArray many ? many : List.of(axis.get("pointer"))) {
                axes.put(((JsonString) place).getString(), List.copyOf(axis.getJsonArray("values")));
            }
        }
        return new SweepConditions(document.getJsonObject("base"), axes).words();
    }

    private String words() {
        List<String> words = new ArrayList<>();
        named("accelerator", "machine", "machines", this::machine).ifPresent(words::add);
        named("memory", "memory", "memories", this::memory).ifPresent(words::add);
        return String.join("; ", words);
    }

    /** All that stand for a part, each in words; absent if one has no name that ships, or there are too many. */
    private Optional<String> named(String part, String one, String many, Function<JsonValue, Optional<String>> word) {
        List<JsonValue> all = values(part);
        List<String> words =
                all.stream().map(word).flatMap(Optional::stream).distinct().toList();
        if (words.isEmpty() || words.size() < all.stream().distinct().count()) {
            return Optional.empty();
        }
        String left = words.size() <= MOST_NAMED ? "" : RootLocale.format(" and %d more", words.size() - MOST_NAMED);
        return Optional.of((words.size() == 1 ? one : many) + " "
                + words.stream().limit(MOST_NAMED).collect(Collectors.joining("; ")) + left);
    }

    private List<JsonValue> values(String part) {
        JsonValue given = base.get(part);
        return axes.getOrDefault("/" + part, given == null ? List.of() : List.of(given));
    }

    private boolean varies(String key) {
        return axes.keySet().stream().anyMatch(pointer -> pointer.endsWith("/" + key));
    }

    /** A machine that ships, or one that starts from it; what an axis changes of it is left out. */
    private Optional<String> machine(JsonValue part) {
        String start = part instanceof JsonObject object ? object.getString("base", "") : text(part);
        if (!AcceleratorLibrary.names().contains(start)) {
            return Optional.empty();
        }
        Accelerator machine = AcceleratorLibrary.find(start);
        double node = number(part, "technologyNm", machine.technologyNm());
        double clock = number(part, "clockMhz", machine.clockMhz());
        String name = part instanceof JsonObject object
                ? object.getString(
                        "name",
                        start + (node == machine.technologyNm() && clock == machine.clockMhz() ? ", changed" : ""))
                : start;
        return Optional.of(name
                + (varies("technologyNm") ? "" : ", " + MachineText.number(node) + " nm")
                + (varies("clockMhz") ? "" : ", " + MachineText.number(clock) + " MHz"));
    }

    private static String text(JsonValue part) {
        return part instanceof JsonString name ? name.getString() : "";
    }

    private static double number(JsonValue part, String key, double otherwise) {
        return part instanceof JsonObject object && object.get(key) instanceof JsonNumber given
                ? given.doubleValue()
                : otherwise;
    }

    /** Channels and rate are left out where an axis changes anything of the memory. */
    private Optional<String> memory(JsonValue part) {
        try {
            DramStandard memory = MemoryConfig.resolve("base", part);
            return Optional.of(
                    axes.keySet().stream().anyMatch(pointer -> pointer.startsWith("/memory/"))
                            ? memory.name()
                            : MachineText.memory(memory.name(), memory.channels(), memory.peakGbPerSecond()));
        } catch (InvalidInputException faultOfTheFileThatPointsReport) {
            return Optional.empty();
        }
    }
}
