package archsim.workloads.imports.checkpoint;

import archsim.workloads.model.ElementType;
import java.util.Optional;

/**
 * How fields lie in the words of {@code pack-quantized}: versions from 0.18 on let fields of 3, 5, 6 and 7 bits go on from one word
 * to the next, older ones leave the rest of a word empty.
 *
 * <p>The words of a row of weights, or of a column of zero points, tell them apart wherever the two need a different number; where
 * neither does, the version in {@code config.json} must.
 *
 * @param bits of a field
 */
record WordLayout(int bits, QuantisationConfig config) {

    private static final int FIRST_DENSE_VERSION = 18;

    /**
     * Whether fields go on from word to word.
     *
     * @param packed weights, {@code columns} fields a row
     * @param zeroPoints of {@code down} fields a column, if they are packed
     */
    boolean isDense(Tensor packed, int columns, Optional<Tensor> zeroPoints, int down) {
        Optional<Tensor> words = zeroPoints.filter(
                zero -> zero.type() == ElementType.I32 && zero.shape().size() == 2);
        Optional<Boolean> ofWeights = told(packed, columns, packed.shape().get(1), "row", "inputs");
        return ofWeights
                .or(() -> words.flatMap(zero -> told(zero, down, zero.shape().get(0), "column", "outputs")))
                .orElseGet(() -> !(matters(columns) || (words.isPresent() && matters(down))) || isSince(packed));
    }

    private Optional<Boolean> told(Tensor tensor, int fields, int words, String line, String axis) {
        long dense = BitFields.words(fields, bits, true);
        long whole = BitFields.words(fields, bits, false);
        if (words != dense && words != whole) {
            throw tensor.fault(
                    "must have %d words a %s for %d %s of %d bits (%d before version 0.18), was %d",
                    dense, line, fields, axis, bits, whole, words);
        }
        return dense == whole ? Optional.empty() : Optional.of(words == dense);
    }

    private boolean matters(int fields) {
        return BitFields.WORD % bits != 0 && fields > BitFields.WORD / bits;
    }

    private boolean isSince(Tensor packed) {
        return config.minorVersion()
                        .orElseThrow(() -> packed.fault(
                                "is packed as before or since version 0.18, which the file does not tell: config.json"
                                        + " needs quantization_config/version"))
                >= FIRST_DENSE_VERSION;
    }
}
