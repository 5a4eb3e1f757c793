package archsim.workloads.imports.onnx;

import archsim.base.InvalidInputException;
import archsim.base.RootLocale;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A message in the wire format of Protocol Buffers, field by field.
 *
 * <p>Nothing is copied: parts are views of the file. Every length is held against the bytes that are left.
 */
final class ProtoMessage {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;
    private static final int LONGEST_VARINT_BYTES = 10;

    private final String file;
    private final ByteBuffer bytes;
    private int wireType;

    ProtoMessage(String file, ByteBuffer content) {
        this.file = file;
        this.bytes = content.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    boolean hasNext() {
        return bytes.hasRemaining();
    }

    /** Number of the next field; then ask for its value or skip it. */
    int field() {
        long tag = varint();
        wireType = (int) (tag & 7);
        long field = tag >>> 3;
        if (field < 1 || field > 1 << 29) {
            throw fault("must have fields 1 to 2^29, was " + Long.toUnsignedString(field));
        }
        return (int) field;
    }

    /** A field of one whole number. */
    long number() {
        require(wireType == VARINT);
        return varint();
    }

    /** Whether the field is a run of bytes: a part, a text or packed numbers. */
    boolean isBytes() {
        return wireType == BYTES;
    }

    /** A field of bytes. */
    ByteBuffer bytes() {
        require(wireType == BYTES);
        long length = varint();
        if (length < 0 || length > bytes.remaining()) {
            throw fault(RootLocale.format(
                    "must have fields within the file, was one of %s bytes where %d are left",
                    Long.toUnsignedString(length), bytes.remaining()));
        }
        ByteBuffer part = bytes.slice(bytes.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(bytes.position() + (int) length);
        return part;
    }

    ProtoMessage message() {
        return new ProtoMessage(file, bytes());
    }

    String text() {
        return StandardCharsets.UTF_8.decode(bytes()).toString();
    }

    /** Adds a field of whole numbers, packed or one of many. */
    void addNumbersTo(List<Long> numbers, int most) {
        if (!isBytes()) {
            numbers.add(number());
        } else {
            var packed = new ProtoMessage(file, bytes());
            while (packed.hasNext()) {
                numbers.add(packed.varint());
                requireAtMost(numbers, most);
            }
        }
        requireAtMost(numbers, most);
    }

    private void requireAtMost(List<Long> numbers, int most) {
        if (numbers.size() > most) {
            throw fault(RootLocale.format("must have lists of at most %d numbers", most));
        }
    }

    void skip() {
        switch (wireType) {
            case VARINT -> varint();
            case FIXED64 -> advance(Long.BYTES);
            case BYTES -> bytes();
            case FIXED32 -> advance(Integer.BYTES);
            default -> throw fault("must have fields of wire type 0, 1, 2 or 5, was " + wireType);
        }
    }

    private void advance(int count) {
        if (bytes.remaining() < count) {
            throw fault("must not end inside a field");
        }
        bytes.position(bytes.position() + count);
    }

    /** A field of 4 or 8 bytes, as they stand. */
    ByteBuffer fixed() {
        require(wireType == FIXED32 || wireType == FIXED64);
        int start = bytes.position();
        advance(wireType == FIXED32 ? Integer.BYTES : Long.BYTES);
        return bytes.slice(start, bytes.position() - start);
    }

    /** A field of one whole number, as it stands. */
    ByteBuffer encodedNumber() {
        int start = bytes.position();
        number();
        return bytes.slice(start, bytes.position() - start);
    }

    /** A field of a 32-bit float. */
    float float32() {
        require(wireType == FIXED32);
        if (bytes.remaining() < Float.BYTES) {
            throw fault("must not end inside a field");
        }
        return bytes.getFloat();
    }

    /** The next variable-length number, which packed fields consist of. */
    long varint() {
        long value = 0;
        for (int i = 0; i < LONGEST_VARINT_BYTES; i++) {
            if (!bytes.hasRemaining()) {
                throw fault("must not end inside a number");
            }
            byte next = bytes.get();
            value |= (next & 0x7FL) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw fault("must have numbers of at most 10 bytes");
    }

    private void require(boolean sound) {
        if (!sound) {
            throw fault("must have fields of their known types, was wire type " + wireType);
        }
    }

    private InvalidInputException fault(String message) {
        return InvalidInputException.of(file, "%s (at byte %d of a part)", message, bytes.position());
    }
}
