package archsim.workloads.imports.onnx;

import java.nio.ByteBuffer;
import java.util.function.IntToDoubleFunction;

/**
 * Elements as a file stores them.
 *
 * @param data little-endian
 */
record StoredElements(DataType type, ByteBuffer data, int count) implements IntToDoubleFunction {

    @Override
    public double applyAsDouble(int index) {
        return type.value(data, index);
    }

    /** All elements; those of 32 bits are copied as they lie. */
    float[] floats() {
        float[] floats = new float[count];
        if (type == DataType.FLOAT) {
            data.duplicate().order(data.order()).asFloatBuffer().get(floats);
            return floats;
        }
        for (int i = 0; i < count; i++) {
            floats[i] = (float) applyAsDouble(i);
        }
        return floats;
    }
}
