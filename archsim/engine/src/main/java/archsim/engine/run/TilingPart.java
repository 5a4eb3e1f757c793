package archsim.engine.run;

import archsim.base.Problems;
import archsim.base.Suggestion;
import archsim.base.json.StrictJson;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.plan.Objective;
import archsim.engine.run.config.Tiling;
import archsim.engine.run.config.TilingConfig;
import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** How the layers of a run configuration are mapped. */
final class TilingPart {

    private static final JsonProvider JSON = JsonProvider.provider();

    static final String POINTER = "/tiling";

    private TilingPart() {}

    /** Pointer of the mapping given for a layer. */
    static String pointer(String layer) {
        return POINTER + "/given/" + escaped(layer);
    }

    /** Pointer of constraints by the name that they stand under. */
    static String constraintsPointer(String name) {
        return POINTER + "/constrained/" + escaped(name);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** Reports all faults; what is faulty is left out. */
    static Tiling of(
            Optional<JsonValue> part, Accelerator accelerator, List<PlannedWorkload> workloads, Problems problems) {
        if (part.isEmpty()) {
            return Tiling.DEFAULT;
        }
        Optional<TilingConfig> config = StrictJson.bind(problems, part.get(), TilingConfig.class, POINTER);
        JsonObject mappings = named(part.get(), "given");
        JsonObject constraints = named(part.get(), "constrained");
        Set<String> layers = mappings.isEmpty() && constraints.isEmpty() ? Set.of() : layers(workloads);
        var bindings = new BindingFaults(accelerator, workloads, problems);
        var given = new HashMap<String, Record>();
        mappings.forEach((layer, mapping) -> {
            requireLayer(layer, layers, pointer(layer), problems);
            given(accelerator, layer, mapping, bindings, problems).ifPresent(bound -> given.put(layer, bound));
        });
        var constrained = new HashMap<String, Record>();
        constraints.forEach((layer, fixed) -> {
            String pointer = constraintsPointer(layer);
            if (!layer.equals(Tiling.ALL)) {
                requireLayer(layer, layers, pointer, problems);
            }
            if (mappings.containsKey(layer)) {
                problems.add(pointer, "must be left out: the whole mapping is given at %s", pointer(layer));
            }
            constrained(accelerator, layer, fixed, bindings, problems)
                    .ifPresent(bound -> constrained.put(layer, bound));
        });
        if (!problems.isEmpty()) {
            bindings.report();
        }
        return new Tiling(config.map(TilingConfig::goal).orElse(Objective.CYCLES), given, constrained);
    }

    /** Reports the faults that it has on whatever machine. */
    static Tiling ofUnknownMachine(Optional<JsonValue> part, Problems problems) {
        part.ifPresent(tree -> StrictJson.bind(problems, tree, TilingConfig.class, POINTER));
        return Tiling.DEFAULT;
    }

    /** What stands there for layers by their names, whatever else is wrong; nothing if it is no object. */
    private static JsonObject named(JsonValue part, String key) {
        return part instanceof JsonObject object && object.get(key) instanceof JsonObject named
                ? named
                : JsonValue.EMPTY_JSON_OBJECT;
    }

    private static void requireLayer(String layer, Set<String> layers, String pointer, Problems problems) {
        if (!layers.contains(layer)) {
            problems.add(pointer, "is no layer of a workload%s", Suggestion.sentence(layer, layers));
        }
    }

    private static Optional<Record> given(
            Accelerator accelerator, String layer, JsonValue mapping, BindingFaults bindings, Problems problems) {
        Optional<Class<? extends Record>> type = accelerator.dataflow().mapping();
        if (type.isEmpty()) {
            problems.add(pointer(layer), "must be left out: %s runs a layer in one way only", accelerator.name());
            return Optional.empty();
        }
        Optional<Record> bound =
                StrictJson.bind(problems, mapping, type.get(), pointer(layer)).map(Record.class::cast);
        bindings.add(false, layer, mapping, bound, accelerator.dataflow().sampleMapping());
        return bound;
    }

    private static Optional<Record> constrained(
            Accelerator accelerator, String layer, JsonValue part, BindingFaults bindings, Problems problems) {
        Optional<Class<? extends Record>> type = accelerator.dataflow().constraints();
        String pointer = constraintsPointer(layer);
        if (type.isEmpty()) {
            problems.add(pointer, "must be left out: %s is no machine described as a loop nest", accelerator.name());
            return Optional.empty();
        }
        Optional<Record> bound =
                StrictJson.bind(problems, part, type.get(), pointer).map(Record.class::cast);
        bindings.add(true, layer, part, bound, accelerator.dataflow().sampleConstraints());
        return bound;
    }

    private static Set<String> layers(List<PlannedWorkload> workloads) {
        var names = new TreeSet<String>();
        for (PlannedWorkload workload : workloads) {
            List<Layer> planned = workload.layers().isEmpty()
                    ? workload.make().layers().stream()
                            .map(LayerWorkload::layer)
                            .toList()
                    : workload.layers();
            planned.forEach(layer -> names.add(layer.name()));
        }
        return names;
    }

    /** As resolved: the objective always stands there. */
    static JsonObject resolved(Optional<JsonValue> part, Tiling tiling) {
        var builder =
                JSON.createObjectBuilder().add("objective", tiling.objective().jsonName());
        JsonObject written = part.map(JsonValue::asJsonObject).orElse(JsonValue.EMPTY_JSON_OBJECT);
        for (String key : List.of("given", "constrained")) {
            if (written.containsKey(key)) {
                builder.add(key, written.get(key));
            }
        }
        return builder.build();
    }
}
