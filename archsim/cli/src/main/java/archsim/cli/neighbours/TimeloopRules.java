package archsim.cli.neighbours;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is said of parts of an architecture, at them or in files of their own: constraints and sparse optimizations. */
final class TimeloopRules {

    private static final Set<String> DATASPACE = Set.of("bypass", "datatype", "dataspace");

    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, List<YamlValue>> sparse = new LinkedHashMap<>();

    /**
     * A constraint.
     *
     * @param target part that it binds
     * @param type {@code dataspace}, {@code spatial}, {@code temporal} or another
     * @param at where it stands
     */
    record Rule(String target, String type, YamlValue at) {}

    /** Adds what stands at a part, by its type. */
    void addOf(String target, YamlValue constraints) {
        constraints.entries().forEach((type, value) -> add(target, type, value));
    }

    /** Adds a list of which each says its target and type. */
    void addTargets(YamlValue list) {
        list.items().forEach(this::addTarget);
    }

    /** Adds one that says its target and type. */
    void addTarget(YamlValue rule) {
        String target = rule.need("target").map(YamlValue::text).orElse("");
        add(target, rule.need("type").map(YamlValue::text).orElse(""), rule);
    }

    /** Whether a type says which tensors a memory keeps. */
    static boolean isDataspace(String type) {
        return DATASPACE.contains(type);
    }

    private void add(String target, String type, YamlValue value) {
        rules.add(new Rule(target, isDataspace(type) ? "dataspace" : type, value));
    }

    /** Adds sparse optimizations that stand at a part. */
    void addSparse(String target, YamlValue value) {
        sparse.computeIfAbsent(target, of -> new ArrayList<>()).add(value);
    }

    /** Adds a list of them of which each says its target. */
    void addSparseTargets(YamlValue list) {
        for (YamlValue value : list.items()) {
            value.get("name").or(() -> value.need("target")).ifPresent(target -> addSparse(target.text(), value));
        }
    }

    /** Constraints of a part and type. */
    List<YamlValue> of(String target, String type) {
        return rules.stream()
                .filter(rule -> rule.target.equals(target) && rule.type.equals(type))
                .map(Rule::at)
                .toList();
    }

    /** Sparse optimizations of a part. */
    List<YamlValue> sparse(String target) {
        return List.copyOf(sparse.getOrDefault(target, List.of()));
    }

    /** All constraints. */
    List<Rule> all() {
        return List.copyOf(rules);
    }

    /** Records targets that are none of the parts. */
    void refuseUnknown(Set<String> parts) {
        rules.stream()
                .filter(rule -> !parts.contains(rule.target))
                .forEach(rule -> rule.at.refuse("binds \"" + rule.target + "\", which the architecture does not have"));
        sparse.forEach((target, values) -> {
            if (!parts.contains(target)) {
                values.forEach(value -> value.refuse("is of \"" + target + "\", which the architecture does not have"));
            }
        });
    }
}
