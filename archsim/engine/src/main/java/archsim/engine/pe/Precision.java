package archsim.engine.pe;

import archsim.base.ComponentFaults;
import archsim.base.json.Range;
import archsim.base.number.Element;
import archsim.base.number.NumberType;
import archsim.energy.Action;
import java.util.Optional;

/**
 * Widths of the data path, in bits.
 *
 * @param weightBits widest weight that a multiplier takes
 * @param activationBits width of inputs and outputs
 * @param accumulatorBits width of partial sums, at least that of both operands
 * @param type of both operands of a multiplier, a float without scales, as wide as both; integers if absent
 */
public record Precision(
        @Range(min = 1, max = 32) int weightBits,
        @Range(min = 1, max = 32) int activationBits,
        @Range(min = 1, max = 64) int accumulatorBits,
        Optional<NumberType> type) {

    public Precision {
        new ComponentFaults()
                .require(
                        accumulatorBits >= Math.max(weightBits, activationBits),
                        "accumulatorBits",
                        "must not be below weightBits and activationBits, %d and %d, was %d",
                        weightBits,
                        activationBits,
                        accumulatorBits)
                .require(
                        type.stream()
                                .allMatch(each -> each.scale().isEmpty()
                                        && !each.element().integer()),
                        "type",
                        "must be a float without scales, was %s",
                        type.map(NumberType::toString).orElse(""))
                .require(
                        type.stream().allMatch(each -> each.bits() == weightBits && each.bits() == activationBits),
                        "type",
                        "must be as wide as weightBits and activationBits, %d and %d, was %s",
                        weightBits,
                        activationBits,
                        type.map(NumberType::toString).orElse(""))
                .throwIfAny();
    }

    /** Widths of integers. */
    public static Precision of(int weightBits, int activationBits, int accumulatorBits) {
        return new Precision(weightBits, activationBits, accumulatorBits, Optional.empty());
    }

    /** A weight as the multipliers take it: they compute what it holds. */
    public Element weight() {
        return type.map(NumberType::element).orElseGet(() -> Element.integer(weightBits));
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
