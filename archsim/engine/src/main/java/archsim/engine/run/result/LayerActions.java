package archsim.engine.run.result;

import archsim.energy.ActionCounts;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.plan.LayerPlan;
import archsim.engine.run.pipeline.MemoryOutcome;
import archsim.tables.DramStandard;

/** Everything of a layer that costs energy: on the chip, in the memory, and clock and leakage over the layer's time. */
public final class LayerActions {

    private LayerActions() {}

    /** All of it. */
    public static ActionCounts of(LayerPlan plan, MemoryOutcome outcome, Accelerator accelerator, DramStandard memory) {
        var counts = new ActionCounts();
        counts.addAll(plan.onChip());
        outcome.dram().addTo(counts, memory);
        new LastingActions(counts, accelerator).add(outcome.cycles(), 1);
        return counts;
    }

    /** What the chip alone takes when memory never stalls. */
    public static ActionCounts ofChip(LayerPlan plan, Accelerator accelerator) {
        var counts = new ActionCounts();
        counts.addAll(plan.onChip());
        new LastingActions(counts, accelerator).add(plan.computeCycles(), 1);
        return counts;
    }
}
