package archsim.sweep;

import archsim.base.AtomicFile;
import archsim.base.InvalidInputException;
import archsim.base.RootLocale;
import archsim.base.Sha256;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * Finished points on disk, in the order in which they were finished.
 *
 * <p>One line a point: its check sum (CRC-32, eight digits), the SHA-256 of its configuration, its row and those of its
 * sources that no line before has. The first line holds the SHA-256 of the sweep's document instead. A line is written in one piece as soon as its point is finished, so
 * that a process that is killed loses none; a second later at the latest it is forced to the disk, so that a machine
 * that loses its power loses little. A line that was torn does not match its check sum and is left out.
 *
 * <p>The order of the lines depends on the threads: a journal does not outlive its sweep.
 */
public final class Journal implements Closeable {

    /** Name of the file in a sweep's folder. */
    public static final String FILE = "points.journal";

    private static final long FORCE_AFTER_NS = 1_000_000_000L;

    private final Path file;
    private final Sweep sweep;
    private final FileChannel channel;
    private final PointRows rows;
    private int damaged;
    private long forcedNs = System.nanoTime();

    private Journal(Path file, Sweep sweep, FileChannel channel) {
        this.file = file;
        this.sweep = sweep;
        this.channel = channel;
        this.rows = new PointRows(sweep.size());
    }

    /**
     * Opens the journal in {@code folder}, new unless {@code resume} is given and there is one.
     *
     * @param document of the sweep
     * @throws InvalidInputException if the journal to go on with is another sweep's, or another process writes it
     */
    public static Journal open(Path folder, Sweep sweep, String document, boolean resume) throws IOException {
        Path file = folder.resolve(FILE);
        try {
            return openFile(file, sweep, line(Sha256.of(document)), resume);
        } catch (IOException e) {
            throw new AtomicFile.FailedException(file, e);
        }
    }

    private static Journal openFile(Path file, Sweep sweep, String head, boolean resume) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var journal = new Journal(file, sweep, channel);
        try {
            journal.lock();
            if (resume) {
                journal.read(head);
            }
            journal.begin(head, resume);
            return journal;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void lock() throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // this process has it open: no better than another one
        }
        throw InvalidInputException.of(file.toString(), "is being written by another archsim");
    }

    /** Keeps the lines that are whole. */
    private void read(String head) throws IOException {
        String[] lines = Files.readString(file, StandardCharsets.UTF_8).split("\n", -1);
        boolean isEmpty = lines.length == 1 && !isWhole(lines[0]);
        if (!isEmpty && !(lines[0] + "\n").equals(head)) {
            throw InvalidInputException.of(
                    file.toString(),
                    "holds points of another sweep, of other files or of another version of archsim:"
                            + " --force begins anew");
        }
        for (int i = 1; i < lines.length; i++) {
            if (!lines[i].isEmpty()) {
                keep(lines[i]);
            }
        }
    }

    private void keep(String line) {
        if (!isWhole(line)) {
            damaged++;
            return;
        }
        String[] parts = line.split(" ", 3);
        PointRow row = PointRows.parseWithSources(parts[2]);
        if (!sweep.configSha256(row.index()).equals(parts[1])) {
            throw new IllegalStateException(
                    RootLocale.format("%s holds a point %d that is not the sweep's", file, row.index()));
        }
        if (row.status() != PointStatus.FAILED) {
            rows.put(row);
        }
    }

    /** Writes the first line of a new journal, and ends the torn last line of an old one. */
    private void begin(String head, boolean resume) throws IOException {
        long size = channel.size();
        boolean isNew = !resume || size < head.length();
        if (isNew) {
            channel.truncate(0);
            write(head);
            channel.force(true);
            return;
        }
        channel.position(size);
        var last = ByteBuffer.allocate(1);
        channel.read(last, size - 1);
        if (last.get(0) != '\n') {
            write("\n");
        }
    }

    /** Points that are finished. */
    public PointRows rows() {
        return rows;
    }

    /** Lines that were torn; their points are run again. */
    public int damaged() {
        return damaged;
    }

    /** Keeps the row of a finished point. */
    public void append(PointRow row) {
        List<String> told =
                row.sources().stream().filter(source -> !rows.hasSource(source)).toList();
        keep(
                row,
                line(sweep.configSha256(row.index()) + " "
                        + PointRows.textWithSources(new PointRow(row.cells(), told))));
    }

    private synchronized void keep(PointRow row, String line) {
        try {
            write(line);
            rows.put(row);
            if (System.nanoTime() - forcedNs > FORCE_AFTER_NS) {
                channel.force(false);
                forcedNs = System.nanoTime();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(new AtomicFile.FailedException(file, e));
        }
    }

    private void write(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static String line(String content) {
        return checkSum(content) + " " + content + "\n";
    }

    private static boolean isWhole(String line) {
        return line.length() > 9 && line.startsWith(checkSum(line.substring(9)) + " ");
    }

    private static String checkSum(String content) {
        var sum = new CRC32();
        sum.update(content.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", sum.getValue());
    }

    /** Removes the journal of a sweep whose files are written; it must be open. */
    public void remove() throws IOException {
        Files.delete(file);
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            channel.force(true);
        }
    }
}
