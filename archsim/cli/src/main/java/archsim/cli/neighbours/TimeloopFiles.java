package archsim.cli.neighbours;

import archsim.base.Problems;
import archsim.workloads.Layer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Files of Timeloop, which belong together: an architecture, problems, and what is said of both.
 *
 * <p>Constraints say which tensors a memory keeps and which loops a fan-out may spread. Those that bind a mapping, and a mapping
 * itself, are given to the run; without a problem, and so without a run, the machine says that they are left out.
 */
final class TimeloopFiles {

    private static final Set<String> READ = Set.of(
            "architecture",
            "problem",
            "mapping",
            "constraints",
            "architecture_constraints",
            "mapspace_constraints",
            "mapspace",
            "sparse_optimizations",
            "variables");
    private static final Set<String> OLD = Set.of("arch");
    /** Searches and prices of their own. */
    private static final Set<String> LEFT =
            Set.of("mapper", "components", "compound_components", "globals", "model", "ERT", "ART", "layout");

    private final List<Document> documents = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private record Document(Problems problems, String name, YamlValue root) {}

    /** Whether a document is one of Timeloop's. */
    static boolean is(YamlValue root) {
        return root.entries().keySet().stream().anyMatch(key -> READ.contains(key) || OLD.contains(key));
    }

    /** @param name of the file without its ending */
    void add(Problems problems, String name, YamlValue root) {
        documents.add(new Document(problems, name, root));
        root.get("arch")
                .ifPresent(old -> old.refuse("is the form of Timeloop 0.1: give its storage as nodes of version 0.4"));
        root.entries().keySet().stream()
                .filter(LEFT::contains)
                .forEach(key -> notes.add(key + " of " + name + " is of Timeloop's own search or prices and is left"));
    }

    /** What they become; absent if there are none, or faults were recorded. */
    Optional<Converted> read(Given given) {
        List<TimeloopLayer> layers = layers(given);
        if (documents.isEmpty() || isFaulty()) {
            return Optional.empty();
        }
        var names = new TimeloopNames(layers);
        var rules = new TimeloopRules();
        readRules(rules);
        Optional<Converted> network = layers.isEmpty() ? Optional.empty() : network(layers);
        List<Document> architectures = documents.stream()
                .filter(document -> document.root.get("architecture").isPresent())
                .toList();
        List<TimeloopPart> parts = architectures.size() == 1 ? parts(architectures.get(0), rules) : List.of();
        List<YamlValue> mapping = mapping(rules);
        Optional<Converted> machine = Optional.empty();
        if (architectures.size() == 1) {
            Document of = architectures.get(0);
            machine = TimeloopMachine.of(
                    of.name,
                    of.root.get("architecture").orElseThrow(),
                    parts,
                    rules,
                    names,
                    given,
                    !layers.isEmpty() && mapping.isEmpty());
        } else if (!architectures.isEmpty()) {
            architectures
                    .get(1)
                    .problems
                    .add("/architecture", "must be the only one: one machine is converted at a time");
        } else if (layers.isEmpty()) {
            documents.get(0).problems.add("", "needs an architecture or a problem beside");
        }
        Optional<JsonObject> sparsity = TimeloopDensities.of(layers, notes);
        if (sparsity.isPresent() && machine.isEmpty()) {
            notes.add("densities are of a run, which is not written without an architecture");
        }
        Optional<JsonObject> tiling = network.flatMap(Converted::network)
                .flatMap(of -> mapping.isEmpty()
                        ? constrained(rules, parts, layers, of.layers())
                        : tiling(mapping, parts, layers, of.layers()));
        if (isFaulty()) {
            return Optional.empty();
        }
        return machine.map(made -> network.map(made::and).orElse(made))
                .or(() -> network)
                .map(made -> made.with(sparsity, tiling, notes));
    }

    private boolean isFaulty() {
        return documents.stream().anyMatch(document -> !document.problems.isEmpty());
    }

    private List<TimeloopLayer> layers(Given given) {
        var layers = new ArrayList<TimeloopLayer>();
        for (Document document : documents) {
            document.root
                    .get("problem")
                    .flatMap(problem -> TimeloopProblem.read(document.problems, document.name, problem, given, notes))
                    .ifPresent(layers::add);
        }
        return layers;
    }

