/**
 * Files of neighbouring simulators, made into those of archsim: SCALE-Sim's configuration and topology, Timeloop's architecture,
 * problems and what is said of both, ZigZag's accelerator and workload.
 *
 * <p>{@code ConversionFiles} tells what a file is. Of Timeloop, {@code TimeloopFiles} gathers documents that belong together,
 * {@code TimeloopNodes} and {@code TimeloopSubtree} read the two forms of an architecture as the same parts, and {@code TimeloopMachine}
 * makes levels of them. What a file says and archsim has no word for is a fault, never left out in silence; what archsim must know
 * and the file does not say is an assumption of the machine that is written.
 */
package archsim.cli.neighbours;
