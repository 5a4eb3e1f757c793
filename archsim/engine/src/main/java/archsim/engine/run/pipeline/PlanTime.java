package archsim.engine.run.pipeline;

import archsim.engine.accelerator.Accelerator;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.MemoryRate;
import archsim.engine.plan.PlanCost;
import archsim.engine.tiling.PipelineTime;
import archsim.tables.DramStandard;
import java.util.List;

/**
 * When plans end that are still to be chosen from: small ones by events, others tile by tile in closed form.
 *
 * <p>The plans of one layer are all compared in the same way, whatever the fidelity of the run.
 */
public final class PlanTime {

    private static final long MOST_BURSTS = 4096;
    private static final int MOST_TILES = 512;

    /** Of the data bus, what refresh and turns between rows leave to long transfers. */
    private static final double SUSTAINED = 0.95;

    /** More than any machine asks for. */
    private static final MemoryRate ON_CHIP = new MemoryRate(1e15, 0, Byte.SIZE);

    private final Accelerator accelerator;
    private final DramStandard memory;
    private final MemoryRate rate;

    public PlanTime(Accelerator accelerator, DramStandard memory) {
        this.accelerator = accelerator;
        this.memory = memory;
        this.rate = rate(accelerator.clockPeriodPs(), memory);
    }

    private static MemoryRate rate(long clockPeriodPs, DramStandard memory) {
        if (memory.isOnChip()) {
            return ON_CHIP;
        }
        DramStandard.Timing timing = memory.timing();
        double clocksPerCycle = (double) clockPeriodPs / timing.tCkPs();
        long burstBits = memory.geometry().burstBytes() * 8L;
        int latency = timing.tRCD() + timing.casLatency() + memory.geometry().burstCycles();
        return new MemoryRate(
                SUSTAINED * burstBits * memory.channels() / memory.burstSpacingClocks() * clocksPerCycle,
                latency / clocksPerCycle,
                burstBits);
    }

    /** The memory beside the machine's clock. */
    public MemoryRate rate() {
        return rate;
    }

    /** Costs of plans, energy as far as it is the memory's. */
    public List<PlanCost> costs(List<LayerPlan> plans) {
        if (!areSmall(plans)) {
            return plans.stream().map(plan -> PipelineTime.cost(plan, rate)).toList();
        }
        return outcomes(plans, (plan, outcome, cost) -> cost);
    }

    /** Makes a cost from the outcome of a plan. */
    @FunctionalInterface
    public interface CostOfOutcome {

        /**
         * The cost of a plan.
         *
         * @param cost with the energy as far as it is the memory's
         */
        PlanCost of(LayerPlan plan, MemoryOutcome outcome, PlanCost cost);
    }

    /** Costs of plans from what the memory did. */
    public List<PlanCost> outcomes(List<LayerPlan> plans, CostOfOutcome costs) {
        boolean small = areSmall(plans);
        return plans.stream()
                .map(plan -> {
                    MemoryOutcome outcome = small
                            ? MemoryOutcome.simulated(plan, accelerator, memory, LayerObserver.NONE)
                            : MemoryOutcome.within(
                                    Math.round(PipelineTime.cost(plan, rate).cycles()), plan, accelerator, memory);
                    double bits = outcome.dram().bytes(memory).values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum()
                            * 8.0;
                    double energy = PipelineTime.energy((double) outcome.cycles(), bits, rate);
                    return costs.of(plan, outcome, new PlanCost((double) outcome.cycles(), energy, bits));
                })
                .toList();
    }

    private boolean areSmall(List<LayerPlan> plans) {
        return plans.stream()
                .allMatch(plan -> plan.tiles().size() <= MOST_TILES
                        && PipelineTime.movedBits(plan) <= MOST_BURSTS * rate.burstBits());
    }
}
