package archsim.engine.pe;

import archsim.base.ComponentFaults;
import archsim.base.json.Range;
import archsim.energy.Action;

/**
 * Widths of the data path, in bits.
 *
 * @param weightBits widest weight that a multiplier takes
 * @param activationBits width of inputs and outputs
 * @param accumulatorBits width of partial sums, at least that of both operands
 */
public record Precision(
        @Range(min = 1, max = 32) int weightBits,
        @Range(min = 1, max = 32) int activationBits,
        @Range(min = 1, max = 64) int accumulatorBits) {

    public Precision {
        new ComponentFaults()
                .require(
                        accumulatorBits >= Math.max(weightBits, activationBits),
                        "accumulatorBits",
                        "must not be below weightBits and activationBits, %d and %d, was %d",
                        weightBits,
                        activationBits,
                        accumulatorBits)
                .throwIfAny();
    }

    /** A product of a weight and an activation. */
    public Action.Multiply product() {
        return Action.Multiply.of(weightBits, activationBits);
    }

    /** Width of the multipliers' wider operand. */
    public int operandBits() {
        return Math.max(weightBits, activationBits);
    }
}
