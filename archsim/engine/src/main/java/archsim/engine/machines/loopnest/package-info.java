/**
 * Machines that are described, not programmed: levels of memories and of instances side by side, and loops at each.
 *
 * <p>{@link archsim.engine.machines.loopnest.DescribedMachine} holds the levels; a mapping of a layer is given or searched,
 * and its counts are exact on the masks. Left out: partial sums that leave the chip, links priced by length, codes of
 * outputs.
 */
package archsim.engine.machines.loopnest;
