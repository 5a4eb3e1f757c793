/**
 * A machine after SparTen: inner products of bit-masked vectors.
 *
 * <p>Both operands are bitmasks and values; filters are balanced over the compute units offline. Chunk and cluster
 * sizes are from memory.
 */
package archsim.engine.machines.sparten;
