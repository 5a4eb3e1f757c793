/**
 * EIE: matrix times vector from on-chip memory, for the fully connected layers of compressed networks.
 *
 * <p>Weights are 4-bit indices into a codebook with 4-bit runs of zeros; non-zero activations are broadcast one a
 * cycle, and a queue in each PE evens out the work. Convolutions are refused.
 */
package archsim.engine.machines.eie;
