package archsim.cli;

import archsim.base.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that a command writes: one that is there is kept unless its user says otherwise.
 *
 * @param path that may and can be written, as far as can be known beforehand
 */
record OutputFile(Path path) {

    /**
     * Refuses, before any work, a file that must not or cannot be written.
     *
     * @param option that names it, for messages
     * @throws InvalidInputException if it is a folder, is there, or lies where nothing can be written
     */
    static OutputFile check(String option, Path path, boolean force) {
        OutputName.requireShort(option, path);
        Path folder = path.toAbsolutePath().getParent();
        if (path.toString().isEmpty()) {
            throw refused(option, path, "must name a file, was empty");
        }
        if (Files.isDirectory(path)) {
            throw refused(option, path, "must be a file, was a folder");
        }
        if (Files.exists(path) && !force) {
            throw refused(option, path, "is there already (--force replaces it)");
        }
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw refused(option, path, "must lie in a folder that can be written");
        }
        return new OutputFile(path);
    }

    private static InvalidInputException refused(String option, Path path, String fault) {
        return InvalidInputException.of(option + " " + path, "%s", fault);
    }
}
