package archsim.compression.config;

import archsim.base.Problems;
import archsim.compression.network.NetworkModel;
import archsim.compression.network.SharedChannels;
import jakarta.json.Json;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/** Finds layers that share channels, and so take one choice of them, but name different counts. */
final class SharedCountFaults {

    private final NetworkModel architecture;
    private final Problems problems;
    private final String pointer;

    /** @param pointer to the targets */
    SharedCountFaults(NetworkModel architecture, Problems problems, String pointer) {
        this.architecture = architecture;
        this.problems = problems;
        this.pointer = pointer;
    }

    void find(Map<String, LayerTarget> targets) {
        for (SharedChannels shared : SharedChannels.of(architecture)) {
            agree(shared.writers(), targets, LayerTarget::filters, "/filters", "writes");
            agree(shared.readers(), targets, LayerTarget::channels, "/channels", "reads");
        }
    }

    private void agree(
            List<Integer> members,
            Map<String, LayerTarget> targets,
            Function<LayerTarget, OptionalInt> count,
            String key,
            String verb) {
        List<String> naming = members.stream()
                .map(layer -> architecture.layer(layer).name())
                .filter(name -> targets.containsKey(name)
                        && count.apply(targets.get(name)).isPresent())
                .toList();
        for (String name : naming) {
            int expected = count.apply(targets.get(naming.get(0))).getAsInt();
            int found = count.apply(targets.get(name)).getAsInt();
            if (found != expected) {
                problems.add(
                        pointer + "/" + Json.encodePointer(name) + key,
                        "must be %d as for %s, which %s the same channels, was %d",
                        expected,
                        naming.get(0),
                        verb,
                        found);
            }
        }
    }
}
