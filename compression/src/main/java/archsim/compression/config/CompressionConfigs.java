package archsim.compression.config;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.ShippedFiles;
import archsim.base.Suggestion;
import archsim.base.json.StrictJson;
import archsim.compression.network.Architecture;
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
        CompressionConfig config = StrictJson.read(name, text, CompressionConfig.class);
        var problems = new Problems(name);
        if (config.network().equals("lenet5")) {
            new ConfigFaults(config, Architecture.lenet5(), problems).find();
        } else {
            problems.add("/network", "must be \"lenet5\", was \"%s\"", config.network());
        }
        problems.throwIfAny();
        return config;
    }

    private static boolean isPath(String nameOrFile) {
        try {
            return !nameOrFile.isEmpty() && Files.exists(Path.of(nameOrFile));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
