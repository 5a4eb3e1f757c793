package archsim.workloads.model;

import archsim.base.RootLocale;
import archsim.base.json.StrictJson;
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
 * Gathers tensors and makes the bytes of a {@code .safetensors} file: the same tensors, the same bytes.
 *
 * <p>Tensors of wide elements come first, then by name, so that every element lies at a multiple of its width, as the
 * format asks. Not for use by several threads.
 */
public final class TensorFileWriter {

    private static final int ALIGNMENT_BYTES = 8;

    private final Map<String, String> metadata = new TreeMap<>();
    private final Map<String, Tensor> tensors = new TreeMap<>();

    private record Tensor(String name, ElementType type, List<Integer> shape, ByteBuffer data) {}

    /** Adds free text. */
    public TensorFileWriter metadata(String key, String text) {
        metadata.put(key, text);
        return this;
    }

    /** Adds a tensor of F32. */
    public TensorFileWriter floats(String name, List<Integer> shape, float[] values) {
        ByteBuffer data = buffer(values.length, ElementType.F32);
        data.asFloatBuffer().put(values);
        return add(name, ElementType.F32, shape, values.length, data);
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
        return add(name, type, shape, levels.length, data);
    }

    private static ByteBuffer buffer(int elements, ElementType type) {
        if (type != ElementType.F32 && !type.isLevel()) {
            throw new IllegalArgumentException("cannot write tensors of " + type);
        }
        return ByteBuffer.allocate(Math.multiplyExact(elements, type.bytes())).order(ByteOrder.LITTLE_ENDIAN);
    }

    private TensorFileWriter add(String name, ElementType type, List<Integer> shape, int elements, ByteBuffer data) {
        if (shape.stream().reduce(1, Math::multiplyExact) != elements) {
            throw new IllegalArgumentException(
                    RootLocale.format("%s has %d elements, which its shape %s does not", name, elements, shape));
        }
        if (name.equals(TensorHeader.METADATA)
                || tensors.put(name, new Tensor(name, type, List.copyOf(shape), data)) != null) {
            throw new IllegalArgumentException("the name " + name + " is taken");
        }
        return this;
    }

    /** The bytes of the file. */
    public byte[] toBytes() {
        List<Tensor> inOrder = new ArrayList<>(tensors.values());
        inOrder.sort(Comparator.comparing(Tensor::type, Comparator.comparingInt(ElementType::bytes))
                .reversed()
                .thenComparing(Tensor::name));
        byte[] header = header(inOrder).getBytes(StandardCharsets.UTF_8);
        int padding = Math.floorMod(-header.length, ALIGNMENT_BYTES);
        int sizeBytes = Math.addExact(Long.BYTES + padding, header.length);
        for (Tensor tensor : inOrder) {
            sizeBytes = Math.addExact(sizeBytes, tensor.data.capacity());
        }
        ByteBuffer file = ByteBuffer.allocate(sizeBytes).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong((long) header.length + padding)
                .put(header)
                .put(" ".repeat(padding).getBytes(StandardCharsets.UTF_8));
        inOrder.forEach(tensor -> file.put(tensor.data.duplicate()));
        return file.array();
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
            long end = begin + tensor.data.capacity();
            String shape = tensor.shape.stream().map(String::valueOf).collect(Collectors.joining(","));
            header.add(StrictJson.quoted(tensor.name) + ":{\"dtype\":\"" + tensor.type.name() + "\",\"shape\":[" + shape
                    + "],\"data_offsets\":[" + begin + "," + end + "]}");
            begin = end;
        }
        return header.toString();
    }
}
