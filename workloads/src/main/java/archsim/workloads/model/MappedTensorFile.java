package archsim.workloads.model;

import archsim.base.Fault.Code;
import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.Sha256;
import archsim.base.json.StrictJson;
import archsim.workloads.InputFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tensors in a {@code .safetensors} file of any size, of which only the header is read: the elements of a tensor are mapped
 * when they are asked for, so that a file of 16 GB costs no more memory than one of its tensors.
 *
 * <p>Every fault is an {@link InvalidInputException} that names the file.
 */
public final class MappedTensorFile {

    /** More than any model that is published; a sum of offsets still fits a {@code long}. */
    private static final long LARGEST_FILE_BYTES = 1L << 50;

    private static final long LARGEST_HEADER_BYTES = 1L << 28;
    /** Smaller tensors are read: a mapping costs a page and lasts until it is collected. */
    private static final long LEAST_MAPPED_BYTES = 1L << 16;

    private final Path file;
    private final String headerSha256;
    private final long dataStart;
    private final Map<String, TensorEntry> entries = new LinkedHashMap<>();

    private MappedTensorFile(Path file, byte[] header, TensorHeader read) {
        this.file = file;
        this.headerSha256 = Sha256.of(header);
        this.dataStart = (long) Long.BYTES + header.length;
        read.entries().forEach(entry -> entries.put(entry.name(), entry));
    }

    /**
     * Reads the header of {@code file}.
     *
     * @throws InvalidInputException with every fault of it
     */
    public static MappedTensorFile open(Path file) {
        String name = file.toString();
        long sizeBytes = InputFile.sizeBytes(file, LARGEST_FILE_BYTES);
        if (sizeBytes < Long.BYTES) {
            throw InvalidInputException.of(
                    name, "must start with a header length of %d bytes, was %d bytes in all", Long.BYTES, sizeBytes);
        }
        long headerBytes = read(file, 0, Long.BYTES).getLong(0);
        long largest = Math.min(sizeBytes - Long.BYTES, LARGEST_HEADER_BYTES);
        if (headerBytes < 0 || headerBytes > largest) {
            throw InvalidInputException.of(
                    name,
                    "must have a header of at most %d bytes (the file has %d), was %s",
                    largest,
                    sizeBytes,
                    Long.toUnsignedString(headerBytes));
        }
        byte[] text = read(file, Long.BYTES, (int) headerBytes).array();
        var problems = new Problems(name);
        TensorHeader header = TensorHeader.read(
                StrictJson.parseObject(problems, StrictJson.decode(name, text)),
                sizeBytes - Long.BYTES - headerBytes,
                problems);
        if (header.metadata().containsKey(ModelFile.MANIFEST)) {
            problems.add("", "is a model of archsim already, which runs as it is");
        }
        problems.throwIfAny();
        return new MappedTensorFile(file, text, header);
    }

    private static ByteBuffer read(Path file, long from, int bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file)) {
            int got = 0;
            while (buffer.hasRemaining() && got >= 0) {
                got = channel.read(buffer, from + buffer.position());
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        if (buffer.hasRemaining()) {
            throw InvalidInputException.of(
                    file.toString(), "must have %d bytes at %d, but ended while it was read", bytes, from);
        }
        return buffer.flip();
    }

    private static InvalidInputException unreadable(Path file, IOException fault) {
        return InvalidInputException.of(Code.UNREADABLE, file.toString(), "cannot be read (%s)", fault.getMessage());
    }

    /** The file's name as its user gave it. */
    public String name() {
        return file.toString();
    }

    /** SHA-256 of the header, which names every tensor, its type, shape and place. */
    public String headerSha256() {
        return headerSha256;
    }

    /** Names of the tensors as the header lists them. */
    public List<String> names() {
        return List.copyOf(entries.keySet());
    }

    /** Whether there is a tensor called {@code tensor}. */
    public boolean has(String tensor) {
        return entries.containsKey(tensor);
    }

    /** Type of the elements of a tensor that is there. */
    public ElementType type(String tensor) {
        return entries.get(tensor).type();
    }

    /** Extents of a tensor that is there, outermost axis first. */
    public List<Integer> shape(String tensor) {
        return entries.get(tensor).shape();
    }

    /**
     * The bytes of a tensor that is there, little-endian from position 0 to the limit.
     *
     * @throws InvalidInputException if they cannot be read or are 2 GiB or more
     */
    public ByteBuffer bytes(String tensor) {
        TensorEntry entry = entries.get(tensor);
        long bytes = entry.end() - entry.begin();
        if (bytes > Integer.MAX_VALUE) {
            throw InvalidInputException.at(
                    TensorHeader.pointer(tensor),
                    Code.OUT_OF_RANGE,
                    name(),
                    "must have below 2 GiB, was %d bytes",
                    bytes);
        }
        long start = dataStart + entry.begin();
        if (bytes < LEAST_MAPPED_BYTES) {
            return read(file, start, (int) bytes);
        }
        try (FileChannel channel = FileChannel.open(file)) {
            return channel.map(MapMode.READ_ONLY, start, bytes).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }
}
