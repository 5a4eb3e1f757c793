package archsim.cli;

import archsim.base.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where a command's files go: refused before any work if it must not or cannot be written. */
final class OutputFolder {

    private final String option;
    private final Path folder;

    private OutputFolder(String option, Path folder) {
        this.option = option;
        this.folder = folder;
    }

    /**
     * Checks {@code folder} without touching it.
     *
     * @param mayHoldFiles whether files in it may be replaced
     * @throws InvalidInputException if it is a file, holds files, or cannot be made
     */
    static OutputFolder check(Path folder, boolean mayHoldFiles) {
        return check("--out", folder, mayHoldFiles);
    }

    /**
     * Checks {@code folder} without touching it.
     *
     * @param option that names it, for messages
     * @param mayHoldFiles whether files in it may be replaced
     * @throws InvalidInputException if it is a file, holds files, or cannot be made
     */
    static OutputFolder check(String option, Path folder, boolean mayHoldFiles) {
        OutputName.requireShort(option, folder);
        var checked = new OutputFolder(option, folder);
        checked.check(mayHoldFiles);
        return checked;
    }

    private void check(boolean mayHoldFiles) {
        if (folder.toString().isEmpty()) {
            throw refused("must name a folder, was empty");
        }
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(folder)) {
            throw refused("must be a folder, was a " + (Files.exists(folder) ? "file" : "link to nothing"));
        }
        if (!mayHoldFiles && holdsFiles()) {
            throw refused("must be empty, was not (--force replaces files in it)");
        }
        Path existing = folder.toAbsolutePath();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
            throw refused("must be writable, was not: see " + existing);
        }
    }

    /**
     * The folder, made if it does not exist.
     *
     * @throws InvalidInputException if it cannot be made after all
     */
    Path create() {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw refused("could not be made (" + e.getMessage() + ")");
        }
    }

    private boolean holdsFiles() {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isPresent();
        } catch (IOException e) {
            throw refused("must be readable, was not");
        }
    }

    private InvalidInputException refused(String fault) {
        return InvalidInputException.of(option + " " + folder, "%s", fault);
    }
}
