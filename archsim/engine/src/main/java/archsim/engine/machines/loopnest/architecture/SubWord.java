package archsim.engine.machines.loopnest.architecture;

import archsim.base.ComponentFaults;
import archsim.base.RootLocale;
import archsim.base.json.Range;
import archsim.energy.Action;
import archsim.engine.pe.Precision;
import java.util.List;
import java.util.Set;

/**
 * A multiplier that makes several products a cycle of operands that are narrower than it is.
 *
 * <p>It takes operands of {@code leastBits}, of twice as many, and so on up to {@code laneBits}; others take the next wider
 * form. Each listed operand that takes a half of its width lets it make twice the products.
 *
 * @param laneBits width of each listed operand of which it makes one product a cycle
 * @param leastBits width of the narrowest parts that it falls into
 * @param operands that are cut into parts
 */
public record SubWord(
        @Range(min = 2, max = 32) int laneBits,
        @Range(min = 1, max = 16) int leastBits,
        List<Precision.Serial> operands) {

    public SubWord {
        operands = List.copyOf(operands);
        new ComponentFaults()
                .require(
                        leastBits < laneBits
                                && laneBits % leastBits == 0
                                && Integer.bitCount(laneBits / leastBits) == 1,
                        "leastBits",
                        "must be laneBits, %d, halved once or more, was %d",
                        laneBits,
                        leastBits)
                .require(
                        !operands.isEmpty()
                                && operands.size() == Set.copyOf(operands).size(),
                        "operands",
                        "must name one or both operands, each once, was %s",
                        operands)
                .throwIfAny();
    }

    /** Products that it makes in a cycle of the narrowest operands. */
    public int most() {
        return products(leastBits, leastBits);
    }

    /** Products that it makes in a cycle of a layer's weights and a machine's activations, at most {@code laneBits} wide. */
    public int products(int weightBits, int activationBits) {
        return parts(Precision.Serial.WEIGHTS, weightBits) * parts(Precision.Serial.ACTIVATIONS, activationBits);
    }

    private int parts(Precision.Serial operand, int bits) {
        return operands.contains(operand) ? laneBits / width(bits) : 1;
    }

    /** Width of the parts that take an operand of {@code bits}. */
    private int width(int bits) {
        int width = leastBits;
        while (width < Math.min(bits, laneBits)) {
            width *= 2;
        }
        return width;
    }

    /** A product of a weight of {@code weightBits}, by the parts that it takes. */
    public Action.Multiply product(int weightBits, Precision precision) {
        return Action.Multiply.of(
                operands.contains(Precision.Serial.WEIGHTS) ? width(weightBits) : precision.weightBits(),
                operands.contains(Precision.Serial.ACTIVATIONS)
                        ? width(precision.activationBits())
                        : precision.activationBits());
    }

    /** The narrowest product: of so many multipliers the lane is made. */
    public Action.Multiply part(Precision precision) {
        return Action.Multiply.of(
                operands.contains(Precision.Serial.WEIGHTS) ? leastBits : precision.weightBits(),
                operands.contains(Precision.Serial.ACTIVATIONS) ? leastBits : precision.activationBits());
    }

    /** In words, of a weight of {@code weightBits}. */
    public String mode(int weightBits, Precision precision) {
        int products = products(weightBits, precision.activationBits());
        Action.Multiply product = product(weightBits, precision);
        return RootLocale.format(
                "%d product%s of %d x %d bits a multiplier",
                products, products == 1 ? "" : "s", product.operandBits(), product.narrowBits());
    }

    /** Records what of {@code precision} does not go with it. */
    void check(Precision precision, String level, ComponentFaults faults) {
        faults.require(
                        precision.bitSerial().isEmpty(),
                        "precision/bitSerial",
                        "must be left out: %s makes several products a cycle, which no operand that comes bit by bit does",
                        level)
                .require(
                        precision.type().isEmpty(),
                        "precision/type",
                        "must be left out: %s cuts integers, a float has no parts",
                        level);
        requireFits(Precision.Serial.WEIGHTS, precision.weightBits(), "weightBits", level, faults);
        requireFits(Precision.Serial.ACTIVATIONS, precision.activationBits(), "activationBits", level, faults);
    }

    private void requireFits(Precision.Serial operand, int bits, String name, String level, ComponentFaults faults) {
        faults.require(
                !operands.contains(operand) || bits <= laneBits,
                "precision/" + name,
                "must be at most the laneBits of %s, %d, was %d",
                level,
                laneBits,
                bits);
    }
}
