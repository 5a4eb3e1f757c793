package archsim.sweep.search;

import archsim.energy.ActionCounts;
import archsim.energy.EnergyModel;
import archsim.energy.PriceBounds;
import archsim.engine.run.RunCache;
import archsim.engine.run.RunSetup;
import archsim.sweep.Sweep;
import archsim.sweep.Workers;
import archsim.sweep.analysis.Candidate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A design on the front.
 *
 * @param candidate its axes and objectives
 * @param areaMm2 of the machine; absent if the tables do not know all of it
 * @param multipliers of the machine
 * @param gbPerSecond peak bandwidth of its DRAM; absent if all data stay on the chip
 * @param energyPj of all workloads; absent if a part of it has no price
 * @param prices the least and the most that it can be by the bounds of all prices; absent likewise, and where nobody asked
 */
public record FoundDesign(
        Candidate candidate,
        OptionalDouble areaMm2,
        int multipliers,
        OptionalDouble gbPerSecond,
        OptionalDouble energyPj,
        Optional<PriceBounds> prices) {

    /** The designs of {@code result}'s front, in its order; what {@code cache} does not hold any more is simulated again. */
    public static List<FoundDesign> of(SearchResult result, RunCache cache, Workers workers) {
        List<Candidate> front = result.front().front();
        var designs = new FoundDesign[front.size()];
        workers.each(designs.length, i -> {
            FoundDesign unpriced = of(result, front.get(i));
            designs[i] = unpriced.energyPj().isEmpty()
                    ? unpriced
                    : unpriced.priced(
                            prices(result.search().sweep(), front.get(i).point(), cache));
        });
        return List.of(designs);
    }

    /** The same without the bounds of prices, which nothing is simulated for. */
    public static List<FoundDesign> unpriced(SearchResult result) {
        return result.front().front().stream()
                .map(candidate -> of(result, candidate))
                .toList();
    }

    private static FoundDesign of(SearchResult result, Candidate candidate) {
        SearchPoint point = result.points().get(candidate.point());
        return new FoundDesign(
                candidate,
                known(point.areaMm2()),
                point.multipliers(),
                known(point.gbPerSecond()),
                known(point.found().orElseThrow().energyPj()),
                Optional.empty());
    }

    private FoundDesign priced(PriceBounds bounds) {
        return new FoundDesign(candidate, areaMm2, multipliers, gbPerSecond, energyPj, Optional.of(bounds));
    }

    private static OptionalDouble known(double figure) {
        return Double.isFinite(figure) ? OptionalDouble.of(figure) : OptionalDouble.empty();
    }

    private static PriceBounds prices(Sweep sweep, int index, RunCache cache) {
        RunSetup setup = sweep.setUp(sweep.config(sweep.values(sweep.steps(index))), cache);
        EnergyModel model = setup.energyModel();
        var counts = new ActionCounts();
        for (int workload = 0; workload < setup.workloads().size(); workload++) {
            counts.addAll(setup.run(workload).result().counts());
        }
        return PriceBounds.ofTotal(counts, model);
    }
}
