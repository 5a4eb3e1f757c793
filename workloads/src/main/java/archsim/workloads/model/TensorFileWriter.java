package archsim.workloads.model;

import archsim.base.RootLocale;
import archsim.base.Steps;
import archsim.base.json.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Gathers tensors and writes a {@code .safetensors} file of them: the same tensors, the same bytes. Floats are asked for as they
 * are written, so that a file may be larger than what is left of memory.
 *
 * <p>Tensors of wide elements come first, then by name, so that every element lies at a multiple of its width, as the
 * format asks. Not for use by several threads.
 */
public final class TensorFileWriter {

    private static final int ALIGNMENT_BYTES = 8;
    private static final int PIECE_BYTES = 1 << 16;

    private final Map<String, String> metadata = new TreeMap<>();
    private final Map<String, Tensor> tensors = new TreeMap<>();

    /** Numbers by their place. */
    @FunctionalInterface
    public interface Floats {

        float at(int index);
    }

    /** Puts the element of a place where a buffer stands. */
    @FunctionalInterface
    private interface Elements {

        void put(int index, ByteBuffer into);
    }

    private record Tensor(String name, ElementType type, List<Integer> shape, int size, Elements elements) {

        long bytes() {
            return (long) size * type.bytes();
        }
    }

    /** Adds free text. */
    public TensorFileWriter metadata(String key, String text) {
        metadata.put(key, text);
        return this;
    }

    /** Adds a tensor of F32. */
    public TensorFileWriter floats(String name, List<Integer> shape, float[] values) {
        float[] copy = values.clone();
        return floats(name, shape, copy.length, index -> copy[index]);
    }

    /**
     * Adds a tensor of F32.
     *
     * @param values of which the first {@code size} are asked for in order each time the file is written
     */
    public TensorFileWriter floats(String name, List<Integer> shape, int size, Floats values) {
        return add(name, ElementType.F32, shape, size, (index, into) -> into.putFloat(values.at(index)));
    }

    /**
     * Adds a tensor of integers.
     *
     * @param type I8, U8 or I16, which must hold all {@code levels}
     */
    public TensorFileWriter levels(String name, ElementType type, List<Integer> shape, short[] levels) {
        int low = type == ElementType.U8 ? 0 : type == ElementType.I8 ? Byte.MIN_VALUE : Short.MIN_VALUE;
        int high = type == ElementType.U8 ? 255 : type == ElementType.I8 ? Byte.MAX_VALUE : Short.MAX_VALUE;
        ByteBuffer data = buffer(levels.length, type);
        for (int i = 0; i < levels.length; i++) {
            if (levels[i] < low || levels[i] > high) {
                throw new IllegalArgumentException(RootLocale.format(
                        "%s of %s must be %d to %d, was %d at %d", name, type, low, high, levels[i], i));
            }
            if (type == ElementType.I16) {
                data.putShort(2 * i, levels[i]);
            } else {
                data.put(i, (byte) levels[i]);
            }
        }
        return add(name, type, shape, levels.length, (index, into) -> putLevel(data, type, index, into));
    }

    private static void putLevel(ByteBuffer levels, ElementType type, int index, ByteBuffer into) {
        if (type == ElementType.I16) {
            into.putShort(levels.getShort(2 * index));
        } else {
            into.put(levels.get(index));
        }
    }

    private static ByteBuffer buffer(int elements, ElementType type) {
        if (!type.isLevel()) {
            throw new IllegalArgumentException("cannot write tensors of " + type);
        }
        return ByteBuffer.allocate(Math.multiplyExact(elements, type.bytes())).order(ByteOrder.LITTLE_ENDIAN);
    }

    private TensorFileWriter add(String name, ElementType type, List<Integer> shape, int size, Elements elements) {
        if (shape.stream().reduce(1, Math::multiplyExact) != size) {
            throw new IllegalArgumentException(
                    RootLocale.format("%s has %d elements, which its shape %s does not", name, size, shape));
        }
        if (name.equals(TensorHeader.METADATA)
                || tensors.put(name, new Tensor(name, type, List.copyOf(shape), size, elements)) != null) {
            throw new IllegalArgumentException("the name " + name + " is taken");
        }
        return this;
    }

    /** The bytes of the file. */
    public byte[] toBytes() {
        var bytes = new ByteArrayOutputStream();
        try {
            writeTo(bytes, Steps.ignored());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory has no such faults
        }
        return bytes.toByteArray();
    }

    /**
     * Writes the bytes of the file, in pieces.
     *
     * @param written gets the bytes of the tensors, as each piece is written
     */
    void writeTo(OutputStream out, Steps written) throws IOException {
        List<Tensor> inOrder = new ArrayList<>(tensors.values());
        inOrder.sort(Comparator.comparing(Tensor::type, Comparator.comparingInt(ElementType::bytes))
                .reversed()
                .thenComparing(Tensor::name));
        byte[] header = header(inOrder).getBytes(StandardCharsets.UTF_8);
        int padding = Math.floorMod(-header.length, ALIGNMENT_BYTES);
        ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        out.write(
                piece.array(), 0, piece.putLong((long) header.length + padding).position());
        out.write(header);
        out.write(" ".repeat(padding).getBytes(StandardCharsets.UTF_8));
        piece.clear();
        long bytes = 0;
        long all = inOrder.stream().mapToLong(Tensor::bytes).sum();
        for (Tensor tensor : inOrder) {
            for (int index = 0; index < tensor.size; index++) {
                tensor.elements.put(index, piece);
                if (piece.remaining() < Long.BYTES) {
                    out.write(piece.array(), 0, piece.position());
                    bytes += piece.position();
                    written.done(bytes, all);
                    piece.clear();
                }
            }
        }
        out.write(piece.array(), 0, piece.position());
    }

    /** Written piece by piece: a builder's tree of 100,000 tensors costs more than all else of a write. */
    private String header(List<Tensor> inOrder) {
        var header = new StringJoiner(",", "{", "}");
        if (!metadata.isEmpty()) {
            var texts = new StringJoiner(",", "{", "}");
            metadata.forEach((key, text) -> texts.add(StrictJson.quoted(key) + ":" + StrictJson.quoted(text)));
            header.add(StrictJson.quoted(TensorHeader.METADATA) + ":" + texts);
        }
        long begin = 0;
        for (Tensor tensor : inOrder) {
            long end = begin + tensor.bytes();
            String shape = tensor.shape.stream().map(String::valueOf).collect(Collectors.joining(","));
            header.add(StrictJson.quoted(tensor.name) + ":{\"dtype\":\"" + tensor.type.name() + "\",\"shape\":[" + shape
                    + "],\"data_offsets\":[" + begin + "," + end + "]}");
            begin = end;
        }
        return header.toString();
    }
}
