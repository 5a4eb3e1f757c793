package archsim.engine.pe;

import archsim.base.json.Range;

/**
 * Widths of the data path, in bits.
 *
 * @param weightBits widest weight that a multiplier takes
 * @param activationBits width of inputs and outputs
 * @param accumulatorBits width of partial sums
 */
public record Precision(
        @Range(min = 1, max = 32) int weightBits,
        @Range(min = 1, max = 32) int activationBits,
        @Range(min = 1, max = 64) int accumulatorBits) {

    /** Width of the multipliers' operands. */
    public int operandBits() {
        return Math.max(weightBits, activationBits);
    }
}
