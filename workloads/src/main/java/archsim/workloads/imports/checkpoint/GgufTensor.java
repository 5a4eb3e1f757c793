package archsim.workloads.imports.checkpoint;

import jakarta.json.Json;
import java.util.List;

/**
 * A tensor of a GGUF file.
 *
 * @param name as the file has it
 * @param type of its blocks
 * @param extents innermost axis first: inputs, outputs, experts
 * @param offset first byte, counted from the start of the data
 */
record GgufTensor(String name, GgufType type, List<Integer> extents, long offset) {

    GgufTensor {
        extents = List.copyOf(extents);
        if (extents.get(0) % type.blockSize() != 0) {
            throw new IllegalArgumentException(
                    "must have inputs in blocks of " + type.blockSize() + ", was " + extents.get(0));
        }
        if (elements(extents) > 1L << 50) {
            throw new IllegalArgumentException("must have fewer than 2^50 elements, was of shape " + extents);
        }
    }

    private static long elements(List<Integer> extents) {
        double elements = extents.stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b);
        return elements > Long.MAX_VALUE
                ? Long.MAX_VALUE
                : extents.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    }

    long bytes() {
        return elements(extents) / type.blockSize() * type.blockBytes();
    }

    int rowBytes() {
        return extents.get(0) / type.blockSize() * type.blockBytes();
    }

    String pointer() {
        return "/" + Json.encodePointer(name);
    }
}
