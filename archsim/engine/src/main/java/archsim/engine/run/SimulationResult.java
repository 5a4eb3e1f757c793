package archsim.engine.run;

import archsim.base.Provenance;
import jakarta.json.JsonObject;
import java.util.List;

/**
 * Everything one run configuration produced.
 *
 * @param provenance what it was made from
 * @param config as resolved: names replaced by what they stand for
 * @param runs one a workload, in the order of the configuration
 * @param comparisons of every run but the first with the first
 */
public record SimulationResult(
        Provenance provenance, JsonObject config, List<RunResult> runs, List<Comparison> comparisons) {

    public SimulationResult {
        runs = List.copyOf(runs);
        comparisons = List.copyOf(comparisons);
    }
}
