/**
 * The bound that no machine with as many multipliers can pass: perfect skipping at full utilisation.
 *
 * <p>Only what the last cycle leaves over is idle; DRAM and the buffers still make the array wait.
 */
package archsim.engine.machines.ideal;
