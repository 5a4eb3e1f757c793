package archsim.workloads.sparsity;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.base.json.Described;
import archsim.base.json.Holds;
import archsim.base.json.Range;
import archsim.base.json.StrictJson;
import archsim.workloads.BlockPattern;
import archsim.workloads.Layer;
import archsim.workloads.network.Network;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How masks are drawn, in the form of a run configuration's {@code sparsity}.
 *
 * <p>Counts are exact and not only expected: {@code round(density * size)} elements are present, or for regular kinds
 * the nearest that the regularity allows. The densities are given in the configuration, or are those measured on a real
 * network: {@code {"kind": "bernoulli", "densities": "googlenet-scnn"}}. What is given besides {@code densities}
 * replaces that half of them.
 *
 * <p>Products of activations with activations have no weights to prune: both operands are drawn at the layer's activation
 * density.
 *
 * @param kind regularity of the weights; inputs are drawn one by one
 * @param weightDensity present weights, 0 to 1, as a number for all layers or an object by name of the layer; for kind
 *     {@code nm}, and {@code block} of groups of blocks, what these leave, or 1 for layers that are not pruned; if absent
 *     what they leave everywhere
 * @param activationDensity present inputs, likewise; all if absent
 * @param activations how small activations are dropped, in place of a density
 * @param densities name of a {@link PublishedDensities}, of whose layers those not listed are dense; for kind {@code nm}
 *     only inputs are taken from it
 * @param densityVariation for kind {@code clustered}: standard deviation over mean of the density of an input channel's
 *     weights over all filters, 0 for none. It cannot exceed {@code sqrt((1 - density) / density)}, where channels are
 *     full or empty
 * @param activationDensityVariation the same of a channel's inputs over the map and all images; 0 if absent
 * @param n for kind {@code nm}: present weights of every {@code m}
 * @param m for kind {@code nm}: weights of a filter, numbered {@code [c/groups][r][s]}, that are pruned together
 * @param librarySize for kind {@code pattern}: patterns of {@link KernelPatterns#library}; 8 if absent
 * @param block for kind {@code block}: blocks, and weights in what stays of them
 */
public record Sparsity(
        SparsityKind kind,

        @Described("a number from 0 to 1, or an object of them by layer")
        @Holds(value = Double.class, orByName = true)
        @Range(min = 0, max = 1)
        Optional<JsonValue> weightDensity,

        @Holds(value = Double.class, orByName = true) @Range(min = 0, max = 1)
        Optional<JsonValue> activationDensity,

        Optional<ActivationRule> activations,
        Optional<String> densities,
        @Range(min = 0) OptionalDouble densityVariation,
        @Range(min = 0) OptionalDouble activationDensityVariation,
        @Range(min = 1) OptionalInt n,
        @Range(min = 1) OptionalInt m,
        @Range(min = 1, max = KernelPatterns.COUNT) OptionalInt librarySize,
        Optional<BlockPattern> block) {

    public Sparsity {
        requireOnly(kind == SparsityKind.CLUSTERED, densityVariation.isPresent(), "densityVariation", "clustered");
        requireOnly(kind == SparsityKind.NM, n.isPresent(), "n", "nm");
        requireOnly(kind == SparsityKind.NM, m.isPresent(), "m", "nm");
        requireOnly(kind == SparsityKind.BLOCK, block.isPresent(), "block", "block");
        if (kind == SparsityKind.NM && n.getAsInt() > m.getAsInt()) {
            throw new IllegalArgumentException(
                    RootLocale.format("n must be at most m, was %d of %d", n.getAsInt(), m.getAsInt()));
        }
        if (kind != SparsityKind.PATTERN && librarySize.isPresent()) {
            throw new IllegalArgumentException("librarySize belongs to kind \"pattern\" only");
        }
        OptionalDouble fixed = fixedDensity(kind, n, m, block);
        if (weightDensity.isEmpty() && densities.isEmpty() && fixed.isEmpty()) {
            throw new IllegalArgumentException(
                    "weightDensity is missing, expected a number from 0 to 1, an object of them"
                            + " by layer, or densities by name instead");
        }
        parsed("weightDensity", weightDensity).ifPresent(density -> {
            if (fixed.isPresent() && !density.isOneOf(fixed.getAsDouble(), 1)) {
                throw new IllegalArgumentException(RootLocale.format(
                        "weightDensity must be %s = %s, or 1 for layers that are not pruned",
                        kind == SparsityKind.NM ? "n / m" : "that of " + block.get(), fixed.getAsDouble()));
            }
        });
        parsed("activationDensity", activationDensity);
        if (activations.isPresent() && (activationDensity.isPresent() || activationDensityVariation.isPresent())) {
            throw new IllegalArgumentException(
                    "activations stand in place of activationDensity and activationDensityVariation");
        }
        activations.flatMap(ActivationRule::missingToDraw).ifPresent(fault -> {
            throw new IllegalArgumentException("activations " + fault);
        });
    }

    /**
     * Reads the {@code sparsity} of a run configuration.
     *
     * @param json a value as it was parsed
     * @param pointer of {@code json} in the configuration
     * @return the sparsity; absent if faults were added to {@code problems}
     */
    public static Optional<Sparsity> read(Problems problems, JsonValue json, String pointer) {
        boolean sound = true;
        JsonValue rest = json;
        if (json instanceof JsonObject object) {
            JsonObjectBuilder others = Json.createObjectBuilder(object);
            for (String key : List.of("weightDensity", "activationDensity")) {
                JsonValue density = object.get(key);
                if (density != null && !Density.isSound(density, problems, pointer + "/" + key)) {
                    sound = false;
                    others.add(key, 1);
                }
            }
            rest = others.build();
        }
        Optional<Sparsity> read = StrictJson.bind(problems, rest, Sparsity.class, pointer);
        return sound ? read : Optional.empty();
    }

    /** The density that N:M of weights or of blocks leaves. */
    private static OptionalDouble fixedDensity(
            SparsityKind kind, OptionalInt n, OptionalInt m, Optional<BlockPattern> block) {
        return switch (kind) {
            case NM -> OptionalDouble.of((double) n.getAsInt() / m.getAsInt());
            case BLOCK ->
                block.filter(pattern -> !pattern.isAnywhere()).stream()
                        .mapToDouble(BlockPattern::density)
                        .findFirst();
            default -> OptionalDouble.empty();
        };
    }

    private static void requireOnly(boolean needed, boolean present, String parameter, String kind) {
        if (needed != present) {
            throw new IllegalArgumentException(RootLocale.format(
                    "%s belongs to kind \"%s\"%s", parameter, kind, needed ? ", is missing" : " only"));
        }
    }

    private static Optional<Density> parsed(String key, Optional<JsonValue> json) {
        return json.map(density -> Density.parse(key, density));
    }

    /** Masks of which nothing but kind and densities is said. */
    public static Sparsity of(SparsityKind kind, JsonValue weightDensity, Optional<JsonValue> activationDensity) {
        return new Sparsity(
                kind,
                Optional.of(weightDensity),
                activationDensity,
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty());
    }

    /** Single weights and inputs at the densities that were measured on a real network, by their name. */
    public static Sparsity measured(String densities) {
        return new Sparsity(
                SparsityKind.BERNOULLI,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(densities),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty());
    }

    /** How weights are drawn. */
    Regularity regularity() {
        return kind.regularity(this);
    }

    /** Share of weights that are present. */
    public Density weights() {
        return parsed("weightDensity", weightDensity)
                .or(() -> fixedDensity(kind, n, m, block).stream()
                        .mapToObj(Density::of)
                        .findFirst())
                .orElseGet(() ->
                        PublishedDensities.shipped(densities.orElseThrow()).weights());
    }

    /** Share of inputs that are present, where one is said. */
    public Optional<Density> inputs() {
        return parsed("activationDensity", activationDensity)
                .or(() -> densities.filter(any -> activations.isEmpty()).map(name -> PublishedDensities.shipped(name)
                        .activations()));
    }

    /** The inputs that are drawn. */
    StatedInputs statedInputs(long seed) {
        return new StatedInputs(inputs(), activationDensityVariation.orElse(0), activations, seed);
    }

    /** Adds a fault for each density that does not fit the layers of {@code network}. */
    public void check(Network network, Problems problems, String pointer) {
        int before = problems.count();
        densities.ifPresent(name -> checkPublished(name, network, problems, pointer + "/densities"));
        if (problems.count() > before) {
            return;
        }
        weights().check(network, Layer::hasParameters, problems, pointer + "/weightDensity");
        inputs().ifPresent(density -> density.check(network, layer -> true, problems, pointer + "/activationDensity"));
    }

    private static void checkPublished(String name, Network network, Problems problems, String pointer) {
        try {
            PublishedDensities published = PublishedDensities.shipped(name);
            if (!published.isOf(network)) {
                problems.add(pointer, "are those of %s, not of %s: \"%s\"", published.network(), network.name(), name);
            }
        } catch (InvalidInputException e) {
            e.faults().forEach(fault -> problems.add(fault.code(), pointer, "%s", fault));
        }
    }
}
