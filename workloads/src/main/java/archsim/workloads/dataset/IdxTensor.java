package archsim.workloads.dataset;

import archsim.base.InvalidInputException;
import archsim.workloads.InputFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The unsigned bytes in one IDX file: two zero bytes, the element type 8, the number of axes, each axis' extent as a
 * 32-bit big-endian integer, and the elements in row-major order.
 */
final class IdxTensor {

    private static final long LARGEST_CONTENT_BYTES = 1L << 30;
    private static final int UNSIGNED_BYTES = 8;
    /** Deflate cannot do better: 258 bytes for two bits. */
    private static final long LARGEST_INFLATION = 1032;

    private final List<Integer> shape;
    private final byte[] content;

    private IdxTensor(List<Integer> shape, byte[] content) {
        this.shape = List.copyOf(shape);
        this.content = content;
    }

    int extent(int axis) {
        return shape.get(axis);
    }

    /** The elements; not a copy. */
    byte[] content() {
        return content;
    }

    /** Reads a file of {@code axes} axes; one whose name ends in {@code .gz} is inflated. */
    static IdxTensor read(Path file, int axes) {
        long sizeBytes = InputFile.sizeBytes(file, LARGEST_CONTENT_BYTES + 4 + 4L * axes);
        boolean compressed = file.toString().endsWith(".gz");
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = compressed ? new GZIPInputStream(raw, 1 << 16) : raw) {
            return read(file.toString(), in, axes, compressed ? sizeBytes * LARGEST_INFLATION : sizeBytes);
        } catch (EOFException e) {
            throw InvalidInputException.of(file.toString(), "ends in the middle of its compressed content");
        } catch (IOException e) {
            throw InvalidInputException.of(file.toString(), "cannot be read (%s)", e.getMessage());
        }
    }

    private static IdxTensor read(String name, InputStream in, int axes, long largestBytes) throws IOException {
        int headerBytes = 4 + 4 * axes;
        byte[] header = in.readNBytes(headerBytes);
        if (header.length < headerBytes) {
            throw InvalidInputException.of(
                    name, "must start with a header of %d bytes, was %d bytes in all", headerBytes, header.length);
        }
        ByteBuffer fields = ByteBuffer.wrap(header);
        int magic = fields.getInt();
        int expected = (UNSIGNED_BYTES << 8) | axes;
        if (magic != expected) {
            throw InvalidInputException.of(
                    name, "must start with 0x%08x (unsigned bytes on %d axes), was 0x%08x", expected, axes, magic);
        }
        List<Integer> shape = new ArrayList<>();
        long elements = 1;
        for (int axis = 0; axis < axes; axis++) {
            int extent = fields.getInt();
            shape.add(extent);
            elements = extent < 1 || elements > LARGEST_CONTENT_BYTES ? 0 : elements * extent;
        }
        if (elements < 1 || elements > Math.min(LARGEST_CONTENT_BYTES, largestBytes - headerBytes)) {
            throw InvalidInputException.of(name, "has extents %s, which its file cannot hold", shape);
        }
        byte[] content = new byte[(int) elements];
        int held = in.readNBytes(content, 0, content.length);
        if (held < elements || in.read() != -1) {
            throw InvalidInputException.of(
                    name,
                    "must hold %d elements after its header, %s",
                    elements,
                    held < elements ? "was " + held : "has more");
        }
        return new IdxTensor(shape, content);
    }
}
