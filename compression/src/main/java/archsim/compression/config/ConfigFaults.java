package archsim.compression.config;

import archsim.base.Problems;
import archsim.base.Suggestion;
import archsim.compression.network.Architecture;
import archsim.compression.network.LayerSpec;
import jakarta.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** Finds what a well-formed configuration asks that its network cannot give. */
final class ConfigFaults {

    private final CompressionConfig config;
    private final Architecture architecture;
    private final Problems problems;

    ConfigFaults(CompressionConfig config, Architecture architecture, Problems problems) {
        this.config = config;
        this.architecture = architecture;
        this.problems = problems;
    }

    void find() {
        if (config.batchSize() % 2 != 0) {
            problems.add("/batchSize", "must be even, was %d", config.batchSize());
        }
        switch (config.scheme()) {
            case DENSE -> dense();
            case NON_STRUCTURED, COLUMN_FILTER -> pruned();
            case FILTER, CHANNEL, COLUMN, PATTERN, NM ->
                problems.add(
                        "/scheme",
                        "must be \"dense\", \"non-structured\" or \"column-filter\", the trainer knows no other, was \"%s\"",
                        config.scheme().name().toLowerCase(Locale.ROOT));
        }
        for (int i = 0; i < config.rounds().size(); i++) {
            for (Map.Entry<String, LayerTarget> target :
                    config.rounds().get(i).layers().entrySet()) {
                String pointer = "/rounds/" + i + "/layers/" + Json.encodePointer(target.getKey());
                layer(target.getKey(), target.getValue(), pointer);
            }
        }
    }

    private void dense() {
        if (!config.rounds().isEmpty()) {
            problems.add(
                    "/rounds",
                    "must be empty for the dense scheme, was %d rounds",
                    config.rounds().size());
        }
        if (config.quantisation().grid() != Quantisation.Grid.SYMMETRIC) {
            problems.add("/quantisation/grid", "must be \"symmetric\" for the dense scheme, was \"equal-distance\"");
        }
    }

    private void pruned() {
        if (config.rounds().isEmpty()) {
            problems.add("/rounds", "must have at least one round, was empty");
        }
    }

    private void layer(String name, LayerTarget target, String pointer) {
        List<String> names = architecture.layers().stream().map(LayerSpec::name).toList();
        if (!names.contains(name)) {
            problems.add(pointer, "is not a layer of %s%s", architecture.name(), Suggestion.sentence(name, names));
            return;
        }
        LayerSpec spec = architecture.layer(names.indexOf(name));
        atMost(target.keep(), spec.weights(), pointer + "/keep");
        atMost(target.filters(), spec.filters(), pointer + "/filters");
        atMost(target.columns(), spec.columns(), pointer + "/columns");
        boolean last = names.indexOf(name) == names.size() - 1;
        if (last && target.filters().isPresent()) {
            problems.add(pointer + "/filters", "must be absent: each filter of the last layer is a class");
        }
        switch (config.scheme()) {
            case DENSE -> {}
            case NON_STRUCTURED -> {
                required(target.keep(), pointer + "/keep");
                forbidden(target.filters(), pointer + "/filters");
                forbidden(target.columns(), pointer + "/columns");
            }
            case FILTER, CHANNEL, COLUMN, COLUMN_FILTER, PATTERN, NM -> forbidden(target.keep(), pointer + "/keep");
        }
    }

    private void atMost(OptionalInt count, int limit, String pointer) {
        if (count.isPresent() && count.getAsInt() > limit) {
            problems.add(pointer, "must be 1 to %d, was %d", limit, count.getAsInt());
        }
    }

    private void required(OptionalInt count, String pointer) {
        if (count.isEmpty()) {
            problems.add(pointer, "is missing");
        }
    }

    private void forbidden(OptionalInt count, String pointer) {
        if (count.isPresent()) {
            problems.add(pointer, "does not belong to this scheme");
        }
    }
}
