/**
 * Our own machine for networks pruned to kernel patterns and by connectivity.
 *
 * <p>A PE takes a whole kernel of four weights at a time, whose places are wired for each known pattern. Other layers
 * run dense.
 */
package archsim.engine.machines.pattern;
