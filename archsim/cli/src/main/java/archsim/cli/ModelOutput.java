package archsim.cli;

import archsim.base.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The model file that a command writes; a file that is there is kept unless its user says otherwise. */
final class ModelOutput {

    private static final String SUFFIX = ".safetensors";

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "MODEL",
            description = "The .safetensors file to write.")
    private Path path;

    @Option(names = "--force", description = "Replace the file if it is there.")
    private boolean force;

    Path path() {
        return path;
    }

    /** Refuses, before any work, a file that must not or cannot be written. */
    void check() {
        Path folder = path.toAbsolutePath().getParent();
        if (!path.toString().endsWith(SUFFIX)) {
            throw refused("must end in " + SUFFIX + ", for it will be a model");
        }
        if (Files.isDirectory(path)) {
            throw refused("must be a file, was a folder");
        }
        if (Files.exists(path) && !force) {
            throw refused("is there already (--force replaces it)");
        }
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw refused("must lie in a folder that can be written");
        }
    }

    private InvalidInputException refused(String fault) {
        return InvalidInputException.of("-o " + path, "%s", fault);
    }
}
