/**
 * DCNN and DCNN-opt: SCNN's dense baselines, as many multipliers used for dot products.
 *
 * <p>DCNN-opt leaves out products with a zero operand and compresses activations in DRAM; its cycles are those of
 * DCNN.
 */
package archsim.engine.machines.dcnn;
