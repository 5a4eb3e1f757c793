package archsim.workloads.sparsity;

import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.base.ShortestDecimal;
import archsim.base.Suggestion;
import archsim.base.json.StrictJson;
import archsim.workloads.Layer;
import archsim.workloads.network.Network;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Which share of the elements is present: one number for all layers, or one for each by name.
 *
 * @param everywhere 0 to 1, of the layers that have none of their own; empty if each needs one
 * @param byLayer 0 to 1 by name of the layer
 */
public record Density(OptionalDouble everywhere, Map<String, Double> byLayer) {

    /** Shares below leave nothing of the largest layer; they are slips of the pen. */
    static final double LEAST = 1e-6;

    public Density {
        byLayer = Collections.unmodifiableMap(new TreeMap<>(byLayer));
        everywhere.ifPresent(density -> requireShare("density", density));
        byLayer.forEach(Density::requireShare);
    }

    /** The same for all layers. */
    public static Density of(double everywhere) {
        return new Density(OptionalDouble.of(everywhere), Map.of());
    }

    /** Whether {@code json} is a number from 0 to 1 or an object of them; a fault is added for each that is not. */
    static boolean isSound(JsonValue json, Problems problems, String pointer) {
        if (!(json instanceof JsonObject object)) {
            return isShare(json, problems, pointer, ", or one for each layer by name");
        }
        boolean sound = true;
        for (Map.Entry<String, JsonValue> layer : object.entrySet()) {
            sound &= isShare(layer.getValue(), problems, pointer + "/" + Json.encodePointer(layer.getKey()), "");
        }
        return sound;
    }

    private static boolean isShare(JsonValue json, Problems problems, String pointer, String orElse) {
        if (StrictJson.isReported(json)) {
            return false;
        }
        boolean sound = json instanceof JsonNumber number && number.doubleValue() >= 0 && number.doubleValue() <= 1;
        if (sound && isSlip(((JsonNumber) json).doubleValue())) {
            problems.add(pointer, "must be 0 or at least %s, was %s", ShortestDecimal.of(LEAST), json);
            return false;
        }
        if (!sound) {
            problems.add(
                    pointer,
                    "must be a number from 0 to 1%s, was %s",
                    orElse,
                    json instanceof JsonArray ? "a list" : json instanceof JsonObject ? "an object" : json);
        }
        return sound;
    }

    /**
     * The density that a configuration gives.
     *
     * @param key of {@code json}, for messages
     * @throws IllegalArgumentException if it is neither a number nor an object of numbers, each from 0 to 1
     */
    static Density parse(String key, JsonValue json) {
        if (json instanceof JsonObject object) {
            var byLayer = new TreeMap<String, Double>();
            object.forEach((layer, density) -> byLayer.put(layer, share(key + "/" + layer, density)));
            return new Density(OptionalDouble.empty(), byLayer);
        }
        return of(share(key, json));
    }

    private static double share(String key, JsonValue json) {
        if (!(json instanceof JsonNumber number)) {
            throw new IllegalArgumentException(key + " must be a number from 0 to 1, or one for each layer by name");
        }
        requireShare(key, number.doubleValue());
        return number.doubleValue();
    }

    private static void requireShare(String key, double density) {
        if (!(density >= 0 && density <= 1) || isSlip(density)) {
            throw new IllegalArgumentException(RootLocale.format(
                    "%s must be a number from 0 to 1, and 0 or at least %s, was %s",
                    key, ShortestDecimal.of(LEAST), density));
        }
    }

    private static boolean isSlip(double density) {
        return density > 0 && density < LEAST;
    }

    /** Whether every layer's is one of two. */
    boolean isOneOf(double one, double other) {
        return DoubleStream.concat(
                        everywhere.stream(), byLayer.values().stream().mapToDouble(Double::doubleValue))
                .allMatch(density -> density == one || density == other);
    }

    /**
     * Adds a fault for each layer of {@code network} without a density, and each density without a layer.
     *
     * @param hasOne of the network's layers, those that a density is a property of
     */
    void check(Network network, Predicate<Layer> hasOne, Problems problems, String pointer) {
        check(network.layers(), network.title(), hasOne, problems, pointer);
        for (String name : byLayer.keySet()) {
            if (network.layer(name).filter(hasOne.negate()).isPresent()) {
                problems.add(
                        pointer + "/" + Json.encodePointer(name),
                        "must be left out: the layer multiplies activations with activations");
            }
        }
    }

    /**
     * Adds a fault for each of {@code layers} that needs a density and has none, and each density without a layer.
     *
     * @param title of what has the layers
     */
    void check(List<Layer> layers, String title, Predicate<Layer> needsOne, Problems problems, String pointer) {
        Set<String> names = layers.stream().map(Layer::name).collect(Collectors.toCollection(LinkedHashSet::new));
        if (everywhere.isEmpty()) {
            layers.stream()
                    .filter(layer -> needsOne.test(layer) && !byLayer.containsKey(layer.name()))
                    .forEach(layer -> problems.add(pointer + "/" + Json.encodePointer(layer.name()), "is missing"));
        }
        byLayer.keySet().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> problems.add(
                        pointer + "/" + Json.encodePointer(name),
                        "is not a layer of %s%s",
                        title,
                        Suggestion.sentence(name, names)));
    }

    /** Share of elements present in a layer. */
    double of(String layer) {
        return find(layer).orElseThrow();
    }

    /** Share of elements present in a layer, if one is said. */
    Optional<Double> find(String layer) {
        return Optional.ofNullable(byLayer.get(layer))
                .or(() -> everywhere.isPresent() ? Optional.of(everywhere.getAsDouble()) : Optional.empty());
    }
}
