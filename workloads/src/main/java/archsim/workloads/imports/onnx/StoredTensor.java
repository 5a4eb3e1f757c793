package archsim.workloads.imports.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tensor as a file stores it ({@code TensorProto}).
 *
 * @param dataType its number in ONNX
 * @param parts little-endian elements; more than one where a list was not packed
 * @param varints elements as variable-length numbers, if stored so
 * @param external where the elements lie in another file; empty if they lie here
 */
record StoredTensor(
        String name,
        long dataType,
        List<Long> extents,
        List<ByteBuffer> parts,
        List<ByteBuffer> varints,
        Map<String, String> external) {

    private static final int MOST_AXES = 16;
    private static final int MOST_NUMBERS = 1 << 24;

    static StoredTensor read(String file, ProtoMessage message) {
        String name = "";
        long dataType = 0;
        boolean elsewhere = false;
        var extents = new ArrayList<Long>();
        var parts = new ArrayList<ByteBuffer>();
        var varints = new ArrayList<ByteBuffer>();
        var external = new HashMap<String, String>();
        while (message.hasNext()) {
            switch (message.field()) {
                case 1 -> message.addNumbersTo(extents, MOST_AXES);
                case 2 -> dataType = message.number();
                case 4, 9, 10 -> parts.add(message.isBytes() ? message.bytes() : message.fixed());
                case 5, 7, 11 -> varints.add(message.isBytes() ? message.bytes() : message.encodedNumber());
                case 8 -> name = message.text();
                case 13 -> addEntry(message.message(), external);
                case 14 -> elsewhere = message.number() == 1;
                default -> message.skip();
            }
        }
        if (elsewhere && external.isEmpty()) {
            external.put("location", "");
        }
        return new StoredTensor(name, dataType, extents, parts, varints, elsewhere ? external : Map.of());
    }

    /** {@code StringStringEntryProto}: key = 1, value = 2. */
    private static void addEntry(ProtoMessage entry, Map<String, String> entries) {
        String key = "";
        String value = "";
        while (entry.hasNext()) {
            switch (entry.field()) {
                case 1 -> key = entry.text();
                case 2 -> value = entry.text();
                default -> entry.skip();
            }
        }
        entries.put(key, value);
    }

    Shape shape() {
        return Shape.ofLongs(extents);
    }

    Optional<DataType> type() {
        return DataType.of(dataType);
    }

    /**
     * The values.
     *
     * @param files where elements may lie
     * @throws GraphFault if they are not as many as the shape says, or no numbers
     */
    Constant toConstant(String file, ExternalFiles files) {
        DataType type = type().orElseThrow(() -> new GraphFault(
                "must be of a type that archsim reads (floats of 16 to 64 bits, integers, bool), was ONNX type %d",
                dataType));
        Shape shape = shape();
        ByteBuffer data = external.isEmpty() ? stored(file, type) : files.read(external, type.bytes(shape.elements()));
        long needed = type.bytes(shape.elements());
        if (data.remaining() != needed) {
            throw new GraphFault(
                    "of shape %s and type %s needs %d bytes, was %d", shape, type, needed, data.remaining());
        }
        var elements = new StoredElements(
                type, data.slice().order(ByteOrder.LITTLE_ENDIAN), Math.toIntExact(shape.elements()));
        return Constant.of(name, type, shape, elements, 1);
    }

    private ByteBuffer stored(String file, DataType type) {
        if (!varints.isEmpty()) {
            return unpacked(file, type);
        }
        if (parts.size() == 1) {
            return parts.get(0);
        }
        var joined = ByteBuffer.allocate(
                parts.stream().mapToInt(ByteBuffer::remaining).sum());
        parts.forEach(part -> joined.put(part.duplicate()));
        return joined.flip();
    }

    /** Elements of 4 bits lie two to a number, as they do to a byte. */
    private ByteBuffer unpacked(String file, DataType type) {
        var numbers = new ArrayList<Long>();
        for (ByteBuffer part : varints) {
            var reader = new ProtoMessage(file, part.duplicate());
            while (reader.hasNext() && numbers.size() < MOST_NUMBERS) {
                numbers.add(reader.varint());
            }
        }
        int bytes = (type.bits() + 7) / 8;
        var data = ByteBuffer.allocate(Math.multiplyExact(numbers.size(), bytes));
        for (long number : numbers) {
            for (int i = 0; i < bytes; i++) {
                data.put((byte) (number >>> (8 * i)));
            }
        }
        return data.flip();
    }
}
