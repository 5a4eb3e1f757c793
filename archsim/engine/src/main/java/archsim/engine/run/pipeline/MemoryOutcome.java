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
 * @param idlePs the longest time in which the memory has nothing to do once weights of the next layer have room; in closed form all
 *     the time in which it has nothing to do
 */
public record MemoryOutcome(long cycles, long analyticalCycles, DramUse dram, long idlePs) {

    /** An outcome that leaves no time for anything else. */
    MemoryOutcome(long cycles, long analyticalCycles, DramUse dram) {
        this(cycles, analyticalCycles, dram, 0);
    }

    public static MemoryOutcome of(LayerPlan plan, Accelerator accelerator, DramStandard memory, Fidelity fidelity) {
        return of(plan, accelerator.clockPeriodPs(), memory, fidelity);
    }

    static MemoryOutcome of(LayerPlan plan, long periodPs, DramStandard memory, Fidelity fidelity) {
        return fidelity == Fidelity.EVENT
                ? simulated(plan, periodPs, memory, LayerObserver.NONE)
                : estimated(plan, periodPs, memory);
    }

    /** By events, of which {@code observer} is told. */
    public static MemoryOutcome simulated(
            LayerPlan plan, Accelerator accelerator, DramStandard memory, LayerObserver observer) {
        return simulated(plan, accelerator.clockPeriodPs(), memory, observer);
    }

    private static MemoryOutcome simulated(LayerPlan plan, long periodPs, DramStandard memory, LayerObserver observer) {
        BurstPlan bursts = bursts(plan, memory);
        if (memory.isOnChip()) {
            return onChip(plan, bursts, periodPs, observer, memory);
        }
        var simulation = new LayerSimulation(plan, bursts, memory, periodPs, observer);
        long endPs = simulation.run();
        long cycles = Ceil.div(endPs, periodPs);
        DramUse use = DramUse.simulated(bursts, simulation.dram(), cycles * periodPs);
        long bound = AnalyticalBound.cycles(plan, bursts, memory, periodPs);
        return new MemoryOutcome(cycles, bound, use, simulation.idlePs());
    }

    private static MemoryOutcome estimated(LayerPlan plan, long periodPs, DramStandard memory) {
        if (memory.isOnChip()) {
            return simulated(plan, periodPs, memory, LayerObserver.NONE);
        }
        BurstPlan bursts = bursts(plan, memory);
        long cycles = AnalyticalBound.cycles(plan, bursts, memory, periodPs);
        long idlePs = cycles * periodPs - AnalyticalBound.busyPs(bursts.allBursts(), memory);
        return new MemoryOutcome(cycles, cycles, DramUse.estimated(bursts, memory, cycles * periodPs), idlePs);
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

    static BurstPlan bursts(LayerPlan plan, DramStandard memory) {
        return new BurstPlan(plan, memory.geometry().burstBytes(), regionBursts(memory));
    }

    /** Regions of memory are aligned so that they share no row. */
    private static long regionBursts(DramStandard memory) {
        return (long) memory.interleavedRows() * memory.geometry().burstsPerRow();
    }
}
