package archsim.workloads.imports;

import archsim.base.RootLocale;
import archsim.workloads.model.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An initialiser of an ONNX graph ({@code TensorProto}).
 *
 * @param name unique in the graph
 * @param dataType number of the element type in ONNX
 * @param shape outermost axis first
 * @param raw little-endian elements, if stored so; floats always are
 * @param packed elements as variable-length numbers, if stored so
 * @param external whether the elements lie in another file
 */
record OnnxTensor(
        String name,
        int dataType,
        List<Integer> shape,
        Optional<ByteBuffer> raw,
        Optional<ByteBuffer> packed,
        boolean external) {

    private static final Map<Integer, ElementType> TYPES = Map.of(
            1, ElementType.F32,
            2, ElementType.U8,
            3, ElementType.I8,
            5, ElementType.I16,
            6, ElementType.I32,
            7, ElementType.I64,
            10, ElementType.F16,
            11, ElementType.F64,
            16, ElementType.BF16);

    private static final int MOST_AXES = 8;

    /** Reads a {@code TensorProto}. */
    static OnnxTensor read(String file, ProtoMessage message) {
        var shape = new ArrayList<Integer>();
        String name = "";
        int dataType = 0;
        Optional<ByteBuffer> raw = Optional.empty();
        Optional<ByteBuffer> packed = Optional.empty();
        boolean external = false;
        while (message.hasNext()) {
            switch (message.field()) {
                case 1 -> addExtents(file, message, shape);
                case 2 -> dataType = (int) message.number();
                case 4, 9, 10 -> raw = Optional.of(message.bytes());
                case 5 -> packed = Optional.of(message.bytes());
                case 8 -> name = message.text();
                case 14 -> external = message.number() == 1;
                default -> message.skip();
            }
        }
        return new OnnxTensor(name, dataType, List.copyOf(shape), raw, packed, external);
    }

    private static void addExtents(String file, ProtoMessage message, List<Integer> shape) {
        if (message.isBytes()) {
            var extents = new ProtoMessage(file, message.bytes());
            while (extents.hasNext()) {
                addExtent(file, extents.varint(), shape);
            }
        } else {
            addExtent(file, message.number(), shape);
        }
    }

    private static void addExtent(String file, long extent, List<Integer> shape) {
        if (extent < 0 || extent > Integer.MAX_VALUE || shape.size() == MOST_AXES) {
            throw archsim.base.InvalidInputException.of(
                    file, "must have tensors of at most 8 axes below 2^31, was one of %d", extent);
        }
        shape.add((int) extent);
    }

    /** The tensor as any file's; values of the wrong number or type are a fault when they are asked for. */
    SourceTensor toSource(String file, Optional<GraphUse> use) {
        ElementType type = TYPES.getOrDefault(dataType, ElementType.BOOL);
        Optional<Supplier<float[]>> values = external ? Optional.empty() : Optional.of(() -> floats(file, type));
        return new SourceTensor(name, type, shape, values, use);
    }

    private float[] floats(String file, ElementType type) {
        if (!type.isReadable()) {
            throw NpyArray.fault(file, name, "must be of a float or small integer type, was ONNX type " + dataType);
        }
        ByteBuffer data = raw.orElseGet(
                () -> packed.map(numbers -> unpacked(file, type, numbers)).orElse(ByteBuffer.allocate(0)));
        long needed = type.bytes();
        for (int extent : shape) {
            needed = Math.min(1L << 31, needed * extent);
        }
        if (data.remaining() != needed) {
            throw NpyArray.fault(
                    file,
                    name,
                    RootLocale.format(
                            "of shape %s and %s needs %d bytes, was %d", shape, type, needed, data.remaining()));
        }
        return Elements.floats(file, name, type, data);
    }

    private static ByteBuffer unpacked(String file, ElementType type, ByteBuffer numbers) {
        int count = 0;
        for (int i = 0; i < numbers.remaining(); i++) {
            count += numbers.get(i) >= 0 ? 1 : 0;
        }
        var data = ByteBuffer.allocate(Math.multiplyExact(count, type.bytes())).order(ByteOrder.LITTLE_ENDIAN);
        var reader = new ProtoMessage(file, numbers);
        while (reader.hasNext()) {
            long number = reader.varint();
            for (int i = 0; i < type.bytes() && data.hasRemaining(); i++) {
                data.put((byte) (number >>> (8 * i)));
            }
        }
        return data.flip();
    }
}
