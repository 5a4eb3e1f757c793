package archsim.cli.output;

import archsim.base.InvalidInputException;
import archsim.base.OutputLock;
import archsim.base.RootLocale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;

/** Where a command's files go: refused before any work if it must not or cannot be written. */
public final class OutputFolder {

    private final String option;
    private final Path folder;
    private final boolean mayHoldFiles;

    private OutputFolder(String option, Path folder, boolean mayHoldFiles) {
        this.option = option;
        this.folder = folder;
        this.mayHoldFiles = mayHoldFiles;
    }

    /**
     * Checks {@code folder} without touching it.
     *
     * @param mayHoldFiles whether files in it may be replaced
     * @throws InvalidInputException if it is a file, holds files, or cannot be made
     */
    public static OutputFolder check(Path folder, boolean mayHoldFiles) {
        return check("--out", folder, mayHoldFiles);
    }

    /**
     * Checks {@code folder} without touching it.
     *
     * @param option that names it, for messages
     * @param mayHoldFiles whether files in it may be replaced
     * @throws InvalidInputException if it is a file, holds files, is being written, or cannot be made
     */
    public static OutputFolder check(String option, Path folder, boolean mayHoldFiles) {
        OutputName.requireShort(option, folder);
        var checked = new OutputFolder(option, folder, mayHoldFiles);
        checked.check();
        return checked;
    }

    /** Refuses, before all else that could be said of it, a folder that another process writes. */
    public static void refuseHeld(Path folder) {
        new OutputFolder("--out", folder, true).refuseHeld();
    }

    private void refuseHeld() {
        try {
            OutputLock.refuseHeld(name(), folder);
        } catch (IOException e) {
            throw refused("must be writable, was not (" + e.getMessage() + ")");
        }
    }

    private void check() {
        if (folder.toString().isEmpty()) {
            throw refused("must name a folder, was empty");
        }
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(folder)) {
            throw refused("must be a folder, was a " + (Files.exists(folder) ? "file" : "link to nothing"));
        }
        refuseHeld();
        refuseContent();
        Path existing = firstExisting();
        if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
            throw refused("must be writable, was not: see " + existing);
        }
    }

    private Path firstExisting() {
        Path existing = folder.toAbsolutePath();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return existing;
    }

    /**
     * The folder, made if it does not exist, and locked. To be opened before the work, so that two runs into one folder
     * do not both take place.
     *
     * @throws InvalidInputException if it cannot be made after all, or another process has begun to write it
     */
    public OpenOutput open() throws IOException {
        Path firstOld = firstExisting();
        OutputLock lock = OutputLock.ofFolder(name(), made());
        try {
            refuseContent();
            return OpenOutput.of(folder, firstOld, lock);
        } catch (InvalidInputException e) {
            lock.close();
            throw e;
        }
    }

    private Path made() {
        try {
            return Files.isDirectory(folder) ? folder : Files.createDirectories(folder);
        } catch (IOException e) {
            throw refused("could not be made (" + e.getMessage() + ")");
        }
    }

    /** Whatever a killed run left is no content: the next one that locks the folder removes it. */
    private void refuseContent() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (!mayHoldFiles && !OutputLock.isLeftover(file.getFileName().toString())) {
                    throw refused("must be empty, was not (--force replaces files in it)");
                }
                if (Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .isOther()) {
                    throw refused(RootLocale.format(
                            "must hold files only, but %s is a device, pipe or socket", file.getFileName()));
                }
            }
        } catch (IOException e) {
            throw refused("must be readable, was not");
        }
    }

    private String name() {
        return option + " " + folder;
    }

    private InvalidInputException refused(String fault) {
        return InvalidInputException.of(name(), "%s", fault);
    }
}
