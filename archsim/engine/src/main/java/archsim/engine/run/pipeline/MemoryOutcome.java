package archsim.engine.run.pipeline;

import archsim.base.Ceil;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.plan.LayerPlan;
import archsim.engine.run.config.Fidelity;
import archsim.tables.DramStandard;

/**
 * When a layer ends once its data must come from DRAM.
 *
 * @param cycles core cycles from start to end
 * @param analyticalCycles their lower bound
 * @param dram what the memory did
 */
public record MemoryOutcome(long cycles, long analyticalCycles, DramUse dram) {

    public static MemoryOutcome of(LayerPlan plan, Accelerator accelerator, DramStandard memory, Fidelity fidelity) {
        return fidelity == Fidelity.EVENT
                ? simulated(plan, accelerator, memory, LayerObserver.NONE)
                : estimated(plan, accelerator, memory);
    }

    /** By events, of which {@code observer} is told. */
    public static MemoryOutcome simulated(
            LayerPlan plan, Accelerator accelerator, DramStandard memory, LayerObserver observer) {
        long periodPs = accelerator.clockPeriodPs();
        BurstPlan bursts = bursts(plan, memory);
        if (memory.isOnChip()) {
            return onChip(plan, bursts, periodPs, observer, memory);
        }
        var simulation = new LayerSimulation(plan, bursts, memory, periodPs, observer);
        long endPs = simulation.run();
        long cycles = Ceil.div(endPs, periodPs);
        DramUse use = DramUse.simulated(bursts, simulation.dram(), cycles * periodPs);
        return new MemoryOutcome(cycles, AnalyticalBound.cycles(plan, bursts, memory, periodPs), use);
    }

    private static MemoryOutcome estimated(LayerPlan plan, Accelerator accelerator, DramStandard memory) {
        if (memory.isOnChip()) {
            return simulated(plan, accelerator, memory, LayerObserver.NONE);
        }
        long periodPs = accelerator.clockPeriodPs();
        BurstPlan bursts = bursts(plan, memory);
        long cycles = AnalyticalBound.cycles(plan, bursts, memory, periodPs);
        return new MemoryOutcome(cycles, cycles, DramUse.estimated(bursts, memory, cycles * periodPs));
    }

    /** A plan that is known to end after {@code cycles}, its memory as estimated. */
    static MemoryOutcome within(long cycles, LayerPlan plan, Accelerator accelerator, DramStandard memory) {
        BurstPlan bursts = bursts(plan, memory);
        if (memory.isOnChip()) {
            return new MemoryOutcome(cycles, cycles, DramUse.onChip(bursts));
        }
        var use = DramUse.estimated(bursts, memory, cycles * accelerator.clockPeriodPs());
        return new MemoryOutcome(cycles, cycles, use);
    }

    /** All data are there when they are wanted. */
    private static MemoryOutcome onChip(
            LayerPlan plan, BurstPlan bursts, long periodPs, LayerObserver observer, DramStandard memory) {
        BurstPlan nothing = BurstPlan.ofNothing(plan);
        long cycles = Ceil.div(new LayerSimulation(plan, nothing, memory, periodPs, observer).run(), periodPs);
        return new MemoryOutcome(
                cycles, AnalyticalBound.cycles(plan, nothing, memory, periodPs), DramUse.onChip(bursts));
    }

    private static BurstPlan bursts(LayerPlan plan, DramStandard memory) {
        return new BurstPlan(plan, memory.geometry().burstBytes(), regionBursts(memory));
    }

    /** Regions of memory are aligned so that they share no row. */
    private static long regionBursts(DramStandard memory) {
        return (long) memory.interleavedRows() * memory.geometry().burstsPerRow();
    }
}
