package archsim.workloads.imports.checkpoint;

import archsim.workloads.Quantisation;
import archsim.workloads.StoredCount;
import archsim.workloads.model.ElementType;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * AWQ, version {@code gemm}, 4 bits: {@code qweight} I32 {@code [in][out/8]}, {@code qzeros} I32 {@code [groups][out/8]} and
 * {@code scales [groups][out]}.
 *
 * <p>From the lowest 4 bits up, a word holds outputs 0, 2, 4, 6, 1, 3, 5 and 7. Zero points are stored as they are.
 */
final class Awq implements WeightFormat {

    private static final int BITS = 4;
    private static final int OUTPUTS = 8;
    /** Where in its word each of 8 outputs lies. */
    private static final int[] PLACES = {0, 4, 1, 5, 2, 6, 3, 7};

    @Override
    public StoredMatrix read(Module module, QuantisationConfig config) {
        ConfigNode settings = config.of(module, "awq");
        module.requireOnly("qweight", "qzeros", "scales");
        require(settings, "version", settings.text("version").orElse("gemm").toLowerCase(Locale.ROOT), "gemm");
        require(settings, "bits", settings.required("bits", 1, 16), BITS);
        require(settings, "zero_point", settings.flag("zero_point").orElse(true), true);
        Tensor words = module.part("qweight").matrix().of(ElementType.I32);
        int inputs = words.shape().get(0);
        if (words.elements() > Integer.MAX_VALUE / OUTPUTS) {
            throw words.fault("must be fewer than 2^31 weights, was of shape %s", words.shape());
        }
        int outputs = words.shape().get(1) * OUTPUTS;
        int groupSize = settings.number("group_size", -1, Integer.MAX_VALUE)
                .filter(size -> size > 0)
                .orElse(inputs);
        Grouping grouping = Grouping.inputs(inputs, groupSize);
        int groups = grouping.groupsAcross();
        Tensor scale = Scales.checked(module.part("scales")).shaped(groups, outputs);
        Tensor zeros = module.part("qzeros").of(ElementType.I32).shaped(groups, outputs / OUTPUTS);
        StoredCount scales = StoredCount.packed(scale.elements(), scale.type().bits());
        StoredCount zeroPoints = StoredCount.packed(scale.elements(), BITS);
        return new StoredMatrix(
                module.name(),
                outputs,
                inputs,
                BITS,
                new Quantisation(
                        "awq",
                        "uint4",
                        grouping.size(),
                        scales,
                        StoredCount.NONE,
                        zeroPoints,
                        StoredCount.NONE,
                        words.storedBits() + scales.storedBits() + zeroPoints.storedBits()),
                () -> new Dequantised(
                        words,
                        codes(words.bytes().get(), outputs),
                        grouping,
                        Transposed.of(scale.floats(), groups, outputs),
                        Transposed.of(zeroPoints(zeros.bytes().get(), groups, outputs), groups, outputs)),
                PlainWeights.bias(module, outputs),
                module.names());
    }

    private static void require(ConfigNode settings, String key, Object found, Object read) {
        if (!found.equals(read)) {
            throw settings.fault(key, "must be %s, was %s, which is not read", read, found);
        }
    }

    private static Rows codes(ByteBuffer data, int outputs) {
        return (row, into) -> {
            for (int column = 0; column < into.length; column++) {
                into[column] = field(data, column, outputs, row);
            }
        };
    }

    private static int[] zeroPoints(ByteBuffer data, int groups, int outputs) {
        int[] values = new int[groups * outputs];
        for (int i = 0; i < values.length; i++) {
            values[i] = field(data, i / outputs, outputs, i % outputs);
        }
        return values;
    }

    private static int field(ByteBuffer data, int row, int outputs, int output) {
        int word = data.getInt((row * (outputs / OUTPUTS) + output / OUTPUTS) * Integer.BYTES);
        return word >>> (BITS * PLACES[output % OUTPUTS]) & 0xf;
    }
}
