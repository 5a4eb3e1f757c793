package archsim.engine.tiling;

import archsim.engine.pe.Machine;
import archsim.engine.sram.SramBuffer;

/**
 * Bits that the PEs read from the buffers during a tile; a buffer that cannot deliver them in time holds all lanes up.
 *
 * @param weightBits values of weights
 * @param indexBits what says where the weights belong, from the same buffer
 */
public record Reads(long weightBits, long indexBits, long inputBits) {

    /** Nothing that the lanes could wait for. */
    public static final Reads NONE = new Reads(0, 0, 0);

    /** Cycles that the buffers of a machine take to deliver them, all banks working. */
    public long cycles(Machine machine) {
        SramBuffer weights = machine.buffers().weights();
        SramBuffer inputs = machine.buffers().inputs();
        return Math.max(
                weights.cycles(weights.words(weightBits) + weights.words(indexBits)),
                inputs.cycles(inputs.words(inputBits)));
    }
}
