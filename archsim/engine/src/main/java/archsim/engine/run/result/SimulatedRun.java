package archsim.engine.run.result;

import java.util.List;

/**
 * A run and what priced it.
 *
 * @param sources citations behind the energies, in order of first use
 */
public record SimulatedRun(RunResult result, List<String> sources) {

    public SimulatedRun {
        sources = List.copyOf(sources);
    }
}
