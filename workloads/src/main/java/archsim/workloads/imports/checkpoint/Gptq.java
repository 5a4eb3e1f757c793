package archsim.workloads.imports.checkpoint;

import archsim.workloads.Quantisation;
import archsim.workloads.StoredCount;
import archsim.workloads.model.ElementType;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * GPTQ: {@code qweight} I32 {@code [in * bits/32][out]} packed along the inputs, {@code scales [groups][out]}, {@code qzeros} I32
 * {@code [groups][out * bits/32]} packed along the outputs, and {@code g_idx [in]}.
 *
 * <p>Fields are unsigned, the first lowest, and go on from one word to the next where they are of 3 bits. Checkpoints of format
 * {@code gptq} store the zero point minus one, those of {@code gptq_v2} itself. A stored 2^bits - 1 is 2^bits to some readers
 * of {@code gptq} and 0 to others: it is refused.
 */
final class Gptq implements WeightFormat {

    private static final List<Integer> BITS = List.of(2, 3, 4, 8);

    @Override
    public StoredMatrix read(Module module, QuantisationConfig config) {
        ConfigNode settings = config.of(module, "gptq");
        module.requireOnly("qweight", "qzeros", "scales", "g_idx");
        int bits = settings.required("bits", 1, 16);
        if (!BITS.contains(bits)) {
            throw settings.fault("bits", "must be one of %s, was %d", BITS, bits);
        }
        int offset = zeroOffset(settings);
        Tensor words = module.part("qweight").matrix().of(ElementType.I32);
        int outputs = words.shape().get(1);
        long inputs = (long) words.shape().get(0) * BitFields.WORD / bits;
        if (inputs * bits != (long) words.shape().get(0) * BitFields.WORD || inputs * outputs > Integer.MAX_VALUE) {
            throw words.fault("must hold whole inputs of %d bits, fewer than 2^31 in all, was %s", bits, words.shape());
        }
        int columns = (int) inputs;
        int groupSize = settings.number("group_size", -1, Integer.MAX_VALUE)
                .filter(size -> size > 0)
                .orElse(columns);
        Grouping grouping = module.find("g_idx")
                .map(index -> GroupIndex.read(index.shaped(columns), groupSize))
                .orElseGet(() -> Grouping.inputs(columns, groupSize));
        int groups = grouping.groupsAcross();
        Tensor scale = Scales.checked(module.part("scales")).shaped(groups, outputs);
        int zeroWords = (int) BitFields.words(outputs, bits, true);
        Tensor zeros = module.part("qzeros").of(ElementType.I32).shaped(groups, zeroWords);
        StoredCount scales = StoredCount.packed(scale.elements(), scale.type().bits());
        StoredCount zeroPoints = new StoredCount(scale.elements(), bits, zeros.storedBits());
        StoredCount indices = module.has("g_idx") ? StoredCount.packed(columns, BitFields.WORD) : StoredCount.NONE;
        return new StoredMatrix(
                module.name(),
                outputs,
                columns,
                bits,
                new Quantisation(
                        "gptq",
                        "uint" + bits,
                        grouping.size(),
                        scales,
                        StoredCount.NONE,
                        zeroPoints,
                        indices,
                        words.storedBits() + scales.storedBits() + zeroPoints.storedBits() + indices.storedBits()),
                () -> new Dequantised(
                        words,
                        codes(words.bytes().get(), bits, outputs),
                        grouping,
                        Transposed.of(scale.floats(), groups, outputs),
                        Transposed.of(zeroPoints(zeros, bits, outputs, offset), groups, outputs)),
                PlainWeights.bias(module, outputs),
                module.names());
    }

    private static int zeroOffset(ConfigNode settings) {
        String format = settings.text("checkpoint_format").orElse("gptq");
        if (!List.of("gptq", "gptq_v2").contains(format)) {
            throw settings.fault("checkpoint_format", "must be gptq or gptq_v2, was %s, which is not read", format);
        }
        return format.equals("gptq") ? 1 : 0;
    }

    /** Word {@code w} of an output lies {@code outputs} words after the one before. */
    private static Rows codes(ByteBuffer data, int bits, int outputs) {
        return (row, into) -> {
            for (int column = 0; column < into.length; column++) {
                long bit = (long) column * bits;
                int word = (int) (bit / BitFields.WORD);
                int shift = (int) (bit % BitFields.WORD);
                long pair = word(data, word, outputs, row);
                if (shift + bits > BitFields.WORD) {
                    pair |= word(data, word + 1, outputs, row) << BitFields.WORD;
                }
                into[column] = pair >>> shift & (1 << bits) - 1;
            }
        };
    }

    private static long word(ByteBuffer data, int word, int outputs, int output) {
        return Integer.toUnsignedLong(data.getInt((word * outputs + output) * Integer.BYTES));
    }

    private static int[] zeroPoints(Tensor zeros, int bits, int outputs, int offset) {
        int groups = zeros.shape().get(0);
        int words = zeros.shape().get(1);
        BitFields fields = BitFields.dense(zeros.bytes().get(), bits);
        int[] values = new int[groups * outputs];
        for (int i = 0; i < values.length; i++) {
            int stored = fields.get((long) (i / outputs) * words, i % outputs);
            if (stored + offset == 1 << bits) {
                throw zeros.fault(
                        "must hold zero points below %d: readers differ on a stored %d at group %d, output %d",
                        1 << bits, stored, i / outputs, i % outputs);
            }
            values[i] = stored + offset;
        }
        return values;
    }
}
