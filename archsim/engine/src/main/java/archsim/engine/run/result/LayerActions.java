package archsim.engine.run.result;

import archsim.energy.Action;
import archsim.energy.ActionCounts;
import archsim.energy.Component;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.plan.LayerPlan;
import archsim.engine.run.pipeline.MemoryOutcome;
import archsim.tables.DramStandard;

/** Everything of a layer that costs energy: on the chip, in the memory, and leakage over the layer's time. */
public final class LayerActions {

    private LayerActions() {}

    public static ActionCounts of(LayerPlan plan, MemoryOutcome outcome, Accelerator accelerator, DramStandard memory) {
        var counts = new ActionCounts();
        counts.addAll(plan.onChip());
        outcome.dram().addTo(counts, memory);
        long timeNs = Math.round(outcome.cycles() * 1000.0 / accelerator.clockMhz());
        accelerator
                .buffers()
                .byDataType()
                .forEach((type, buffer) -> counts.add(
                        Component.LEAKAGE,
                        type,
                        new Action.SramLeakage(buffer.bankBytes(), buffer.wordBits()),
                        timeNs * buffer.banks()));
        return counts;
    }
}
