package archsim.engine.run.result;

import archsim.base.Provenance;
import archsim.energy.ActionCounts;
import archsim.energy.EnergyModel;
import archsim.energy.MonteCarlo;
import jakarta.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything one run configuration produced.
 *
 * @param provenance what it was made from
 * @param config as resolved: names replaced by what they stand for
 * @param areaMm2 of the machine by component; empty where the tables do not cover one
 * @param runs one a workload, in the order of the configuration
 * @param comparisons of every run but the first with the first
 * @param monteCarlo what the uncertainty of the prices makes of the energies, if that was asked
 */
public record SimulationResult(
        Provenance provenance,
        JsonObject config,
        Map<String, Double> areaMm2,
        List<RunResult> runs,
        List<Comparison> comparisons,
        Optional<MonteCarlo> monteCarlo) {

    public SimulationResult {
        areaMm2 = Collections.unmodifiableMap(new LinkedHashMap<>(areaMm2));
        runs = List.copyOf(runs);
        comparisons = List.copyOf(comparisons);
    }

    /** The result of {@code runs}, each compared with the first. */
    public static SimulationResult of(
            Provenance provenance, JsonObject config, Map<String, Double> areaMm2, List<RunResult> runs) {
        List<Comparison> comparisons = runs.stream()
                .skip(1)
                .map(run -> Comparison.between(runs.get(0), run))
                .toList();
        return new SimulationResult(provenance, config, areaMm2, runs, comparisons, Optional.empty());
    }

    /**
     * The same with its energies under prices drawn {@code draws} times, by the seed of the run.
     *
     * @param model that priced the result
     */
    public SimulationResult drawn(EnergyModel model, int draws) {
        Map<String, ActionCounts> counts = new LinkedHashMap<>();
        runs.forEach(run -> counts.put(run.workload(), run.counts().pricedBy(model)));
        var energies = MonteCarlo.of(counts, model, draws, provenance.seed());
        return new SimulationResult(provenance, config, areaMm2, runs, comparisons, Optional.of(energies));
    }
}
