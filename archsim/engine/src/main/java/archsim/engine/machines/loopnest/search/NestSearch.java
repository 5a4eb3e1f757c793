package archsim.engine.machines.loopnest.search;

import archsim.engine.machines.loopnest.architecture.Level;
import archsim.engine.machines.loopnest.architecture.Spatial;
import archsim.engine.machines.loopnest.count.LayerMasks;
import archsim.engine.machines.loopnest.count.NestPlan;
import archsim.engine.machines.loopnest.mapping.ConstraintCheck;
import archsim.engine.machines.loopnest.mapping.NestCheck;
import archsim.engine.machines.loopnest.mapping.NestConstraints;
import archsim.engine.machines.loopnest.mapping.NestMapping;
import archsim.engine.machines.loopnest.mapping.UnreadParts;
import archsim.engine.pe.Precision;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.MappingGoal;
import archsim.engine.plan.MappingLimits;
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
 * where cycles are to be least, since nothing makes up for them. Constraints narrow all of this: what they exclude is never
 * estimated.
 */
public final class NestSearch {

    private static final int PLANNED = 6;

    private final List<Level> levels;
    private final LayerWorkload layer;
    private final Precision precision;
    private final String mode;
    private final MappingGoal goal;
    private final NestConstraints constraints;
    private final LayerMasks masks;

    /** @param mode of the plans */
    public NestSearch(List<Level> levels, LayerWorkload layer, Precision precision, String mode, MappingGoal goal) {
        constraints =
                goal.constraints(layer.layer().name(), NestConstraints.class).orElse(NestConstraints.NONE);
        this.mode = mode;
        masks = new LayerMasks(layer);
        this.levels = List.copyOf(levels);
        this.layer = layer;
        this.precision = precision;
        this.goal = goal;
    }

    /**
     * The best mapping.
     *
     * @throws InfeasibleLayerException if no mapping fits, or none within the constraints, with all faults of these
     */
    public FoundMapping best() {
        SearchLimits limits = limits();
        List<FoundMapping> planned = planned(limits, NestSpace.PACKED_PLACES);
        if (planned.isEmpty() && levels.stream().anyMatch(NestSearch::packs)) {
            planned = planned(limits, 1);
        }
        if (planned.isEmpty()) {
            refuse(List.of("leave no mapping that was found to fit: with " + constraints
                    + " a tile overflows a level, or sums cannot stay on the chip"));
        }
        return planned.stream()
                .min(Comparator.comparing(FoundMapping::cost, PlanCost.by(goal.objective())))
                .orElseThrow(() -> new InfeasibleLayerException(
                        layer.layer().name(),
                        "no mapping fits: even one element of each tensor at a time overflows a level, or sums cannot"
                                + " stay on the chip"));
    }

    private static boolean packs(Level level) {
        return level instanceof Spatial spatial && spatial.packs();
    }

    /** Of the estimates, or if none of them fits the masks, of the most that tiles may take. */
    private List<FoundMapping> planned(SearchLimits limits, int packedPlaces) {
        List<FoundMapping> planned = planned(search(limits, false, packedPlaces));
        return planned.isEmpty() ? planned(search(limits, true, packedPlaces)) : planned;
    }

    private CandidateSearch search(SearchLimits limits, boolean careful, int packedPlaces) {
        return new CandidateSearch(levels, layer, masks, precision, goal, limits, careful, packedPlaces);
    }

    private SearchLimits limits() {
        refuse(faultsOf(constraints, UnreadParts.NONE, levels, layer, precision));
        return new SearchLimits(levels, constraints);
    }

    /** What is wrong with constraints, whatever a search would find. */
    public static List<String> faultsOf(
            NestConstraints constraints,
            UnreadParts unread,
            List<Level> levels,
            LayerWorkload layer,
            Precision precision) {
        List<String> faults = new ConstraintCheck(layer.shape(), levels, unread).faultsOf(constraints);
        return faults.isEmpty() && unread.isNone()
                ? new LeastTiles(levels, layer, precision, new SearchLimits(levels, constraints)).faults()
                : faults;
    }

    private void refuse(List<String> faults) {
        if (!constraints.isNone()) {
            var limits = MappingLimits.ofConstraints(layer.layer().name());
            faults.forEach(limits::fault);
            limits.throwIfAny();
        }
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
                    plans.add(NestPlan.of(nest, layer, masks, precision, mode));
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
