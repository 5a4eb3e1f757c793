/**
 * Our training against libtorch's: a benchmark, part of no other build.
 *
 * <p>Read {@link archsim.compression.libtorch.SpeedComparison} first. Each contestant trains in a process of its own, so
 * that neither's memory nor threads count as the other's; the processes take turns, block by block, so that all see the
 * same machine. Images and labels are random: the time of a step does not depend on what they show.
 */
package archsim.compression.libtorch;
