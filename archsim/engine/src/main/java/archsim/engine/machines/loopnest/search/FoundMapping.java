package archsim.engine.machines.loopnest.search;

import archsim.engine.machines.loopnest.mapping.NestMapping;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.PlanCost;

/**
 * A mapping that a search found.
 *
 * @param plan exact, by that mapping
 * @param cost of the plan under the run's goal
 * @param covered mappings that were estimated
 * @param exhaustive whether these are all of the search's space
 * @param leastCycles that no mapping can beat: all multipliers busy with what zeros leave, and each bit moved once
 */
public record FoundMapping(
        NestMapping mapping, LayerPlan plan, PlanCost cost, long covered, boolean exhaustive, double leastCycles) {

    /** How many times {@link #leastCycles} the mapping takes. */
    public double timesLeast() {
        return cost.cycles() / leastCycles;
    }
}
