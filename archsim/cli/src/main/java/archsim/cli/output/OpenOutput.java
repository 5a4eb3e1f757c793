package archsim.cli.output;

import archsim.base.OutputLock;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The output folder of a command that works, locked; made for it, it goes again if nothing was written. */
public final class OpenOutput implements AutoCloseable {

    private record Open(Path folder, Path firstOld, OutputLock lock) {}

    private final Optional<Open> open;

    private OpenOutput(Optional<Open> open) {
        this.open = open;
    }

    /** A command's output, if it was asked for one. */
    public static OpenOutput of(Optional<OutputFolder> folder) throws IOException {
        return folder.isPresent() ? folder.get().open() : new OpenOutput(Optional.empty());
    }

    /**
     * A folder that was just locked.
     *
     * @param firstOld the innermost folder around it that was there before
     */
    public static OpenOutput of(Path folder, Path firstOld, OutputLock lock) {
        return new OpenOutput(Optional.of(new Open(folder, firstOld, lock)));
    }

    /** Where files go; absent if there is only what is printed. */
    public Optional<Path> folder() {
        return open.map(Open::folder);
    }

    @Override
    public void close() throws IOException {
        if (open.isPresent()) {
            open.get().lock().close();
            removeMade(open.get());
        }
    }

    private static void removeMade(Open made) throws IOException {
        try {
            Path folder = made.folder().toAbsolutePath();
            while (!folder.equals(made.firstOld())) {
                Files.delete(folder);
                folder = folder.getParent();
            }
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            // it holds what was written
        }
    }
}
