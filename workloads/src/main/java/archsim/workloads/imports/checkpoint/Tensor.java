package archsim.workloads.imports.checkpoint;

import archsim.base.Fault.Code;
import archsim.base.InvalidInputException;
import archsim.base.RootLocale;
import archsim.workloads.model.ElementType;
import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import jakarta.json.Json;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * A tensor of a checkpoint.
 *
 * @param file that holds it
 * @param name as the file has it
 * @param type of the elements
 * @param shape outermost axis first
 * @param bytes maps the elements, little-endian
 */
record Tensor(String file, String name, ElementType type, List<Integer> shape, Supplier<ByteBuffer> bytes) {

    Tensor {
        shape = List.copyOf(shape);
    }

    long elements() {
        return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    long storedBits() {
        return elements() * type.bits();
    }

    /** The same tensor, which must have one of {@code types}. */
    Tensor of(ElementType... types) {
        if (!List.of(types).contains(type)) {
            throw fault("must be of %s, was %s", List.of(types), type);
        }
        return this;
    }

    /** The same tensor, which must have {@code expected} extents. */
    Tensor shaped(int... expected) {
        List<Integer> extents = Arrays.stream(expected).boxed().toList();
        if (!shape.equals(extents)) {
            throw fault("must have shape %s, was %s", extents, shape);
        }
        return this;
    }

    /** The same tensor, which must have two axes, neither empty. */
    Tensor matrix() {
        if (shape.size() != 2 || shape.contains(0) || elements() > Integer.MAX_VALUE) {
            throw fault("must have two axes of fewer than 2^31 elements in all, was %s", shape);
        }
        return this;
    }

    /** The elements as finite numbers. */
    float[] floats() {
        return floats(type);
    }

    /** The elements as finite numbers of {@code stored}, a type of the same width. */
    float[] floats(ElementType stored) {
        ByteBuffer data = bytes.get();
        float[] values = new float[Math.toIntExact(elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] = stored.value(data, i * stored.bytes());
            if (!Float.isFinite(values[i])) {
                throw fault("must hold finite numbers only, was %s at element %d", values[i], i);
            }
        }
        return values;
    }

    @FormatMethod
    InvalidInputException fault(@FormatString String message, Object... arguments) {
        return InvalidInputException.at(
                "/" + Json.encodePointer(name), Code.OTHER, file, "%s", RootLocale.format(message, arguments));
    }
}
