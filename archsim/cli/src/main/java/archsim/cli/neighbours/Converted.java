package archsim.cli.neighbours;

import archsim.workloads.network.Network;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one or several files became.
 *
 * @param machine an accelerator as archsim describes it; absent if no file describes one
 * @param memory what stands under {@code memory} in a run configuration; absent if no file says anything of it
 * @param network absent if no file has layers
 * @param notes what was taken for what, a sentence each
 */
record Converted(
        Optional<JsonObject> machine, Optional<JsonValue> memory, Optional<Network> network, List<String> notes) {

    Converted {
        notes = List.copyOf(notes);
    }

    static Converted of(Network network, List<String> notes) {
        return new Converted(Optional.empty(), Optional.empty(), Optional.of(network), notes);
    }

    static Converted of(JsonObject machine, JsonValue memory, List<String> notes) {
        return new Converted(Optional.of(machine), Optional.of(memory), Optional.empty(), notes);
    }

    /** Both, where not each of them has the same part. */
    Converted and(Converted other) {
        return new Converted(
                machine.or(other::machine),
                memory.or(other::memory),
                network.or(other::network),
                Stream.concat(notes.stream(), other.notes.stream()).toList());
    }
}
