package archsim.sweep;

import archsim.base.AtomicFile;
import archsim.base.InvalidInputException;
import archsim.base.RootLocale;
import archsim.base.Sha256;
import archsim.base.WrittenFile;
import archsim.base.json.StrictJson;
import archsim.sweep.RowCheck.FaultyRowException;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finished points on disk, in the order in which they were finished.
 *
 * <p>One line a point: its check sum (CRC-32, eight digits), the SHA-256 of its sweep and its configuration, its row and those of its
 * sources that no line before has. The first line holds the SHA-256 of the sweep's document instead. A line is written in one piece as soon as its point is finished, so
 * that a process that is killed loses none; a second later at the latest it is forced to the disk, so that a machine
 * that loses its power loses little. A line that was torn or changed is reported and left out: its point is run again.
 *
 * <p>The order of the lines depends on the threads: a journal does not outlive its sweep, or is {@link #settle settled}.
 */
public final class Journal implements Closeable {

    /** Name of the file in a sweep's folder. */
    public static final String FILE = "points.journal";

    private static final long FORCE_AFTER_NS = 1_000_000_000L;

    private final Path file;
    private final Sweep sweep;
    private final FileChannel channel;
    private final PointRows rows;
    private final RowCheck check;
    private final String documentSha256;
    private final List<String> damage = new ArrayList<>();
    private int foreign;
    private long forcedNs = System.nanoTime();

    private Journal(Path file, Sweep sweep, Columns columns, String document, FileChannel channel) {
        this.file = file;
        this.sweep = sweep;
        this.check = RowCheck.of(sweep, columns);
        this.documentSha256 = Sha256.of(document);
        this.channel = channel;
        this.rows = new PointRows(sweep.size());
    }

    /**
     * Opens the journal in {@code folder}, new unless {@code resume} is given and there is one.
     *
     * @param columns of the sweep's points
     * @param document of the sweep
     * @throws InvalidInputException if the journal to go on with is another sweep's, or another process writes it
     */
    public static Journal open(Path folder, Sweep sweep, Columns columns, String document, boolean resume)
            throws IOException {
        Path file = WrittenFile.of(folder.resolve(FILE));
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            return locked(new Journal(file, sweep, columns, document, channel), resume);
        } catch (IOException e) {
            throw new AtomicFile.FailedException(file, e);
        }
    }

    private static Journal locked(Journal journal, boolean resume) throws IOException {
        try {
            String head = line(journal.documentSha256);
            journal.lock();
            if (resume) {
                journal.read(head);
            }
            journal.begin(head, resume);
            return journal;
        } catch (IOException | RuntimeException e) {
            journal.channel.close();
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

    /**
     * Keeps the lines that are whole, and notes what is wrong with the others.
     *
     * <p>Each line names its sweep, so that the first may be damaged as well as any other.
     */
    private void read(String head) {
        boolean[] headed = {false};
        ByteLines.read(file).forEach((number, line) -> {
            boolean isHead = number == 1 && isWhole(line);
            if (isHead && !decoded(line).equals(head.stripTrailing())) {
                throw ofAnother();
            }
            headed[0] |= isHead;
            if (!isHead) {
                keep(number, line);
            }
        });
        if (!headed[0] && foreign > 0) {
            throw ofAnother();
        }
    }

    private InvalidInputException ofAnother() {
        return InvalidInputException.of(
                file.toString(),
                "holds points of another sweep, of other files or of another version of archsim:"
                        + " --force starts over");
    }

    private void keep(int number, byte[] line) {
        try {
            PointRow row = row(line);
            if (row.status() != PointStatus.FAILED) {
                rows.put(row);
            }
        } catch (FaultyRowException e) {
            damage.add(RootLocale.format("line %d is damaged: %s", number, e.getMessage()));
        }
    }

    private PointRow row(byte[] line) {
        if (!isWhole(line)) {
            throw new FaultyRowException("its check sum is not that of its text");
        }
        String[] parts = decoded(line).split(" ", 3);
        JsonArray both = array(parts.length == 3 ? parts[2] : "");
        if (both.size() != 2
                || !(both.get(0) instanceof JsonArray cells)
                || !(both.get(1) instanceof JsonArray sources)
                || !sources.stream().allMatch(JsonString.class::isInstance)) {
            throw new FaultyRowException("it must hold a row and its sources");
        }
        PointRow row = check.row(cells, sources.getValuesAs(JsonString::getString));
        if (!key(row.index()).equals(parts[1])) {
            foreign++;
            throw new FaultyRowException("it is a point of another sweep");
        }
        return row;
    }

    private static String decoded(byte[] line) {
        try {
            return StrictJson.decode("line", line);
        } catch (InvalidInputException e) {
            throw RowCheck.unreadable(e);
        }
    }

    private static JsonArray array(String text) {
        try {
            if (StrictJson.parse("line", text) instanceof JsonArray array) {
                return array;
            }
            throw new FaultyRowException("it must hold a list");
        } catch (InvalidInputException e) {
            throw RowCheck.unreadable(e);
        }
    }

    /** What distinguishes a point from those of all other sweeps. */
    private String key(int index) {
        return Sha256.of(documentSha256 + " " + sweep.configSha256(index));
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

    /** What is wrong with lines that were torn or changed, each with its number; their points are run again. */
    public List<String> damage() {
        return damage;
    }

    /** Keeps the row of a finished point. */
    public void append(PointRow row) {
        List<String> sources =
                row.sources().stream().filter(source -> !rows.hasSource(source)).toList();
        keep(row, line(key(row.index()) + " " + PointRows.textWithSources(new PointRow(row.cells(), sources))));
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
        return CheckSum.of(content) + " " + content + "\n";
    }

    private static boolean isWhole(byte[] line) {
        int start = CheckSum.LENGTH + 1;
        return line.length > start
                && new String(line, 0, start, StandardCharsets.ISO_8859_1)
                        .equals(CheckSum.of(Arrays.copyOfRange(line, start, line.length)) + " ");
    }

    /** Writes the lines in the order of the points, whatever order they were finished in. */
    public void settle() throws IOException {
        var text = new StringBuilder(line(documentSha256));
        List<String> sources = rows.sources();
        for (int i = 0; i < rows.points(); i++) {
            if (rows.has(i)) {
                var row = new PointRow(rows.get(i).cells(), sources);
                text.append(line(key(i) + " " + PointRows.textWithSources(row)));
                sources = List.of();
            }
        }
        AtomicFile.write(file, text.toString());
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
