package archsim.compression.config;

import archsim.base.Problems;
import archsim.base.Suggestion;
import archsim.base.json.EnumNames;
import archsim.compression.network.LayerSpec;
import archsim.compression.network.NetworkModel;
import archsim.workloads.Scheme;
import jakarta.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds what a round asks that its network or its scheme cannot give. */
final class RoundFaults {

    private final NetworkModel architecture;
    private final Scheme scheme;
    private final Problems problems;
    private final String pointer;

    RoundFaults(NetworkModel architecture, Scheme scheme, Problems problems, String pointer) {
        this.architecture = architecture;
        this.scheme = scheme;
        this.problems = problems;
        this.pointer = pointer;
    }

    void find(Round round) {
        if (scheme == Scheme.DENSE) {
            problems.add(pointer + "/scheme", "must not be \"dense\": a round prunes");
        }
        layers(round.layers(), "/layers");
        belongs(round.total().isPresent(), Scheme.NON_STRUCTURED, "/total");
        belongs(round.groups().isPresent(), Scheme.NM, "/groups");
        belongs(round.patterns().isPresent(), Scheme.PATTERN, "/patterns");
        belongs(round.blocks().isPresent(), Scheme.BLOCK, "/blocks");
        if (scheme == Scheme.NM && round.groups().isEmpty()) {
            problems.add(pointer + "/groups", "is missing");
        }
        if (scheme == Scheme.PATTERN && round.patterns().isEmpty()) {
            problems.add(pointer + "/patterns", "is missing");
        }
        if (scheme == Scheme.BLOCK && round.blocks().isEmpty()) {
            problems.add(pointer + "/blocks", "is missing");
        }
        round.total().ifPresent(total -> total(total, round.layers()));
        round.groups().ifPresent(groups -> named(groups.layers(), "/groups/layers"));
        round.patterns().ifPresent(patterns -> named(patterns.layers(), "/patterns/layers"));
        round.blocks().ifPresent(blocks -> named(blocks.layers(), "/blocks/layers"));
    }

    private void belongs(boolean present, Scheme owner, String key) {
        if (present && scheme != owner) {
            problems.add(pointer + key, "does not belong to the scheme %s", EnumNames.of(scheme));
        }
    }

    private void total(Total total, Map<String, LayerTarget> targets) {
        named(total.layers(), "/total/layers");
        List<String> shared = total.layers().orElse(names(architecture));
        int weights = architecture.layers().stream()
                .filter(layer -> shared.contains(layer.name()) && !targets.containsKey(layer.name()))
                .mapToInt(LayerSpec::weights)
                .sum();
        atMost(total.keep(), weights, pointer + "/total/keep");
        for (String name : total.layers().orElse(List.of())) {
            if (targets.containsKey(name)) {
                problems.add(pointer + "/total/layers", "must not name %s, which has a target of its own", name);
            }
        }
    }

    private void named(Optional<List<String>> layers, String key) {
        for (int i = 0; i < layers.orElse(List.of()).size(); i++) {
            layer(architecture, layers.get().get(i), pointer + key + "/" + i, problems);
        }
    }

    /** Whether {@code name} is a layer; a fault if not. */
    static boolean layer(NetworkModel architecture, String name, String pointer, Problems problems) {
        List<String> names = names(architecture);
        if (!names.contains(name)) {
            problems.add(pointer, "is not a layer of %s%s", architecture.name(), Suggestion.sentence(name, names));
        }
        return names.contains(name);
    }

    private static List<String> names(NetworkModel architecture) {
        return architecture.layers().stream().map(LayerSpec::name).toList();
    }

    /** Checks targets below {@code key}. */
    void layers(Map<String, LayerTarget> targets, String key) {
        targets.forEach((name, target) -> {
            String at = pointer + key + "/" + Json.encodePointer(name);
            if (layer(architecture, name, at, problems)) {
                target(names(architecture).indexOf(name), target, at);
            }
        });
        new SharedCountFaults(architecture, problems, pointer + key)
                .find(LayerRates.counted(targets, architecture, scheme));
    }

    private void target(int index, LayerTarget target, String at) {
        LayerSpec spec = architecture.layer(index);
        atMost(target.keep(), spec.weights(), at + "/keep");
        atMost(target.filters(), spec.filters(), at + "/filters");
        atMost(target.columns(), spec.columns(), at + "/columns");
        atMost(target.channels(), spec.channels(), at + "/channels");
        atMost(target.kernels(), spec.weights() / (spec.kernel() * spec.kernel()), at + "/kernels");
        boolean filters = target.filters().isPresent() || (target.rate().isPresent() && scheme == Scheme.FILTER);
        if (index == architecture.depth() - 1 && filters) {
            problems.add(at + "/filters", "must be absent: each filter of the last layer is a class");
        }
        boolean rated = target.rate().isPresent()
                && (scheme == Scheme.FILTER || scheme == Scheme.COLUMN || scheme == Scheme.CHANNEL);
        boolean parts = rated
                || target.filters().isPresent()
                || target.columns().isPresent()
                || target.channels().isPresent();
        if (spec.groups() > 1 && parts) {
            problems.add(at, "must limit no filters, columns or channels: the layer has %d groups", spec.groups());
        }
        if (target.rate().isPresent()) {
            rate(at + "/rate");
            return;
        }
        boolean rows = scheme == Scheme.FILTER || scheme == Scheme.COLUMN_FILTER;
        boolean columns = scheme == Scheme.COLUMN || scheme == Scheme.COLUMN_FILTER;
        only(scheme == Scheme.NON_STRUCTURED, true, target.keep(), at + "/keep");
        only(rows, scheme == Scheme.FILTER, target.filters(), at + "/filters");
        only(columns, scheme == Scheme.COLUMN, target.columns(), at + "/columns");
        only(scheme == Scheme.CHANNEL, true, target.channels(), at + "/channels");
        only(scheme == Scheme.PATTERN, false, target.kernels(), at + "/kernels");
    }

    private void rate(String at) {
        if (scheme == Scheme.COLUMN_FILTER) {
            problems.add(at, "must be absent: the scheme column-filter has two counts, filters and columns");
        } else if (scheme == Scheme.NM || scheme == Scheme.BLOCK || scheme == Scheme.DENSE) {
            problems.add(at, "does not belong to this scheme");
        }
    }

    private void only(boolean belongs, boolean required, OptionalInt count, String at) {
        if (count.isPresent() && !belongs) {
            problems.add(at, "does not belong to this scheme");
        } else if (count.isEmpty() && belongs && required) {
            problems.add(at, "is missing");
        }
    }

    private void atMost(OptionalInt count, int limit, String at) {
        if (count.isPresent() && count.getAsInt() > limit) {
            problems.add(at, "must be 1 to %d, was %d", limit, count.getAsInt());
        }
    }
}
