package archsim.engine.run;

import archsim.base.Ceil;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.dataflow.LayerPlan;
import archsim.tables.DramStandard;

/**
 * When a layer ends once its data must come from DRAM.
 *
 * @param cycles core cycles from start to end
 * @param analyticalCycles their lower bound
 * @param dram what the memory did
 */
record MemoryOutcome(long cycles, long analyticalCycles, DramUse dram) {

    static MemoryOutcome of(LayerPlan plan, Accelerator accelerator, DramStandard memory, Fidelity fidelity) {
        long periodPs = accelerator.clockPeriodPs();
        var bursts = new BurstPlan(plan, memory.geometry().burstBytes(), regionBursts(memory));
        long analyticalCycles = AnalyticalBound.cycles(plan, bursts, memory, periodPs);
        if (fidelity == Fidelity.ANALYTICAL) {
            DramUse use = DramUse.estimated(bursts, memory, analyticalCycles * periodPs);
            return new MemoryOutcome(analyticalCycles, analyticalCycles, use);
        }
        var simulation = new LayerSimulation(plan, bursts, memory, periodPs);
        long endPs = simulation.run();
        long cycles = Ceil.div(endPs, periodPs);
        DramUse use = DramUse.simulated(bursts, simulation.dram(), cycles * periodPs);
        return new MemoryOutcome(cycles, analyticalCycles, use);
    }

    /** Regions of memory are aligned so that they share no row. */
    private static long regionBursts(DramStandard memory) {
        return (long) memory.interleavedRows() * memory.geometry().burstsPerRow();
    }
}
