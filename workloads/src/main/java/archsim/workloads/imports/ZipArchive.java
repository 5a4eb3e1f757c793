package archsim.workloads.imports;

import archsim.base.InvalidInputException;
import archsim.base.RootLocale;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The entries of a zip archive in memory, as NumPy writes them: stored or deflated, no encryption, one part.
 *
 * <p>Sizes come from the central directory, 64-bit ones included, and must be true: an entry is inflated into exactly as
 * many bytes as it declares, and the declared sizes together are bounded before anything is made.
 */
final class ZipArchive {

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int CENTRAL_SIGNATURE = 0x02014b50;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int END_BYTES = 22;
    private static final int CENTRAL_BYTES = 46;
    private static final int LOCAL_BYTES = 30;
    private static final int ZIP64_EXTRA = 1;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    /** Deflate never shrinks a byte to less than a 1032nd. */
    private static final long LARGEST_RATIO = 1100;

    private final String file;
    private final ByteBuffer bytes;
    private long budgetBytes;
    /** Bytes of the archive that no entry has taken for its own. */
    private long unclaimedBytes;

    /** One entry, decompressed. */
    record Entry(String name, ByteBuffer content) {}

    private ZipArchive(String file, ByteBuffer content, long budgetBytes) {
        this.file = file;
        this.bytes = content.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        this.budgetBytes = budgetBytes;
        this.unclaimedBytes = content.limit();
    }

    /**
     * All entries.
     *
     * @param file for messages
     * @param largestBytes that all entries together may decompress to
     * @throws InvalidInputException if the archive is faulty or too large
     */
    static List<Entry> read(String file, ByteBuffer content, long largestBytes) {
        return new ZipArchive(file, content, largestBytes).entries();
    }

    private List<Entry> entries() {
        int end = endRecord();
        int count = Short.toUnsignedInt(bytes.getShort(end + 10));
        long at = bytes.getInt(end + 16) & 0xFFFFFFFFL;
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < count; i++) {
            require(at + CENTRAL_BYTES <= end && bytes.getInt((int) at) == CENTRAL_SIGNATURE, "a directory entry");
            int place = (int) at;
            int nameBytes = Short.toUnsignedInt(bytes.getShort(place + 28));
            int extraBytes = Short.toUnsignedInt(bytes.getShort(place + 30));
            int commentBytes = Short.toUnsignedInt(bytes.getShort(place + 32));
            long next = at + CENTRAL_BYTES + nameBytes + extraBytes + commentBytes;
            require(next <= end, "a whole directory entry");
            entries.add(entry(place, nameBytes, extraBytes));
            at = next;
        }
        return entries;
    }

    private int endRecord() {
        for (int at = bytes.limit() - END_BYTES; at >= Math.max(0, bytes.limit() - END_BYTES - 65_535); at--) {
            if (bytes.getInt(at) == END_SIGNATURE) {
                return at;
            }
        }
        throw fault("must be a zip archive, was without its end record");
    }

    private Entry entry(int place, int nameBytes, int extraBytes) {
        String name = text(place + CENTRAL_BYTES, nameBytes);
        int flags = bytes.getShort(place + 8);
        int method = bytes.getShort(place + 10);
        require((flags & 1) == 0, "an entry without encryption");
        require(method == STORED || method == DEFLATED, "an entry that is stored or deflated");
        long[] sizes = {
            bytes.getInt(place + 24) & 0xFFFFFFFFL,
            bytes.getInt(place + 20) & 0xFFFFFFFFL,
            bytes.getInt(place + 42) & 0xFFFFFFFFL
        };
        widen(sizes, place + CENTRAL_BYTES + nameBytes, extraBytes);
        long size = sizes[0];
        long packed = sizes[1];
        if (size < 0 || size > budgetBytes) {
            throw fault(RootLocale.format(
                    "must hold at most %d bytes when decompressed, was more", NpzSource.LARGEST_DECOMPRESSED_BYTES));
        }
        budgetBytes -= size;
        ByteBuffer data = data(sizes[2], packed);
        require(method == DEFLATED ? size <= packed * LARGEST_RATIO : size == packed, "true sizes of its entries");
        ByteBuffer content = method == STORED ? data : inflated(data, (int) size);
        var crc = new CRC32();
        crc.update(content.duplicate());
        require((int) crc.getValue() == bytes.getInt(place + 16), "entries that match their checksums");
        return new Entry(name, content);
    }

    /** Fields of all ones have their 64-bit values in an extra field, in the order of {@code sizes}. */
    private void widen(long[] sizes, int extra, int extraBytes) {
        int end = extra + extraBytes;
        for (int at = extra; at + 4 <= end; ) {
            int id = Short.toUnsignedInt(bytes.getShort(at));
            int fieldEnd = at + 4 + Short.toUnsignedInt(bytes.getShort(at + 2));
            require(fieldEnd <= end, "sound extra fields");
            int value = at + 4;
            for (int i = 0; id == ZIP64_EXTRA && i < sizes.length; i++) {
                if (sizes[i] == 0xFFFFFFFFL && value + Long.BYTES <= fieldEnd) {
                    sizes[i] = bytes.getLong(value);
                    value += Long.BYTES;
                }
            }
            at = fieldEnd;
        }
    }

    private ByteBuffer data(long local, long packed) {
        require(
                local >= 0 && local <= bytes.limit() - LOCAL_BYTES && bytes.getInt((int) local) == LOCAL_SIGNATURE,
                "an entry where the directory says");
        int at = (int) local;
        long start = local
                + LOCAL_BYTES
                + Short.toUnsignedInt(bytes.getShort(at + 26))
                + Short.toUnsignedInt(bytes.getShort(at + 28));
        require(packed >= 0 && packed <= bytes.limit() - start, "whole entries");
        unclaimedBytes -= packed;
        require(unclaimedBytes >= 0, "entries that do not overlap");
        return bytes.slice((int) start, (int) packed);
    }

    private ByteBuffer inflated(ByteBuffer packed, int size) {
        var inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            byte[] content = new byte[size];
            int filled = 0;
            while (filled < size) {
                int more = inflater.inflate(content, filled, size - filled);
                require(more > 0, "entries of their declared sizes");
                filled += more;
            }
            require(inflater.finished() || inflater.inflate(new byte[1]) == 0, "entries of their declared sizes");
            return ByteBuffer.wrap(content);
        } catch (DataFormatException e) {
            throw fault("must hold sound deflated data, was not");
        } finally {
            inflater.end();
        }
    }

    private String text(int from, int length) {
        byte[] text = new byte[length];
        bytes.get(from, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private void require(boolean sound, String expected) {
        if (!sound) {
            throw fault(RootLocale.format("must have %s, has not", expected));
        }
    }

    private InvalidInputException fault(String message) {
        return InvalidInputException.of(file, "%s", message);
    }
}
