package archsim.cli.neighbours;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.commons.math3.fraction.Fraction;

/** Densities of problems as the sparsity of a run. */
final class TimeloopDensities {

    private static final String STRUCTURED = "fixed_structured";
    private static final Set<String> DRAWN = Set.of("hypergeometric", "fixed_uniform", "uniform", "");
    private static final int LARGEST_GROUP = 64;

    private final Map<String, Double> weights = new LinkedHashMap<>();
    private final Map<String, Double> inputs = new LinkedHashMap<>();
    private final Set<Fraction> groups = new LinkedHashSet<>();
    private final List<String> notes;
    private boolean drawn;

    private TimeloopDensities(List<String> notes) {
        this.notes = notes;
    }

    /**
     * The sparsity of all problems; absent if they are dense.
     *
     * @param notes to which what was taken for what is added
     */
    static Optional<JsonObject> of(List<TimeloopLayer> layers, List<String> notes) {
        var densities = new TimeloopDensities(notes);
        layers.forEach(densities::add);
        return densities.json(layers);
    }

    private void add(TimeloopLayer layer) {
        String name = Names.of(layer.name());
        layer.densities().forEach((tensor, value) -> {
            String of = layer.tensors().getOrDefault(tensor, "");
            if (of.isEmpty()) {
                value.refuse("is of a tensor that the shape does not have");
            } else if (of.equals("outputs")) {
                notes.add("the density of outputs follows from the layer and is left");
            } else {
                density(value).ifPresent(density -> (of.equals("weights") ? weights : inputs).put(name, density));
                if (of.equals("weights")) {
                    addKind(value);
                } else if (distribution(value).equals(STRUCTURED)) {
                    notes.add("inputs of a fixed density are drawn one by one at that density");
                }
            }
        });
    }

    private static OptionalDouble density(YamlValue value) {
        Optional<YamlValue> text = value.isMap() ? value.need("density") : Optional.of(value);
        OptionalDouble density = text.map(YamlValue::number).orElse(OptionalDouble.empty());
        if (density.isPresent() && density.getAsDouble() > 1) {
            text.orElseThrow().refuse("must be at most 1, was " + density.getAsDouble());
            return OptionalDouble.empty();
        }
        return density;
    }

    private static String distribution(YamlValue value) {
        return value.get("distribution").map(of -> of.text().replace('-', '_')).orElse("");
    }

    private void addKind(YamlValue value) {
        String distribution = distribution(value);
        double density = density(value).orElse(1);
        if (density == 1) {
            return;
        }
        if (DRAWN.contains(distribution)) {
            drawn = true;
        } else if (distribution.equals(STRUCTURED)) {
            var group = new Fraction(density, LARGEST_GROUP);
            if (Math.abs(group.doubleValue() - density) > 1e-9) {
                value.refuse("must be N of M up to " + LARGEST_GROUP + ", was " + density);
            }
            groups.add(group);
        } else {
            value.refuse("is distributed as " + distribution + ": run archsim on the masks themselves (\"model\" or"
                    + " \"tensors\" of a workload)");
        }
        if (groups.size() + (drawn ? 1 : 0) > 1) {
            value.refuse(
                    "is not distributed as the weights of the other problems: convert each to a folder of its own");
        }
    }

    private Optional<JsonObject> json(List<TimeloopLayer> layers) {
        boolean dense = groups.isEmpty() && !drawn && inputs.values().stream().allMatch(density -> density == 1);
        if (dense) {
            return Optional.empty();
        }
        JsonObjectBuilder json = Json.createObjectBuilder().add("kind", groups.isEmpty() ? "bernoulli" : "nm");
        for (Fraction group : groups) {
            json.add("n", group.getNumerator()).add("m", group.getDenominator());
            notes.add("weights of a fixed density are " + group.getNumerator() + " of each " + group.getDenominator());
        }
        json.add("weightDensity", byLayer(layers, weights));
        json.add("activationDensity", byLayer(layers, inputs));
        return Optional.of(json.build());
    }

    private static JsonObjectBuilder byLayer(List<TimeloopLayer> layers, Map<String, Double> densities) {
        JsonObjectBuilder all = Json.createObjectBuilder();
        layers.stream()
                .map(layer -> Names.of(layer.name()))
                .forEach(name -> all.add(name, densities.getOrDefault(name, 1.0)));
        return all;
    }
}
