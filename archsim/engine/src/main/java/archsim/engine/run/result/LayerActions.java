package archsim.engine.run.result;

import archsim.energy.ActionCounts;
import archsim.energy.Component;
import archsim.energy.DataType;
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
        addTime(counts, outcome.cycles(), 1, accelerator);
        return counts;
    }

    /** What the chip alone takes when memory never stalls. */
    public static ActionCounts ofChip(LayerPlan plan, Accelerator accelerator) {
        var counts = new ActionCounts();
        counts.addAll(plan.onChip());
        addTime(counts, plan.computeCycles(), 1, accelerator);
        return counts;
    }

    /** What lasts, {@code times} over: the clock, which runs also while the machine waits, and leakage. */
    public static void addTime(ActionCounts counts, long cycles, long times, Accelerator accelerator) {
        accelerator
                .flipFlops()
                .cycles()
                .forEach(cycle -> counts.add(Component.CLOCK, DataType.PSUMS, cycle, cycles * times));
        long timeNs = Math.round(cycles * 1000.0 / accelerator.clockMhz()) * times;
        if (accelerator.temperatureK().isPresent()) {
            accelerator
                    .logicLeakage()
                    .forEach(leakage -> counts.add(Component.LEAKAGE, DataType.PSUMS, leakage, timeNs));
        }
        accelerator
                .srams()
                .forEach(placed -> counts.add(
                        Component.LEAKAGE,
                        placed.dataType(),
                        placed.leakage(),
                        timeNs * placed.buffer().banks() * placed.instances()));
    }
}
