package archsim.cli.output;

import archsim.base.AtomicFile;
import archsim.base.InvalidInputException;
import archsim.base.OutputLock;
import archsim.base.WrittenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command writes: one that is there is kept unless its user says otherwise. */
public final class OutputFile {

    private final String option;
    private final Path path;
    private final boolean force;

    private OutputFile(String option, Path path, boolean force) {
        this.option = option;
        this.path = path;
        this.force = force;
    }

    /**
     * Refuses, before any work, a file that must not or cannot be written.
     *
     * @param option that names it, for messages
     * @throws InvalidInputException if it is no regular file, is there, or lies where nothing can be written
     */
    public static OutputFile check(String option, Path path, boolean force) {
        OutputName.requireShort(option, path);
        var checked = new OutputFile(option, path, force);
        checked.check();
        return checked;
    }

    private void check() {
        if (path.toString().isEmpty()) {
            throw refused("must name a file, was empty");
        }
        Path written = WrittenFile.of(name(), path);
        if (Files.exists(written) && !force) {
            throw refused("is there already (--force replaces it)");
        }
        Path folder = written.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw refused("must lie in a folder that can be written");
        }
    }

    /**
     * Has {@code writer} write the file while no other archsim does.
     *
     * @throws InvalidInputException if another process writes it, or it has come to be there
     */
    public void write(AtomicFile.Writer writer) throws IOException {
        OutputLock lock = OutputLock.ofFile(name(), WrittenFile.of(name(), path));
        try {
            check();
            writer.writeTo(path);
        } finally {
            lock.close();
        }
    }

    private String name() {
        return option + " " + path;
    }

    private InvalidInputException refused(String fault) {
        return InvalidInputException.of(name(), "%s", fault);
    }
}
