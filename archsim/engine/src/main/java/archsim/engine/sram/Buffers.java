package archsim.engine.sram;

/**
 * On-chip memories by what they hold.
 *
 * @param weights weights and their indices, as stored
 * @param inputs input activations
 * @param outputs outputs, and partial sums where the PEs cannot keep them
 */
public record Buffers(SramBuffer weights, SramBuffer inputs, SramBuffer outputs) {}
