package archsim.base.number;

import archsim.base.ComponentFaults;

/**
 * A number without a scale: a signed integer, or a float of sign, exponent and fraction with subnormals.
 *
 * @param bits of the whole, 1 to 64
 * @param fractionBits of a float, without the leading one; 0 of an integer
 * @param smallest power of two of a float's smallest number above 0; 0 of an integer
 * @param largest power of two that a float's largest number reaches; {@code bits - 1} of an integer
 * @param integer whether it is an integer
 */
public record Element(int bits, int fractionBits, int smallest, int largest, boolean integer) {

    public Element {
        new ComponentFaults()
                .require(bits >= 1 && bits <= 64, "bits", "must be 1 to 64, was %d", bits)
                .require(smallest <= largest, "smallest", "must not exceed largest, %d, was %d", largest, smallest)
                .throwIfAny();
    }

    /** A signed integer of {@code bits}: from {@code -2^(bits - 1)}. */
    public static Element integer(int bits) {
        return new Element(bits, 0, 0, bits - 1, true);
    }

    /**
     * A float whose exponents are centred.
     *
     * @param largest power of two of its largest number: codes at the top may be none
     */
    static Element floating(int exponentBits, int fractionBits, int largest) {
        int bias = (1 << (exponentBits - 1)) - 1;
        return new Element(1 + exponentBits + fractionBits, fractionBits, 1 - bias - fractionBits, largest, false);
    }

    /** Whether every number of {@code other} is one of this. */
    public boolean holds(Element other) {
        if (integer) {
            return other.integer && other.bits <= bits;
        }
        if (other.integer) {
            // all but the most negative, a power of two, lie below 2^(bits - 1)
            return other.largest <= largest && other.bits - 2 <= fractionBits && smallest <= 0;
        }
        return other.fractionBits <= fractionBits && other.largest <= largest && smallest <= other.smallest;
    }
}
