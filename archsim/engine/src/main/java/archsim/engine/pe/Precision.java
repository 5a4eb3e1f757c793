package archsim.engine.pe;

import archsim.base.ComponentFaults;
import archsim.base.json.Range;
import archsim.base.number.Element;
import archsim.base.number.NumberType;
import archsim.energy.Action;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Widths of the data path, in bits.
 *
 * @param weightBits widest weight that a multiplier takes
 * @param activationBits width of inputs and outputs
 * @param accumulatorBits width of partial sums, at least that of both operands
 * @param type of both operands of a multiplier, a float without scales, as wide as both; integers if absent
 * @param bitSerial operands that a multiplier takes bit by bit, one a cycle: a product takes as many cycles as the layer's weight, its
 *     activation or their product has bits; machines described by loop nests only; none if absent
 */
public record Precision(
        @Range(min = 1, max = 32) int weightBits,
        @Range(min = 1, max = 32) int activationBits,
        @Range(min = 1, max = 64) int accumulatorBits,
        Optional<NumberType> type,
        Optional<List<Serial>> bitSerial) {

    /** An operand that comes bit by bit. */
    public enum Serial {
        WEIGHTS,
        ACTIVATIONS
    }

    public Precision {
        bitSerial = bitSerial.map(List::copyOf);
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
                .require(
                        bitSerial.isEmpty() || type.isEmpty(),
                        "bitSerial",
                        "must be left out: a float has no bits to take one by one")
                .require(
                        bitSerial.stream()
                                .allMatch(operands -> !operands.isEmpty()
                                        && operands.size()
                                                == Set.copyOf(operands).size()),
                        "bitSerial",
                        "must name one or both operands, each once, was %s",
                        bitSerial.orElse(List.of()))
                .throwIfAny();
    }

    /** Widths of integers. */
    public static Precision of(int weightBits, int activationBits, int accumulatorBits) {
        return new Precision(weightBits, activationBits, accumulatorBits, Optional.empty(), Optional.empty());
    }

    /** A weight as the multipliers take it: they compute what it holds. */
    public Element weight() {
        return type.map(NumberType::element).orElseGet(() -> Element.integer(weightBits));
    }

    private boolean isSerial(Serial operand) {
        return bitSerial.isPresent() && bitSerial.get().contains(operand);
    }

    /** What a multiplier makes in a cycle: a product of a weight and an activation, or of a bit of what comes bit by bit. */
    public Action.Multiply product() {
        return Action.Multiply.of(
                isSerial(Serial.WEIGHTS) ? 1 : weightBits, isSerial(Serial.ACTIVATIONS) ? 1 : activationBits);
    }

    /**
     * Cycles of a product.
     *
     * @param ofWeights width of the layer's weights
     */
    public int productCycles(int ofWeights) {
        return (isSerial(Serial.WEIGHTS) ? ofWeights : 1) * (isSerial(Serial.ACTIVATIONS) ? activationBits : 1);
    }

    /** Width of the multipliers' wider operand. */
    public int operandBits() {
        return Math.max(weightBits, activationBits);
    }
}
