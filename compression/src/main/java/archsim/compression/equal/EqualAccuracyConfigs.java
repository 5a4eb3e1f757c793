package archsim.compression.equal;

import archsim.base.Fault.Code;
import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.ShippedFiles;
import archsim.base.json.EnumNames;
import archsim.base.json.NamedFile;
import archsim.base.json.StrictJson;
import archsim.compression.config.CompressionConfig;
import archsim.compression.config.CompressionConfigs;
import archsim.compression.network.Architectures;
import archsim.compression.network.LayerSpec;
import archsim.compression.network.NetworkModel;
import archsim.workloads.Scheme;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Where searches for equal accuracy are found and checked. Does not load ND4J. */
public final class EqualAccuracyConfigs {

    /** Those that ship. */
    public static final ShippedFiles SHIPPED = new ShippedFiles("archsim/equal-accuracy", ".json");

    private EqualAccuracyConfigs() {}

    /**
     * Reads a configuration.
     *
     * @param options what the recipe has in the place of its own
     * @param machines throws if there is no study of that name
     * @throws InvalidInputException with every fault found
     */
    public static EqualAccuracyConfig read(
            NamedFile file, UnaryOperator<CompressionConfig> options, Consumer<String> machines) {
        var problems = new Problems(file.name());
        JsonObject tree = StrictJson.parseObject(problems, file.text());
        Optional<EqualAccuracyConfig> read = StrictJson.bind(problems, tree, EqualAccuracyConfig.class, "");
        problems.throwIfAny();
        EqualAccuracyConfig written = read.orElseThrow();
        EqualAccuracyConfig config = written.withRecipe(options.apply(written.recipe()));
        findFaults(config, problems);
        config.machines().ifPresent(study -> study(study, machines, problems));
        problems.throwIfAny();
        return config;
    }

    private static void findFaults(EqualAccuracyConfig config, Problems problems) {
        CompressionConfig recipe = config.recipe();
        if (recipe.scheme() != Scheme.DENSE) {
            problems.add(
                    "/recipe/scheme",
                    "must be \"dense\": schemes are compared, was \"%s\"",
                    EnumNames.of(recipe.scheme()));
        }
        if (recipe.method().isPresent()) {
            problems.add("/recipe/method", "must be absent: all schemes are pruned by plain ADMM");
        }
        if (recipe.search().isPresent()) {
            problems.add("/recipe/search", "must be absent: rates are found by bisection");
        }
        CompressionConfigs.findFaults(
                recipe.pruned(Scheme.DENSE, recipe.rounds(), recipe.quantisation()), "/recipe", problems);
        schemes(config.schemes(), problems);
        if (CompressionConfigs.isNetwork(recipe.network())) {
            layers(config, Architectures.of(Architectures.find(recipe.network())), problems);
        }
    }

    private static void study(String name, Consumer<String> machines, Problems problems) {
        try {
            machines.accept(name);
        } catch (InvalidInputException e) {
            problems.addNamed("/machines", e);
        }
    }

    private static void schemes(List<Scheme> schemes, Problems problems) {
        String known = EqualAccuracyConfig.KNOWN.stream().map(EnumNames::of).collect(Collectors.joining(", "));
        for (int i = 0; i < schemes.size(); i++) {
            if (!EqualAccuracyConfig.KNOWN.contains(schemes.get(i))) {
                problems.add(
                        "/schemes/" + i,
                        "must be one of %s, whose targets follow from a rate, was %s",
                        known,
                        EnumNames.of(schemes.get(i)));
            }
        }
        if (schemes.isEmpty()) {
            problems.add(Code.EMPTY, "/schemes", "must have at least one of %s, was empty", known);
        }
    }

    private static void layers(EqualAccuracyConfig config, NetworkModel network, Problems problems) {
        List<String> names = network.layers().stream().map(LayerSpec::name).toList();
        List<String> pruned = config.layers().orElse(names);
        for (int i = 0; i < pruned.size(); i++) {
            if (!names.contains(pruned.get(i))) {
                problems.add("/layers/" + i, "is not a layer of %s, was \"%s\"", network.name(), pruned.get(i));
            }
        }
        int weights = network.layers().stream()
                .filter(layer -> pruned.contains(layer.name()))
                .mapToInt(LayerSpec::weights)
                .sum();
        if (config.rates().most() > weights) {
            problems.add(
                    "/rates/most",
                    "must be at most the weights that may be pruned, %d, was %s",
                    weights,
                    config.rates().most());
        }
    }
}
