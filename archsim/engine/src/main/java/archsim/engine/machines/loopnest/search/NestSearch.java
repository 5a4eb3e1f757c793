package archsim.engine.machines.loopnest.search;

import archsim.engine.machines.loopnest.architecture.Level;
import archsim.engine.machines.loopnest.count.NestPlan;
import archsim.engine.machines.loopnest.mapping.NestCheck;
import archsim.engine.machines.loopnest.mapping.NestMapping;
import archsim.engine.pe.Precision;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.MappingGoal;
import archsim.engine.plan.PlanCost;
import archsim.workloads.LayerWorkload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Searches the mappings of one layer.
 *
 * <p>The same layer and goal give the same mapping. Small spaces are covered whole. Of large ones each way to spread loops
 * over instances is improved step by step, the most parallel first; one whose cycles alone exceed the best found is left out
 * where cycles are to be least, since nothing makes up for them.
 */
public final class NestSearch {

    private static final int PLANNED = 6;

    private final List<Level> levels;
    private final LayerWorkload layer;
    private final Precision precision;
    private final String mode;
    private final MappingGoal goal;

    /** @param mode of the plans */
    public NestSearch(List<Level> levels, LayerWorkload layer, Precision precision, String mode, MappingGoal goal) {
        this.mode = mode;
        this.levels = List.copyOf(levels);
        this.layer = layer;
        this.precision = precision;
        this.goal = goal;
    }

    /**
     * The best mapping.
     *
     * @throws InfeasibleLayerException if no mapping fits
     */
    public FoundMapping best() {
        var tight = new CandidateSearch(levels, layer, precision, goal, false);
        List<FoundMapping> planned = planned(tight);
        if (planned.isEmpty()) {
            planned = planned(new CandidateSearch(levels, layer, precision, goal, true));
        }
        return planned.stream()
                .min(Comparator.comparing(FoundMapping::cost, PlanCost.by(goal.objective())))
                .orElseThrow(() -> new InfeasibleLayerException(
                        layer.layer().name(),
                        "no mapping fits: even one element of each tensor at a time overflows a level, or sums cannot"
                                + " stay on the chip"));
    }

    private List<FoundMapping> planned(CandidateSearch search) {
        List<NestMapping> mappings = new ArrayList<>();
        List<LayerPlan> plans = new ArrayList<>();
        for (Candidate candidate : search.best(PLANNED)) {
            NestMapping mapping = search.space().mapping(candidate);
            var check = new NestCheck(layer.shape(), levels);
            var nest = check.nest(mapping);
            if (check.faults().isEmpty()) {
                try {
                    plans.add(NestPlan.of(nest, layer, precision, mode));
                    mappings.add(mapping);
                } catch (InfeasibleLayerException e) {
                    // the estimate took a code for smaller than it is on these masks
                }
            }
        }
        List<PlanCost> costs = goal.costs(plans);
        var found = new ArrayList<FoundMapping>();
        for (int i = 0; i < plans.size(); i++) {
            found.add(new FoundMapping(
                    mappings.get(i),
                    plans.get(i),
                    costs.get(i),
                    search.covered(),
                    search.isExhaustive(),
                    search.leastCycles()));
        }
        return found;
    }
}
