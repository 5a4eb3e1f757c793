package archsim.workloads.sparsity;

import archsim.base.Problems;
import archsim.base.json.Described;
import archsim.base.json.Holds;
import archsim.base.json.Range;
import archsim.base.json.StrictJson;
import archsim.workloads.Layer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What a run configuration's {@code sparsity} says of the inputs of a model or of tensors, whose weights are known.
 *
 * @param activationDensity present inputs, 0 to 1, as a number for all layers or an object by name of the layer; layers
 *     that an object leaves out keep their measured inputs
 * @param activationDensityVariation standard deviation over mean of a channel's density, 0 if absent
 * @param activations how small activations are dropped, in place of a density
 */
public record InputSparsity(
        @Described("a number from 0 to 1, or an object of them by layer")
        @Holds(value = Double.class, orByName = true)
        @Range(min = 0, max = 1)
        Optional<JsonValue> activationDensity,

        @Range(min = 0) OptionalDouble activationDensityVariation,
        Optional<ActivationRule> activations) {

    private static final List<String> OF_WEIGHTS =
            List.of("kind", "weightDensity", "densities", "densityVariation", "n", "m", "librarySize", "block");

    public InputSparsity {
        if (activationDensity.isPresent() == activations.isPresent()) {
            throw new IllegalArgumentException("needs exactly one of activationDensity and activations");
        }
        if (activations.isPresent() && activationDensityVariation.isPresent()) {
            throw new IllegalArgumentException("activationDensityVariation belongs to activationDensity");
        }
        activationDensity.ifPresent(density -> Density.parse("activationDensity", density));
    }

    /**
     * Reads the {@code sparsity} of a model or of tensors.
     *
     * @param pointer of {@code json} in the configuration
     * @return absent if faults were added to {@code problems}
     */
    public static Optional<InputSparsity> read(Problems problems, JsonValue json, String pointer) {
        JsonValue rest = json;
        boolean sound = true;
        if (json instanceof JsonObject object) {
            for (String key : OF_WEIGHTS) {
                if (object.containsKey(key)) {
                    problems.add(
                            pointer + "/" + key, "must be left out: the weights are known, only inputs can be stated");
                    rest = Json.createObjectBuilder((JsonObject) rest)
                            .remove(key)
                            .build();
                    sound = false;
                }
            }
            JsonValue density = object.get("activationDensity");
            if (density != null && !Density.isSound(density, problems, pointer + "/activationDensity")) {
                rest = Json.createObjectBuilder((JsonObject) rest)
                        .add("activationDensity", 1)
                        .build();
                sound = false;
            }
        }
        Optional<InputSparsity> read = StrictJson.bind(problems, rest, InputSparsity.class, pointer);
        return sound ? read : Optional.empty();
    }

    /**
     * The inputs of {@code layers}.
     *
     * @param measured names of the layers whose inputs were measured
     * @param title of the model, for messages
     * @param pointer of the sparsity in the configuration
     * @return absent if faults were added to {@code problems}
     */
    public Optional<StatedInputs> of(
            List<Layer> layers, Set<String> measured, String title, long seed, Problems problems, String pointer) {
        int before = problems.count();
        Optional<Density> density = activationDensity.map(json -> Density.parse("activationDensity", json));
        density.ifPresent(said -> said.check(
                layers, title, layer -> !measured.contains(layer.name()), problems, pointer + "/activationDensity"));
        boolean drawn = layers.stream().anyMatch(layer -> !measured.contains(layer.name()));
        activations
                .filter(rule -> drawn)
                .flatMap(ActivationRule::missingToDraw)
                .ifPresent(fault -> problems.add(pointer + "/activations", "%s", fault));
        return problems.count() > before
                ? Optional.empty()
                : Optional.of(new StatedInputs(density, activationDensityVariation.orElse(0), activations, seed));
    }
}
