/**
 * Files of neighbouring simulators, made into those of archsim: SCALE-Sim's configuration and topology, Timeloop's architecture and
 * problem, ZigZag's workload.
 *
 * <p>What a file says and archsim has no word for is a fault, never left out in silence; what archsim must know and the file
 * does not say is an assumption of the machine that is written.
 */
package archsim.cli.neighbours;
