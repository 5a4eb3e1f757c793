package archsim.workloads.onnxruntime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.platform.Fp16Conversions;
import archsim.base.InvalidInputException;
import archsim.workloads.imports.GraphValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.List;

/** Tensors of ONNX Runtime as numbers, and the other way round. */
final class RuntimeTensors {

    private RuntimeTensors() {}

    static boolean isNumeric(OnnxTensor tensor) {
        OnnxJavaType type = tensor.getInfo().type;
        return type != OnnxJavaType.STRING && type != OnnxJavaType.UNKNOWN;
    }

    static GraphValue value(OnnxTensor tensor) {
        TensorInfo info = tensor.getInfo();
        List<Integer> shape = new ArrayList<>();
        int size = 1;
        for (long extent : info.getShape()) {
            shape.add(Math.toIntExact(extent));
            size = Math.multiplyExact(size, Math.toIntExact(extent));
        }
        float[] values = new float[size];
        if (size > 0) {
            read(tensor, info.type, isUnsigned(info), values);
        }
        return GraphValue.of(shape, values);
    }

    private static boolean isUnsigned(TensorInfo info) {
        return info.onnxType == TensorInfo.OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT8;
    }

    private static void read(OnnxTensor tensor, OnnxJavaType type, boolean unsigned, float[] values) {
        switch (type) {
            case FLOAT, FLOAT16, BFLOAT16 -> tensor.getFloatBuffer().get(values);
            case DOUBLE -> {
                DoubleBuffer buffer = tensor.getDoubleBuffer();
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) buffer.get();
                }
            }
            case INT64 -> {
                LongBuffer buffer = tensor.getLongBuffer();
                for (int i = 0; i < values.length; i++) {
                    values[i] = buffer.get();
                }
            }
            case INT32 -> {
                IntBuffer buffer = tensor.getIntBuffer();
                for (int i = 0; i < values.length; i++) {
                    values[i] = buffer.get();
                }
            }
            case INT16 -> {
                ShortBuffer buffer = tensor.getShortBuffer();
                for (int i = 0; i < values.length; i++) {
                    values[i] = buffer.get();
                }
            }
            default -> {
                ByteBuffer buffer = tensor.getByteBuffer();
                for (int i = 0; i < values.length; i++) {
                    byte octet = buffer.get();
                    values[i] = unsigned ? Byte.toUnsignedInt(octet) : octet;
                }
            }
        }
    }

    /** A tensor of the type that the graph reads. */
    static OnnxTensor of(OrtEnvironment environment, GraphValue value, OnnxJavaType type) throws OrtException {
        long[] shape = value.shape().stream().mapToLong(Integer::longValue).toArray();
        int size = value.size();
        switch (type) {
            case FLOAT -> {
                return OnnxTensor.createTensor(environment, FloatBuffer.wrap(value.toFloats()), shape);
            }
            case DOUBLE -> {
                double[] values = new double[size];
                for (int i = 0; i < size; i++) {
                    values[i] = value.value(i);
                }
                return OnnxTensor.createTensor(environment, DoubleBuffer.wrap(values), shape);
            }
            case INT64 -> {
                long[] values = new long[size];
                for (int i = 0; i < size; i++) {
                    values[i] = (long) value.value(i);
                }
                return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
            }
            case INT32 -> {
                int[] values = new int[size];
                for (int i = 0; i < size; i++) {
                    values[i] = (int) value.value(i);
                }
                return OnnxTensor.createTensor(environment, IntBuffer.wrap(values), shape);
            }
            case INT8, UINT8, BOOL -> {
                ByteBuffer bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
                for (int i = 0; i < size; i++) {
                    bytes.put(i, (byte) value.value(i));
                }
                return OnnxTensor.createTensor(environment, bytes, shape, type);
            }
            case FLOAT16 -> {
                ShortBuffer halves = ByteBuffer.allocateDirect(2 * size)
                        .order(ByteOrder.nativeOrder())
                        .asShortBuffer();
                for (int i = 0; i < size; i++) {
                    halves.put(i, Fp16Conversions.floatToFp16(value.value(i)));
                }
                return OnnxTensor.createTensor(environment, halves, shape, type);
            }
            default -> throw InvalidInputException.of("--inputs", "cannot make tensors of %s", type);
        }
    }
}
