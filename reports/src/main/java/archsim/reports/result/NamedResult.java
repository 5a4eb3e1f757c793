package archsim.reports.result;

import archsim.engine.run.result.SimulationResult;

/**
 * A result and where it came from.
 *
 * @param name as its reader gave it, a folder or a file
 */
public record NamedResult(String name, SimulationResult result) {}
