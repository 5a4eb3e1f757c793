package archsim.workloads.imports.checkpoint;

import archsim.workloads.Quantisation;
import archsim.workloads.StoredCount;
import archsim.workloads.model.ElementType;
import java.nio.ByteBuffer;

/**
 * {@code nvfp4-pack-quantized} and {@code mxfp4-pack-quantized} of compressed-tensors: {@code weight_packed} U8 {@code
 * [out][in/2]}, the even input in the low 4 bits, of E2M1 floats.
 *
 * <p>NVFP4 has a scale of E4M3 for 16 inputs, divided by one {@code weight_global_scale} before it multiplies; the quotient is
 * rounded to 32 bits first. MXFP4 has a power of two, E8M0, for 32 inputs.
 */
final class Fp4Packed implements WeightFormat {

    /** E2M1: bit 3 is the sign, and code 8 is minus zero. */
    private static final float[] VALUES = {0, .5f, 1, 1.5f, 2, 3, 4, 6, -0f, -.5f, -1, -1.5f, -2, -3, -4, -6};

    private static final String NVFP4 = "nvfp4-pack-quantized";
    private static final String MXFP4 = "mxfp4-pack-quantized";

    /** Whether packed weights are floats: integers are packed into I32. */
    static boolean isFp4(Module module) {
        return module.part("weight_packed").type() == ElementType.U8;
    }

    @Override
    public StoredMatrix read(Module module, QuantisationConfig config) {
        WeightScheme scheme = config.scheme(module);
        boolean nvidia = scheme.format().equals(NVFP4);
        if ((!nvidia && !scheme.format().equals(MXFP4)) || !scheme.floating() || scheme.bits() != 4) {
            throw module.fault(
                    "has weight_packed of U8, but config.json says %s of %d bits: %s and %s floats of 4 bits are read",
                    scheme.format(), scheme.bits(), NVFP4, MXFP4);
        }
        module.requireOnly("weight_packed", "weight_scale", nvidia ? "weight_global_scale" : "weight_shape");
        Tensor packed = module.part("weight_packed").matrix();
        int rows = packed.shape().get(0);
        int bytes = packed.shape().get(1);
        if (packed.elements() > Integer.MAX_VALUE / 2) {
            throw packed.fault("must be fewer than 2^31 weights, was of shape %s", packed.shape());
        }
        Grouping grouping = scheme.grouping(rows, 2 * bytes);
        Tensor scale = module.part("weight_scale");
        Scales.requireGroups(
                nvidia ? scale.of(ElementType.F8_E4M3) : scale.of(ElementType.U8, ElementType.F8_E8M0), grouping, rows);
        StoredCount scales = StoredCount.packed(scale.elements(), 8);
        StoredCount global = nvidia
                ? StoredCount.packed(
                        1,
                        module.part("weight_global_scale")
                                .shaped(1)
                                .of(ElementType.F32)
                                .type()
                                .bits())
                : StoredCount.NONE;
        return new StoredMatrix(
                module.name(),
                rows,
                2 * bytes,
                4,
                new Quantisation(
                        scheme.format(),
                        "fp4-e2m1",
                        grouping.size(),
                        scales,
                        global,
                        StoredCount.NONE,
                        StoredCount.NONE,
                        packed.storedBits() + scales.storedBits() + global.storedBits()),
                () -> new Dequantised(
                        packed,
                        codes(packed.bytes().get(), bytes),
                        grouping,
                        nvidia ? divided(scale, module.part("weight_global_scale")) : scale.floats(ElementType.F8_E8M0),
                        new int[0]),
                PlainWeights.bias(module, rows),
                module.names());
    }

    private static Rows codes(ByteBuffer data, int bytes) {
        return (row, into) -> {
            for (int column = 0; column < into.length; column++) {
                int pair = data.get(row * bytes + column / 2);
                into[column] = VALUES[pair >> (4 * (column & 1)) & 0xf];
            }
        };
    }

    private static float[] divided(Tensor scale, Tensor global) {
        float divisor = global.floats()[0];
        if (divisor == 0) {
            throw global.fault("must not be zero: scales are divided by it");
        }
        float[] scales = scale.floats();
        for (int i = 0; i < scales.length; i++) {
            scales[i] /= divisor;
        }
        return scales;
    }
}
