/**
 * Cambricon-X: PEs that skip zero weights on their own.
 *
 * <p>Weights carry step indices; a PE passes over its filter window by window, and PEs wait for each other only when
 * the inputs in the buffer change. Inputs are dense.
 */
package archsim.engine.machines.cambriconx;
