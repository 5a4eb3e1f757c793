package archsim.cli.neighbours;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Timeloop's constraints of mappings as archsim writes them, for one layer: factors, their bounds, and innermost loops. */
final class TimeloopConstraints {

    private final TimeloopRules rules;
    private final TimeloopLayer layer;
    private final List<String> left;
    private final JsonArrayBuilder levels = Json.createArrayBuilder();
    private boolean isEmpty = true;

    private TimeloopConstraints(TimeloopRules rules, TimeloopLayer layer, List<String> left) {
        this.rules = rules;
        this.layer = layer;
        this.left = left;
    }

    /**
     * The constraints; absent if there are none.
     *
     * @param left gets a sentence for each that archsim has no word for
     */
    static Optional<JsonObject> of(
            TimeloopRules rules, List<TimeloopPart> parts, TimeloopLayer layer, List<String> left) {
        var constraints = new TimeloopConstraints(rules, layer, left);
        parts.forEach(constraints::add);
        return constraints.isEmpty
                ? Optional.empty()
                : Optional.of(Json.createObjectBuilder()
                        .add("levels", constraints.levels)
                        .build());
    }

    private void add(TimeloopPart part) {
        List<TimeloopFactors> spatial = factors(part.mesh().target(), "spatial");
        addLevel(TimeloopFanOut.nameX(part.mesh()), spatial, false);
        addLevel(TimeloopFanOut.nameY(part.mesh()), spatial, true);
        if (part.isMemory()) {
            List<TimeloopFactors> temporal = factors(part.name(), "temporal");
            JsonObjectBuilder level = Json.createObjectBuilder().add("level", Names.ofLevel(part.name()));
            boolean bound = addLoops(level, part.name(), loops(temporal, part.name()));
            addLevel(level, addInnermost(level, temporal) || bound);
        }
    }

    private List<TimeloopFactors> factors(String target, String type) {
        return rules.of(target, type).stream().map(TimeloopFactors::of).toList();
    }

    /** Factors along one axis; what is fixed to 1 there is not spread, and so is no constraint. */
    private void addLevel(String name, List<TimeloopFactors> spatial, boolean alongY) {
        if (!name.isEmpty()) {
            JsonObjectBuilder level = Json.createObjectBuilder().add("level", name);
            List<Bound> bounds = loops(spatial, name).stream()
                    .filter(bound -> !(bound.key.equals("factor") && bound.factor == 1))
                    .filter(bound -> bound.isAlongY == alongY)
                    .toList();
            addLevel(level, addLoops(level, name, bounds));
        }
    }

    private void addLevel(JsonObjectBuilder level, boolean bound) {
        if (bound) {
            levels.add(level);
            isEmpty = false;
        }
    }

    private record Bound(String dimension, String key, int factor, boolean isAlongY) {}

    private List<Bound> loops(List<TimeloopFactors> of, String target) {
        var found = new ArrayList<Bound>();
        for (TimeloopFactors rule : of) {
            List<String> y = rule.alongY().orElse(List.of());
            rule.exact().forEach((name, factor) -> {
                if (factor > 0) {
                    found.add(new Bound(name, "factor", factor, y.contains(name)));
                }
            });
            rule.atMost().forEach((name, factor) -> found.add(new Bound(name, "atMost", factor, y.contains(name))));
            rule.atLeast().forEach(text -> left.add(target + " " + text));
        }
        return found;
    }

    private boolean addLoops(JsonObjectBuilder level, String target, List<Bound> bounds) {
        JsonArrayBuilder loops = Json.createArrayBuilder();
        boolean any = false;
        for (Bound bound : bounds) {
            if (!layer.einsum().sizes().containsKey(bound.dimension)) {
                continue;
            }
            List<String> ours = loops(bound.dimension);
            if (isShared(bound.dimension) || (ours.size() > 1 && bound.factor > 1)) {
                left.add(target + " " + bound.dimension + " " + bound.factor + ", which is no loop of its own");
                continue;
            }
            for (String loop : ours) {
                loops.add(Json.createObjectBuilder().add("loop", loop).add(bound.key, bound.factor));
                any = true;
            }
        }
        if (any) {
            level.add("loops", loops);
        }
        return any;
    }

    /** Rows of a matrix lie in a map. */
    private List<String> loops(String dimension) {
        String loop = layer.einsum().loop(dimension);
        return loop.equals("p") && !layer.einsum().isMap() ? List.of("p", "q") : List.of(loop);
    }

    /** Whether another dimension of more than one iteration is part of the same loop. */
    private boolean isShared(String dimension) {
        Map<String, Integer> sizes = layer.einsum().sizes();
        return sizes.keySet().stream()
                .anyMatch(other -> !other.equals(dimension)
                        && sizes.get(other) > 1
                        && layer.einsum().loop(other).equals(layer.einsum().loop(dimension)));
    }

    private boolean addInnermost(JsonObjectBuilder level, List<TimeloopFactors> temporal) {
        var outermostFirst = new ArrayList<String>();
        for (TimeloopFactors rule : temporal) {
            var outward = new ArrayList<>(rule.inward());
            Collections.reverse(outward);
            outward.stream()
                    .filter(layer.einsum().sizes()::containsKey)
                    .flatMap(name -> loops(name).stream())
                    .filter(loop -> !outermostFirst.contains(loop))
                    .forEach(outermostFirst::add);
        }
        if (!outermostFirst.isEmpty()) {
            level.add("innermost", Json.createArrayBuilder(outermostFirst));
        }
        return !outermostFirst.isEmpty();
    }
}
