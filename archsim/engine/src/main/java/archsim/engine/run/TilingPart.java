package archsim.engine.run;

import archsim.base.Problems;
import archsim.base.Suggestion;
import archsim.base.json.StrictJson;
import archsim.engine.accelerator.Accelerator;
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
        return POINTER + "/given/" + layer.replace("~", "~0").replace("/", "~1");
    }

    /** Reports all faults; what is faulty is left out. */
    static Tiling of(
            Optional<JsonValue> part, Accelerator accelerator, List<PlannedWorkload> workloads, Problems problems) {
        Optional<TilingConfig> config =
                part.flatMap(tree -> StrictJson.bind(problems, tree, TilingConfig.class, POINTER));
        if (config.isEmpty()) {
            return Tiling.DEFAULT;
        }
        JsonObject mappings = config.get().mappings();
        var given = new HashMap<String, Record>();
        if (!mappings.isEmpty()) {
            Set<String> layers = layers(workloads);
            mappings.forEach((layer, mapping) -> {
                if (!layers.contains(layer)) {
                    problems.add(pointer(layer), "is no layer of a workload%s", Suggestion.sentence(layer, layers));
                }
                given(accelerator, layer, mapping, problems).ifPresent(bound -> given.put(layer, bound));
            });
        }
        return new Tiling(config.get().goal(), given);
    }

    private static Optional<Record> given(Accelerator accelerator, String layer, JsonValue mapping, Problems problems) {
        Optional<Class<? extends Record>> type = accelerator.dataflow().mapping();
        if (type.isEmpty()) {
            problems.add(pointer(layer), "must be left out: %s runs a layer in one way only", accelerator.name());
            return Optional.empty();
        }
        return StrictJson.bind(problems, mapping, type.get(), pointer(layer)).map(Record.class::cast);
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
        part.map(JsonValue::asJsonObject)
                .map(object -> object.get("given"))
                .ifPresent(mappings -> builder.add("given", mappings));
        return builder.build();
    }
}
