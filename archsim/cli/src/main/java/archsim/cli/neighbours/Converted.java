package archsim.cli.neighbours;

import archsim.base.Problems;
import archsim.workloads.Layer;
import archsim.workloads.network.Network;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one or several files became.
 *
 * @param machine an accelerator as archsim describes it; absent if no file describes one
 * @param memory what stands under {@code memory} in a run configuration; absent if no file says anything of it
 * @param network absent if no file has layers
 * @param sparsity what stands under {@code sparsity} of its workload; dense if absent
 * @param tiling what stands under {@code tiling}; absent if no mapping is given
 * @param notes what was taken for what, a sentence each
 */
record Converted(
        Optional<JsonObject> machine,
        Optional<JsonValue> memory,
        Optional<Network> network,
        Optional<JsonObject> sparsity,
        Optional<JsonObject> tiling,
        List<String> notes) {

    Converted {
        notes = List.copyOf(notes);
    }

    /**
     * A network of layers that a file has; absent if one of them is too large or is named like another, which is recorded.
     *
     * @param name of the network, as people write it
     * @param source where the layers stand
     */
    static Optional<Converted> of(
            Problems problems, String name, String source, List<Layer> layers, List<String> notes) {
        var names = new HashSet<String>();
        for (Layer layer : layers) {
            if (layer.isTooLargeFor(1)) {
                problems.add("", "layer %s must have fewer than 2^31 weights, inputs and outputs", layer.name());
            }
            if (!names.add(layer.name())) {
                problems.add("", "must name each layer once, was \"%s\" again", layer.name());
            }
        }
        if (layers.isEmpty() && problems.isEmpty()) {
            problems.add("", "has no layers with weights");
        }
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        var network = new Network(Names.of(name), name, "not stated", layers, List.of(), source);
        return Optional.of(new Converted(
                Optional.empty(), Optional.empty(), Optional.of(network), Optional.empty(), Optional.empty(), notes));
    }

    /**
     * A described machine.
     *
     * @param kind of what the name is of, for its source
     * @param levels from the outside to the inside
     */
    static JsonObject loopNest(
            String name,
            String kind,
            double clockMhz,
            int technologyNm,
            JsonObjectBuilder precision,
            JsonArrayBuilder levels,
            Assumed assumed) {
        return Json.createObjectBuilder()
                .add("schemaVersion", 1)
                .add("name", Names.of(name))
                .add("title", name)
                .add("clockMhz", clockMhz)
                .add("technologyNm", technologyNm)
                .add("precision", precision)
                .add(
                        "dataflow",
                        Json.createObjectBuilder().add("kind", "loop-nest").add("levels", levels))
                .add("source", Names.source(kind + " " + name))
                .add("assumptions", assumed.json())
                .build();
    }

    static Converted of(JsonObject machine, JsonValue memory, List<String> notes) {
        return new Converted(
                Optional.of(machine), Optional.of(memory), Optional.empty(), Optional.empty(), Optional.empty(), notes);
    }

    /** The same with parts of a run. */
    Converted with(Optional<JsonObject> masks, Optional<JsonObject> mappings, List<String> more) {
        return new Converted(
                machine,
                memory,
                network,
                masks,
                mappings,
                Stream.concat(notes.stream(), more.stream()).toList());
    }

    /** Both, where not each of them has the same part. */
    Converted and(Converted other) {
        return new Converted(
                machine.or(other::machine),
                memory.or(other::memory),
                network.or(other::network),
                sparsity.or(other::sparsity),
                tiling.or(other::tiling),
                Stream.concat(notes.stream(), other.notes.stream()).toList());
    }
}
