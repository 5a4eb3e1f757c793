package archsim.workloads.imports;

import archsim.base.RootLocale;
import archsim.workloads.model.ElementType;
import java.nio.ByteBuffer;

/** The elements of a tensor as numbers. */
final class Elements {

    private Elements() {}

    /**
     * Little-endian elements as floats.
     *
     * @throws archsim.base.InvalidInputException if one is not finite
     */
    static float[] floats(String file, String tensor, ElementType type, ByteBuffer data) {
        float[] values = new float[data.remaining() / type.bytes()];
        for (int i = 0; i < values.length; i++) {
            values[i] = type.value(data, i * type.bytes());
            if (!Float.isFinite(values[i])) {
                throw NpyArray.fault(
                        file,
                        tensor,
                        RootLocale.format("must hold finite numbers only, was %s at element %d", values[i], i));
            }
        }
        return values;
    }
}
