package archsim.engine.pe;

import archsim.engine.sram.Buffers;

/** The parts of a design that its dataflow plans with. */
public record Machine(PeArray peArray, Precision precision, Buffers buffers) {

    /** Multipliers: the slots of one cycle. */
    public int multipliers() {
        return peArray.size();
    }
}
