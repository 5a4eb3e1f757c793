package archsim.workloads.sparsity;

import archsim.base.InvalidInputException;
import archsim.base.ShippedFiles;
import archsim.base.Source;
import archsim.base.Suggestion;
import archsim.base.json.Range;
import archsim.base.json.StrictJson;
import archsim.workloads.network.Network;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Densities that were measured on a real pruned network, layer by layer.
 *
 * @param name as run configurations call them, e.g. {@code googlenet-scnn}
 * @param title what was pruned by whom, for people
 * @param network that they belong to
 * @param weightDensity 0 to 1 by layer; layers that are not listed were not measured and are taken as dense
 * @param activationDensity of the layer's inputs, likewise
 * @param note how the figures were made from those published
 * @param source where they are published
 */
public record PublishedDensities(
        @Range(min = 1, max = 1) int schemaVersion,
        String name,
        String title,
        String network,
        @Range(min = 0, max = 1) Map<String, Double> weightDensity,
        @Range(min = 0, max = 1) Map<String, Double> activationDensity,
        String note,
        Source source) {

    private static final ShippedFiles SHIPPED = new ShippedFiles("archsim/densities", ".json");

    public PublishedDensities {
        weightDensity = Collections.unmodifiableMap(new LinkedHashMap<>(weightDensity));
        activationDensity = Collections.unmodifiableMap(new LinkedHashMap<>(activationDensity));
    }

    /** Names of those that ship, in alphabetical order. */
    public static List<String> names() {
        return SHIPPED.names();
    }

    /**
     * Those that ship under {@code name}.
     *
     * @throws InvalidInputException if none do
     */
    public static PublishedDensities shipped(String name) {
        byte[] content = SHIPPED.find(name)
                .orElseThrow(() -> InvalidInputException.of(
                        name,
                        "must be one of archsim list densities, was \"%s\"%s",
                        name,
                        Suggestion.sentence(name, names())));
        String file = name + ".json";
        return StrictJson.read(file, StrictJson.decode(file, content), PublishedDensities.class);
    }

    /** Whether these are densities of {@code other}. */
    boolean isOf(Network other) {
        return network.equals(other.name());
    }

    Density weights() {
        return new Density(OptionalDouble.of(1), weightDensity);
    }

    Density activations() {
        return new Density(OptionalDouble.of(1), activationDensity);
    }
}
