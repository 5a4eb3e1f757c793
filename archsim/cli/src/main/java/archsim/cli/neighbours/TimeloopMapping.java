package archsim.cli.neighbours;

import archsim.base.RootLocale;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.util.ArithmeticUtils;

/** Timeloop's mapping of one layer as archsim writes it: the loops of each level, outermost first. */
final class TimeloopMapping {

    private final TimeloopLayer layer;
    private final int width;
    private final Map<String, List<Step>> levels = new LinkedHashMap<>();
    private final Map<String, Integer> products = new HashMap<>();

    /** A loop; factor 0 is what the others leave of its dimension. */
    private record Step(YamlValue at, String dimension, int factor) {}

    private TimeloopMapping(TimeloopLayer layer, int width) {
        this.layer = layer;
        this.width = width;
    }

    /**
     * The mapping.
     *
     * @param list temporal and spatial loops by target
     * @param width of the layer's map: rows of a matrix lie in one as near to a square as they can
     */
    static JsonObject of(List<YamlValue> list, List<TimeloopPart> parts, TimeloopLayer layer, int width) {
        var mapping = new TimeloopMapping(layer, width);
        parts.forEach(mapping::addLevels);
        list.forEach(rule -> mapping.add(rule, parts));
        mapping.checkProducts(list);
        return mapping.json();
    }

    private void addLevels(TimeloopPart part) {
        for (String name : List.of(TimeloopFanOut.nameX(part.mesh()), TimeloopFanOut.nameY(part.mesh()))) {
            if (!name.isEmpty()) {
                levels.put(name, new ArrayList<>());
            }
        }
        if (part.isMemory()) {
            levels.put(Names.ofLevel(part.name()), new ArrayList<>());
        }
    }

    private void add(YamlValue rule, List<TimeloopPart> parts) {
        String target = rule.need("target").map(YamlValue::text).orElse("");
        String type = rule.need("type").map(YamlValue::text).orElse("");
        TimeloopFactors factors = TimeloopFactors.of(rule);
        factors.bounded().forEach(text -> rule.refuse("must give factors, had " + text));
        if (type.equals("temporal")) {
            addTemporal(rule, target, factors);
        } else if (type.equals("spatial")) {
            addSpatial(rule, target, factors, parts);
        } else {
            rule.refuse("must be temporal, spatial or dataspace, was \"" + type + "\"");
        }
    }

    private void addTemporal(YamlValue rule, String target, TimeloopFactors factors) {
        List<Step> level = levels.get(Names.ofLevel(target));
        List<Step> steps = steps(rule, factors);
        if (level != null) {
            level.addAll(steps);
        } else if (!steps.isEmpty()) {
            rule.refuse("has loops at \"" + target + "\", which is no memory of the architecture");
        }
    }

    private void addSpatial(YamlValue rule, String target, TimeloopFactors factors, List<TimeloopPart> parts) {
        Optional<TimeloopPart.Mesh> mesh = parts.stream()
                .map(TimeloopPart::mesh)
                .filter(of -> !of.isOne() && of.target().equals(target))
                .findFirst();
        List<String> y = factors.alongY().orElse(List.of());
        for (Step step : steps(rule, factors)) {
            String name = mesh.map(
                            of -> y.contains(step.dimension) ? TimeloopFanOut.nameY(of) : TimeloopFanOut.nameX(of))
                    .orElse("");
            if (levels.containsKey(name)) {
                levels.get(name).add(step);
            } else {
                rule.refuse("spreads " + step.dimension + " over \"" + target
                        + "\", which has no instances in that direction");
            }
        }
    }

    /** Loops that run more than once, outermost first. */
    private List<Step> steps(YamlValue rule, TimeloopFactors factors) {
        var steps = new ArrayList<Step>();
        factors.exact().forEach((dimension, factor) -> {
            if (!layer.einsum().sizes().containsKey(dimension)) {
                rule.refuse("has a factor of " + dimension + ", which is no dimension of the problem");
            } else if (factor != 1) {
                if (!factors.inward().contains(dimension)) {
                    rule.refuse("must name " + dimension + " in its permutation, as it has a factor of it");
                }
                steps.add(new Step(rule, dimension, factor));
                products.merge(
                        dimension, Math.max(1, factor), (a, b) -> (int) Math.min(Integer.MAX_VALUE, (long) a * b));
            }
        });
        steps.sort((a, b) -> Integer.compare(
                factors.inward().indexOf(b.dimension), factors.inward().indexOf(a.dimension)));
        return steps;
    }

    private void checkProducts(List<YamlValue> list) {
        layer.einsum().sizes().forEach((dimension, size) -> {
            int product = products.getOrDefault(dimension, 1);
            boolean rest = levels.values().stream()
                    .flatMap(List::stream)
                    .anyMatch(step -> step.factor == 0 && step.dimension.equals(dimension));
            if (rest ? size % product != 0 : size != product) {
                list.get(0)
                        .refuse(RootLocale.format(
                                "has factors of %s that multiply to %d, the problem %s has %d",
                                dimension, product, layer.name(), size));
            }
        });
    }

    private JsonObject json() {
        int across = layer.einsum().isMap() ? 1 : width;
        var written = new ArrayList<JsonObject>();
        var names = new ArrayList<>(levels.keySet());
        Collections.reverse(names);
        for (String name : names) {
            var loops = new ArrayList<JsonObject>();
            List<Step> inward = new ArrayList<>(levels.get(name));
            Collections.reverse(inward);
            for (Step step : inward) {
                String loop = layer.einsum().loop(step.dimension);
                int factor = step.factor == 0
                        ? layer.einsum().sizes().get(step.dimension) / products.get(step.dimension)
                        : step.factor;
                int ofRow = loop.equals("p") ? ArithmeticUtils.gcd(factor, across) : 1;
                across /= ofRow;
                addLoop(loops, "q", ofRow);
                addLoop(loops, loop, factor / ofRow);
            }
            if (!loops.isEmpty()) {
                Collections.reverse(loops);
                written.add(Json.createObjectBuilder()
                        .add("level", name)
                        .add("loops", Json.createArrayBuilder(loops))
                        .build());
            }
        }
        Collections.reverse(written);
        JsonArrayBuilder all = Json.createArrayBuilder();
        written.forEach(all::add);
        return Json.createObjectBuilder().add("levels", all).build();
    }

    private static void addLoop(List<JsonObject> loops, String loop, int factor) {
        if (factor > 1) {
            loops.add(Json.createObjectBuilder()
                    .add("loop", loop)
                    .add("factor", factor)
                    .build());
        }
    }
}