    private void readRules(TimeloopRules rules) {
        for (Document document : documents) {
            for (String key : List.of("constraints", "architecture_constraints", "mapspace_constraints", "mapspace")) {
                document.root.get(key).ifPresent(value -> targets(value).ifPresent(rules::addTargets));
            }
            document.root.get("sparse_optimizations").ifPresent(value -> targets(value)
                    .ifPresent(rules::addSparseTargets));
        }
    }

    private static Optional<YamlValue> targets(YamlValue value) {
        if (value.isList()) {
            return Optional.of(value);
        }
        return value.get("targets").or(() -> value.get("constraints"));
    }

    private List<TimeloopPart> parts(Document document, TimeloopRules rules) {
        YamlValue architecture = document.root.get("architecture").orElseThrow();
        Map<String, YamlValue> variables = new LinkedHashMap<>();
        documents.forEach(of -> of.root
                .get("variables")
                .map(YamlValue::entries)
                .orElse(Map.of())
                .forEach(variables::putIfAbsent));
        return architecture.get("subtree").isPresent()
                ? TimeloopSubtree.parts(architecture, variables)
                : TimeloopNodes.parts(architecture, rules, variables);
    }

    /** Loops of the mapping; which tensors it keeps where is a rule like any other. */
    private List<YamlValue> mapping(TimeloopRules rules) {
        var loops = new ArrayList<YamlValue>();
        for (Document document : documents) {
            document.root.get("mapping").ifPresent(mapping -> mapping.items().forEach(rule -> {
                String type = rule.get("type").map(YamlValue::text).orElse("");
                if (TimeloopRules.isDataspace(type)) {
                    rules.addTarget(rule);
                } else {
                    loops.add(rule);
                }
            }));
        }
        return loops;
    }

    private Optional<Converted> network(List<TimeloopLayer> layers) {
        var made = new ArrayList<Layer>();
        for (TimeloopLayer layer : layers) {
            try {
                made.add(layer.einsum().layer(Names.of(layer.name())));
            } catch (IllegalArgumentException e) {
                layer.at().refuse(e.getMessage());
            }
        }
        if (isFaulty()) {
            return Optional.empty();
        }
        String name = layers.get(0).name() + (layers.size() == 1 ? "" : " and " + (layers.size() - 1) + " more");
        return Converted.of(
                documents.get(0).problems,
                name,
                "Timeloop problems "
                        + String.join(
                                ", ", layers.stream().map(TimeloopLayer::name).toList()),
                made,
                List.of("maps hold their padding, which problems do not tell from inputs"));
    }

    private Optional<JsonObject> tiling(
            List<YamlValue> mapping, List<TimeloopPart> parts, List<TimeloopLayer> layers, List<Layer> made) {
        if (parts.isEmpty() || layers.size() != 1) {
            mapping.get(0).refuse("needs its architecture and one problem beside, had " + layers.size() + " problems");
            return Optional.empty();
        }
        Layer layer = made.get(0);
        JsonObject given =
                TimeloopMapping.of(mapping, parts, layers.get(0), layer.shape().w());
        return Optional.of(Json.createObjectBuilder()
                .add("given", Json.createObjectBuilder().add(layer.name(), given))
                .build());
    }

    private Optional<JsonObject> constrained(
            TimeloopRules rules, List<TimeloopPart> parts, List<TimeloopLayer> layers, List<Layer> made) {
        JsonObjectBuilder constrained = Json.createObjectBuilder();
        var left = new ArrayList<String>();
        boolean any = false;
        for (int i = 0; i < layers.size(); i++) {
            Optional<JsonObject> of = TimeloopConstraints.of(rules, parts, layers.get(i), left);
            any |= of.isPresent();
            String name = made.get(i).name();
            of.ifPresent(constraints -> constrained.add(name, constraints));
        }
        left.forEach(text -> notes.add("left out, as no constraint of archsim says it: " + text));
        return any
                ? Optional.of(Json.createObjectBuilder()
                        .add("constrained", constrained)
                        .build())
                : Optional.empty();
    }
}
