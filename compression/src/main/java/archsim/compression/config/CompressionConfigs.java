package archsim.compression.config;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.ShippedFiles;
import archsim.base.Suggestion;
import archsim.base.json.StrictJson;
import archsim.compression.network.Architectures;
import archsim.workloads.InputFile;
import archsim.workloads.network.Networks;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where compression configurations are found and checked. Does not load ND4J. */
public final class CompressionConfigs {

    private static final ShippedFiles SHIPPED = new ShippedFiles("archsim/compression-configs", ".json");

    private CompressionConfigs() {}

    /** Names of the configurations that ship, in alphabetical order. */
    public static List<String> names() {
        return SHIPPED.names();
    }

    /** The text of the file {@code nameOrFile}, or if there is no such file, of the one that ships under this name. */
    public static String text(String nameOrFile) {
        if (isPath(nameOrFile)) {
            return StrictJson.readText(Path.of(nameOrFile));
        }
        Optional<byte[]> shipped = SHIPPED.find(nameOrFile);
        if (shipped.isEmpty()) {
            throw InvalidInputException.of(
                    nameOrFile.isEmpty() ? "--config" : nameOrFile,
                    "is neither a file nor a configuration that ships%s",
                    Suggestion.orList(nameOrFile, names(), "configs"));
        }
        return StrictJson.decode(nameOrFile, shipped.get());
    }

    /**
     * Reads a configuration.
     *
     * @param nameOrFile see {@link #text}
     * @throws InvalidInputException with every fault found
     */
    public static CompressionConfig find(String nameOrFile) {
        return parse(nameOrFile, text(nameOrFile));
    }

    /**
     * Reads a configuration from its text.
     *
     * @param name for messages
     * @throws InvalidInputException with every fault found
     */
    public static CompressionConfig parse(String name, String text) {
        var problems = new Problems(name);
        JsonObject tree = StrictJson.parseObject(problems, text);
        Optional<CompressionConfig> config = StrictJson.bind(problems, tree, CompressionConfig.class, "");
        if (config.isEmpty()) {
            PartialFaults.find(tree, problems);
            throw problems.toException();
        }
        findFaults(config.get(), problems);
        problems.throwIfAny();
        return config.get();
    }

    /**
     * {@code config} itself, if it is sound.
     *
     * @param name for messages
     * @throws InvalidInputException with every fault found
     */
    public static CompressionConfig checked(String name, CompressionConfig config) {
        var problems = new Problems(name);
        findFaults(config, problems);
        problems.throwIfAny();
        return config;
    }

    /**
     * Adds what a configuration inside another one asks that cannot be given.
     *
     * @param pointer to it
     */
    public static void findFaults(CompressionConfig config, String pointer, Problems problems) {
        var own = new Problems("");
        findFaults(config, own);
        if (!own.isEmpty()) {
            own.toException().faults().forEach(fault -> problems.add(fault.under(pointer)));
        }
    }

    /** Whether {@code nameOrFile} is a network that can be trained. */
    public static boolean isNetwork(String nameOrFile) {
        try {
            Architectures.find(nameOrFile);
            return true;
        } catch (InvalidInputException e) {
            return false; // said where the network is checked
        }
    }

    /** Adds what a well-formed configuration asks that cannot be given. */
    static void findFaults(CompressionConfig config, Problems problems) {
        if (InputFile.exists(config.network()) || Networks.names().contains(config.network())) {
            ofNetwork(config, problems);
        } else {
            List<String> networks = Architectures.names();
            String hint = Suggestion.sentence(config.network(), networks);
            problems.add(
                    "/network",
                    "must be a file or a network that ships and can be trained, was \"%s\"%s",
                    config.network(),
                    hint.isEmpty() ? ", expected one of " + String.join(", ", networks) : hint);
        }
    }

    private static void ofNetwork(CompressionConfig config, Problems problems) {
        try {
            new ConfigFaults(config, Architectures.find(config.network()), problems).find();
        } catch (InvalidInputException e) {
            problems.addNamed("/network", e);
        }
    }

    private static boolean isPath(String nameOrFile) {
        try {
            return !nameOrFile.isEmpty() && Files.exists(Path.of(nameOrFile));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
