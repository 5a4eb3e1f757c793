package archsim.workloads;

import archsim.base.Fault.Code;
import archsim.base.InvalidInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Binary files that a user names: checked to be files within the size limit before a byte of them is read. */
public final class InputFile {

    /** Larger files are mapped, so that they never fill the heap. */
    private static final long LARGEST_ON_HEAP_BYTES = 64L << 20;

    private InputFile() {}

    /** Whether {@code name} leads to something that can be read as a file; a folder cannot. */
    public static boolean exists(String name) {
        try {
            Path path = Path.of(name);
            return Files.exists(path) && !Files.isDirectory(path);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /**
     * Size of a file in bytes.
     *
     * @throws InvalidInputException if it is absent, a folder, unreadable or larger than {@code largestBytes}
     */
    public static long sizeBytes(Path file, long largestBytes) {
        String name = file.toString();
        if (!Files.exists(file)) {
            throw InvalidInputException.of(Code.NOT_FOUND, name, "does not exist");
        }
        if (!Files.isRegularFile(file)) {
            throw InvalidInputException.of(
                    name, "must be a file, was a %s", Files.isDirectory(file) ? "folder" : "device");
        }
        try {
            long sizeBytes = Files.size(file);
            if (sizeBytes > largestBytes) {
                throw InvalidInputException.of(
                        name, "must have at most %d bytes, was %d bytes", largestBytes, sizeBytes);
            }
            return sizeBytes;
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /**
     * The whole content of a file, from position 0 to the limit.
     *
     * @param largestBytes below 2 GiB
     * @throws InvalidInputException as {@link #sizeBytes}
     */
    public static ByteBuffer read(Path file, long largestBytes) {
        long sizeBytes = sizeBytes(file, largestBytes);
        try (FileChannel channel = FileChannel.open(file)) {
            return sizeBytes > LARGEST_ON_HEAP_BYTES
                    ? channel.map(MapMode.READ_ONLY, 0, sizeBytes)
                    : ByteBuffer.wrap(Files.readAllBytes(file));
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    private static InvalidInputException unreadable(String name, IOException fault) {
        return InvalidInputException.of(Code.UNREADABLE, name, "cannot be read (%s)", fault.getMessage());
    }
}
