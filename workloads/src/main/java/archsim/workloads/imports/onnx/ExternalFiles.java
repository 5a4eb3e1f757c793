package archsim.workloads.imports.onnx;

import java.nio.ByteBuffer;
import java.util.Map;

/** Where tensors lie whose elements are not in the model's own file. */
@FunctionalInterface
public interface ExternalFiles {

    /** There are none: a model that needs them is refused. */
    ExternalFiles NONE = (entries, bytes) -> {
        throw new GraphFault("has its values in another file, \"%s\", which is not at hand", entries.get("location"));
    };

    /**
     * The elements of one tensor.
     *
     * @param entries {@code location}, {@code offset} and {@code length} as the model gives them
     * @param bytes that the tensor needs
     */
    ByteBuffer read(Map<String, String> entries, long bytes);
}
