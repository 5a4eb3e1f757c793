package archsim.workloads.imports.checkpoint;

import archsim.base.Problems;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the metadata and the table of tensors of a GGUF file; faults go to the problems. */
final class GgufHeader {

    private static final int MAGIC = 0x46554747;
    private static final int MOST_AXES = 4;
    private static final int DEEPEST_LIST = 4;
    private static final int STRING = 8;
    private static final int LIST = 9;
    /** Bytes of a value of each type; 0 of strings and lists. */
    private static final int[] BYTES = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};

    private final ByteBuffer bytes;
    private final Problems problems;
    private final JsonObjectBuilder builder = JsonProvider.provider().createObjectBuilder();
    private final List<GgufTensor> tensors = new ArrayList<>();
    private JsonObject metadata = JsonObject.EMPTY_JSON_OBJECT;

    GgufHeader(ByteBuffer bytes, Problems problems) {
        this.bytes = bytes;
        this.problems = problems;
    }

    /**
     * Reads all up to the end of the table.
     *
     * @throws BufferUnderflowException if the file ends before
     */
    void read() {
        int magic = bytes.getInt();
        int version = bytes.getInt();
        if (magic != MAGIC || version < 2 || version > 3) {
            problems.add(
                    "",
                    "must start with GGUF and version 2 or 3, little-endian, was 0x%08X, version %d",
                    magic,
                    version);
            throw problems.toException();
        }
        long tensorCount = bytes.getLong();
        long keys = bytes.getLong();
        for (long i = 0; i != keys; i++) {
            readValue(text());
        }
        metadata = builder.build();
        Set<String> names = new HashSet<>();
        for (long i = 0; i != tensorCount; i++) {
            readTensor(names);
        }
    }

    JsonObject metadata() {
        return metadata;
    }

    List<GgufTensor> tensors() {
        return tensors;
    }

    /** The whole number at {@code key}, if there is one. */
    Optional<Integer> number(String key) {
        return metadata.get(key) instanceof JsonNumber number && number.isIntegral()
                ? Optional.of(number.intValue())
                : Optional.empty();
    }

    private String text() {
        long length = bytes.getLong();
        if (length < 0 || length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] text = new byte[(int) length];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private void readValue(String key) {
        int type = bytes.getInt();
        switch (type) {
            case 0 -> builder.add(key, Byte.toUnsignedInt(bytes.get()));
            case 1 -> builder.add(key, bytes.get());
            case 2 -> builder.add(key, Short.toUnsignedInt(bytes.getShort()));
            case 3 -> builder.add(key, bytes.getShort());
            case 4 -> builder.add(key, Integer.toUnsignedLong(bytes.getInt()));
            case 5 -> builder.add(key, bytes.getInt());
            case 7 -> builder.add(key, bytes.get() != 0);
            case STRING -> builder.add(key, text());
            case 10, 11 -> builder.add(key, bytes.getLong());
            default -> skip(key, type, 0);
        }
    }

    private void skip(String key, int type, int depth) {
        if (type < 0 || type >= BYTES.length || depth > DEEPEST_LIST) {
            problems.add("/" + Json.encodePointer(key), "must be of a type from 0 to 12, was %d", type);
            throw problems.toException();
        }
        if (type == STRING) {
            text();
        } else if (type == LIST) {
            int inner = bytes.getInt();
            long count = bytes.getLong();
            for (long i = 0; i != count; i++) {
                skip(key, inner, depth + 1);
            }
        } else if (bytes.remaining() < BYTES[type]) {
            throw new BufferUnderflowException();
        } else {
            bytes.position(bytes.position() + BYTES[type]);
        }
    }

    private void readTensor(Set<String> names) {
        String name = text();
        String pointer = "/" + Json.encodePointer(name);
        int axes = bytes.getInt();
        if (axes < 1 || axes > MOST_AXES) {
            problems.add(pointer, "must have 1 to %d axes, was %d", MOST_AXES, axes);
            throw problems.toException();
        }
        var extents = new ArrayList<Integer>();
        for (int i = 0; i < axes; i++) {
            long extent = bytes.getLong();
            if (extent < 1 || extent > Integer.MAX_VALUE) {
                problems.add(pointer, "must have extents from 1 to 2^31 - 1, was %d", extent);
            }
            extents.add((int) Math.max(1, Math.min(extent, Integer.MAX_VALUE)));
        }
        int number = bytes.getInt();
        long offset = bytes.getLong();
        if (!names.add(name)) {
            problems.add(pointer, "is named twice");
        }
        GgufType.of(number)
                .ifPresentOrElse(
                        type -> add(name, pointer, type, extents, offset),
                        () -> problems.add(
                                pointer,
                                "must be of %s, was of type %d of ggml, which is not read",
                                List.of(GgufType.values()),
                                number));
    }

    private void add(String name, String pointer, GgufType type, List<Integer> extents, long offset) {
        try {
            if (offset < 0) {
                throw new IllegalArgumentException("must begin at a place below 2^63");
            }
            tensors.add(new GgufTensor(name, type, extents, offset));
        } catch (IllegalArgumentException e) {
            problems.add(pointer, "%s", e.getMessage());
        }
    }
}
