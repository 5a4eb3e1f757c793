package archsim.base;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keeps other processes from an output while this one writes it, and clears away what killed ones left there.
 *
 * <p>The lock is a file that is held open and locked: the system lets go of it when its process dies, so one that a
 * killed process left is no lock. It is removed at the end. Temporary files beside it that {@link AtomicFile} began are
 * removed at the start and at the end: with the lock held, whoever began them is dead.
 */
public final class OutputLock implements AutoCloseable {

    private static final String FOLDER_LOCK = ".archsim.lock";
    private static final int MOST_BYTES = 1024;
    private static final Pattern LEFTOVER = Pattern.compile("\\..+\\.\\w+\\.part|\\.archsim\\.lock");

    private final Path file;
    private final FileChannel channel;
    private final Predicate<String> leftovers;

    private OutputLock(Path file, FileChannel channel, Predicate<String> leftovers) {
        this.file = file;
        this.channel = channel;
        this.leftovers = leftovers;
    }

    /**
     * Locks all of {@code folder}, which must exist.
     *
     * @param name of the output, for messages
     * @throws InvalidInputException if another process holds the lock
     * @throws AtomicFile.FailedException if no lock can be made there
     */
    public static OutputLock ofFolder(String name, Path folder) throws IOException {
        return of(name, folder.resolve(FOLDER_LOCK), OutputLock::isLeftover);
    }

    /** What is done while a folder is locked. */
    @FunctionalInterface
    public interface Work<T> {
        T done() throws IOException;
    }

    /** Does {@code work} that writes {@code folder}, with {@link #ofFolder its lock} held. */
    public static <T> T holding(Path folder, Work<T> work) throws IOException {
        OutputLock lock = ofFolder(folder.toString(), folder);
        try {
            return work.done();
        } finally {
            lock.close();
        }
    }

    /**
     * Locks one file of a folder that is not archsim's.
     *
     * @param name of the output, for messages
     * @param target that will be written
     * @throws InvalidInputException if another process holds the lock
     * @throws AtomicFile.FailedException if no lock can be made there
     */
    public static OutputLock ofFile(String name, Path target) throws IOException {
        Pattern parts =
                Pattern.compile("\\." + Pattern.quote(target.getFileName().toString()) + "\\d*\\.part");
        return of(name, target.resolveSibling("." + target.getFileName() + FOLDER_LOCK), parts.asMatchPredicate());
    }

    /** Whether {@code name} is that of a file which a killed process leaves in a folder that it writes. */
    public static boolean isLeftover(String name) {
        return LEFTOVER.matcher(name).matches();
    }

    /**
     * Refuses a folder that another process writes at this moment, and leaves all in it as it is.
     *
     * @param name of the output, for messages
     * @throws InvalidInputException if another process holds the lock
     */
    public static void refuseHeld(String name, Path folder) throws IOException {
        Path file = folder.resolve(FOLDER_LOCK);
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                if (!isLockable(channel)) {
                    throw held(name);
                }
            }
        }
    }

    private static InvalidInputException held(String name) {
        return InvalidInputException.of(name, "is being written by another archsim");
    }

    private static boolean isLockable(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // this process has it: no better than another one
        }
    }

    private static OutputLock of(String name, Path file, Predicate<String> leftovers) throws IOException {
        WrittenFile.of(file);
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            if (!isHeld(file, channel)) {
                channel.close();
                throw held(name);
            }
            var lock = new OutputLock(file, channel, leftovers);
            lock.clear();
            return lock;
        } catch (IOException e) {
            throw new AtomicFile.FailedException(file, e);
        }
    }

    /** A file that its holder removed between our opening and our locking is no lock: others would make a new one. */
    private static boolean isHeld(Path file, FileChannel channel) throws IOException {
        if (!isLockable(channel)) {
            return false;
        }
        // Opening the name again would do, but closing that drops the lock: so the file is recognised by its size.
        int sizeBytes = 1 + ThreadLocalRandom.current().nextInt(MOST_BYTES);
        channel.truncate(0);
        ByteBuffer mark = ByteBuffer.allocate(sizeBytes);
        while (mark.hasRemaining()) {
            channel.write(mark, mark.position()); // a full disk takes a part of it first, and fails the next time
        }
        return Files.exists(file) && Files.size(file) == sizeBytes;
    }

    private void clear() throws IOException {
        List<Path> dead;
        try (Stream<Path> files = Files.list(file.toAbsolutePath().getParent())) {
            dead = files.filter(found -> leftovers.test(found.getFileName().toString()))
                    .filter(found -> !found.getFileName().equals(file.getFileName()))
                    .filter(found -> Files.isRegularFile(found, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
        for (Path part : dead) {
            Files.deleteIfExists(part);
        }
    }

    /** Clears away and lets go. */
    @Override
    public void close() throws IOException {
        try (channel) {
            clear();
            Files.deleteIfExists(file);
        } catch (NoSuchFileException e) {
            // the folder went away, and all that was in it
        }
    }
}
