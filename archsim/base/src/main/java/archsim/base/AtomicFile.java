package archsim.base;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes a file whole or not at all: readers never see half of it, and a crash leaves the old one. */
public final class AtomicFile {

    /** Writes the content of a file to the path it is given. */
    @FunctionalInterface
    public interface Writer {
        void writeTo(Path path) throws IOException;
    }

    /** The machine did not let a file be written: a full disk, a folder that went away. */
    public static final class FailedException extends IOException {

        public FailedException(Path target, IOException cause) {
            super(RootLocale.format("%s could not be written (%s)", target, reason(cause)), cause);
        }

        private static String reason(IOException cause) {
            return cause instanceof NoSuchFileException
                    ? "its folder is gone"
                    : cause instanceof AccessDeniedException ? "access denied" : cause.getMessage();
        }
    }

    private AtomicFile() {}

    /** Replaces {@code target} by {@code bytes}; its folder must exist. */
    public static void write(Path target, byte[] bytes) throws IOException {
        write(target, path -> Files.write(path, bytes));
    }

    /** Replaces {@code target} by {@code text} in UTF-8; its folder must exist. */
    public static void write(Path target, String text) throws IOException {
        write(target, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Replaces {@code target}, or the file that it is a link to, by what {@code writer} writes; its folder must exist.
     *
     * @throws FailedException if that fails; it names the file
     * @throws InvalidInputException if it is there and no regular file
     */
    public static void write(Path target, Writer writer) throws IOException {
        try {
            writeAndMove(WrittenFile.of(target), writer);
        } catch (IOException e) {
            throw new FailedException(target, e);
        }
    }

    private static void writeAndMove(Path target, Writer writer) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        Path temporary = Files.createTempFile(folder, "." + target.getFileName(), ".part", permissions(folder));
        try {
            writer.writeTo(temporary);
            try (FileChannel written = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Those of any new file, where the system's mask is applied to them: temporary files are private by default. */
    private static FileAttribute<?>[] permissions(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-rw-rw-"))
                }
                : new FileAttribute<?>[0];
    }
}
