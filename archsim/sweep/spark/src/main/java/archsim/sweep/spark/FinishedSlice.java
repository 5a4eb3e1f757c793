package archsim.sweep.spark;

import archsim.base.Fault;
import java.io.Serializable;
import java.util.List;

/**
 * What a machine answers.
 *
 * @param rows of the slice's points, as text
 * @param sources citations behind their energies
 * @param faults why this machine cannot run the sweep; none if it can
 */
record FinishedSlice(List<String> rows, List<String> sources, List<Fault> faults) implements Serializable {}
