package archsim.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;

/**
 * The file that a name to write to stands for: the end of its symbolic links.
 *
 * <p>Only regular files are replaced. A device, a pipe or a socket that is replaced by a file is lost for whoever reads
 * from it, and the standard streams are not files even where they lead to one: it is open, and others write to it.
 */
public final class WrittenFile {

    /** As many as Linux follows. */
    private static final int MOST_LINKS = 40;

    private static final Pattern STANDARD_STREAM =
            Pattern.compile("/dev/(stdin|stdout|stderr|fd/.*)|/proc/[^/]+/(task/[^/]+/)?fd/.*");

    private WrittenFile() {}

    /**
     * Follows {@code path} to the file that will be made or replaced.
     *
     * @throws InvalidInputException if that is a folder, a device, a pipe, a socket or a stream of a process
     */
    public static Path of(Path path) {
        return of(path.toString(), path);
    }

    /**
     * Follows {@code path} to the file that will be made or replaced.
     *
     * @param name of the output, for messages
     * @throws InvalidInputException if that is a folder, a device, a pipe, a socket or a stream of a process
     */
    public static Path of(String name, Path path) {
        Path end = path;
        for (int links = 0; Files.isSymbolicLink(end); links++) {
            refuseStream(name, end);
            if (links == MOST_LINKS) {
                throw refused(name, "a link that leads in a circle");
            }
            end = next(name, end);
        }
        refuseStream(name, end);
        refuseOthers(name, end);
        return end;
    }

    private static Path next(String name, Path link) {
        try {
            return link.resolveSibling(Files.readSymbolicLink(link));
        } catch (IOException e) {
            throw refused(name, "a link that cannot be read");
        }
    }

    private static void refuseStream(String name, Path end) {
        if (STANDARD_STREAM.matcher(end.toAbsolutePath().normalize().toString()).matches()) {
            throw refused(name, "a stream of a process");
        }
    }

    private static void refuseOthers(String name, Path end) {
        if (!Files.exists(end, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            BasicFileAttributes found = Files.readAttributes(end, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!found.isRegularFile()) {
                throw refused(name, found.isDirectory() ? "a folder" : "a device, pipe or socket");
            }
        } catch (IOException e) {
            throw refused(name, "not readable (" + e.getMessage() + ")");
        }
    }

    private static InvalidInputException refused(String name, String found) {
        return InvalidInputException.of(name, "must be a file, was %s", found);
    }
}
