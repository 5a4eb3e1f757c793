package archsim.cli.neighbours;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parts of an architecture of version 0.4: {@code nodes} from the outside to the inside; their tags say which is which. */
final class TimeloopNodes {

    private static final Set<String> CONTAINER = Set.of("name", "attributes", "spatial", "constraints", "enabled");
    private static final Set<String> COMPONENT = Set.of(
            "name",
            "class",
            "subclass",
            "attributes",
            "spatial",
            "constraints",
            "sparse_optimizations",
            "required_actions",
            "area_scale",
            "energy_scale",
            "enabled");
    private static final int MOST = 1 << 20;

    private final TimeloopRules rules;
    private final List<TimeloopPart> parts = new ArrayList<>();
    private final Map<String, YamlValue> inherited = new HashMap<>();

    private TimeloopNodes(TimeloopRules rules) {
        this.rules = rules;
    }

    /**
     * Its parts.
     *
     * @param rules to which constraints and sparse optimizations that stand at nodes are added
     * @param variables that all parts inherit
     */
    static List<TimeloopPart> parts(YamlValue architecture, TimeloopRules rules, Map<String, YamlValue> variables) {
        var nodes = new TimeloopNodes(rules);
        nodes.inherited.putAll(variables);
        architecture.refuseKeysBut(Set.of("version", "nodes"), "");
        architecture.need("nodes").ifPresent(all -> all.items().forEach(nodes::add));
        return nodes.parts;
    }

    private void add(YamlValue node) {
        switch (node.tag().toLowerCase(Locale.ROOT)) {
            case "container" -> addContainer(node);
            case "component" -> addComponent(node);
            case "parallel", "hierarchical", "pipelined" -> {
                node.refuseKeysBut(Set.of("nodes"), "");
                node.need("nodes").ifPresent(nodes -> nodes.items().forEach(this::add));
            }
            case "nothing" -> {
                // A branch of a !Parallel on which tensors pass by.
            }
            default ->
                node.refuse("must be a !Container, !Component or !Parallel, was "
                        + (node.tag().isEmpty() ? "without a tag" : "!" + node.tag()));
        }
    }

    private void addContainer(YamlValue node) {
        node.refuseKeysBut(CONTAINER, "");
        Map<String, YamlValue> own = attributes(node);
        String name = name(node);
        addRules(node, name);
        parts.add(new TimeloopPart(node, name, TimeloopKind.NOTHING, own, inherited, mesh(node, name, name)));
        inherited.putAll(own);
    }

    private void addComponent(YamlValue node) {
        node.refuseKeysBut(COMPONENT, "");
        String name = name(node);
        String kind = node.need("class").map(YamlValue::text).orElse("");
        String subclass = node.get("subclass").map(YamlValue::text).orElse("");
        addRules(node, name);
        parts.add(new TimeloopPart(
                node,
                name,
                TimeloopKind.of(kind, subclass),
                attributes(node),
                inherited,
                mesh(node, name + " instances", name)));
    }

    private void addRules(YamlValue node, String name) {
        node.get("constraints").ifPresent(constraints -> rules.addOf(name, constraints));
        node.get("sparse_optimizations").ifPresent(sparse -> rules.addSparse(name, sparse));
    }

    private static Map<String, YamlValue> attributes(YamlValue node) {
        return node.get("attributes").map(YamlValue::entries).orElse(Map.of());
    }

    private static String name(YamlValue node) {
        String name = node.get("name").map(YamlValue::text).orElse("");
        if (Names.ofLevel(name).isEmpty()) {
            node.refuse("must have a name");
        }
        return name;
    }

    private static TimeloopPart.Mesh mesh(YamlValue node, String name, String target) {
        Optional<YamlValue> spatial = node.get("spatial");
        if (spatial.isEmpty()) {
            return TimeloopPart.Mesh.ONE;
        }
        spatial.get().refuseKeysBut(Set.of("meshX", "meshY"), "");
        return new TimeloopPart.Mesh(
                name, target, instances(spatial.get(), "meshX"), instances(spatial.get(), "meshY"));
    }

    private static int instances(YamlValue spatial, String key) {
        return spatial.get(key).map(value -> value.integer(1, MOST).orElse(1)).orElse(1);
    }
}
