package archsim.engine.pe;

import archsim.engine.sram.Buffers;

/**
 * The parts of a design that its dataflow plans with.
 *
 * @param multipliersPerPe products that one element of the array makes in a cycle
 */
public record Machine(PeArray peArray, int multipliersPerPe, Precision precision, Buffers buffers) {

    public Machine {
        if (multipliersPerPe < 1) {
            throw new IllegalArgumentException("a PE has at least 1 multiplier, was " + multipliersPerPe);
        }
    }

    /** Multipliers: the slots of one cycle. */
    public int multipliers() {
        return peArray.size() * multipliersPerPe;
    }
}
