package archsim.engine.run.pipeline;

import archsim.engine.accelerator.Accelerator;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.MemoryRate;
import archsim.engine.plan.PlanCost;
import archsim.engine.tiling.PipelineTime;
import archsim.tables.DramStandard;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * When plans end that are still to be chosen from: small ones by events, others tile by tile in closed form.
 *
 * <p>The plans of one layer are compared in the same way, whatever the fidelity of the run. Beside the cheapest small one, which
 * is timed in both ways, a large plan takes the cycles of the closed form in the ratio that events have to it there.
 */
public final class PlanTime {

    private static final long MOST_BURSTS = 4096;
    private static final int MOST_TILES = 4096;

    /** Of the data bus, what refresh and turns between rows leave to long transfers. */
    private static final double SUSTAINED = 0.95;

    /** More than any machine asks for. */
    private static final MemoryRate ON_CHIP = new MemoryRate(1e15, 0, Byte.SIZE);

    private final Accelerator accelerator;
    private final DramStandard memory;
    private final MemoryRate rate;

    /** Outcomes of the plans compared last: the best of them is compared with others next. */
    private volatile IdentityHashMap<LayerPlan, MemoryOutcome> last = new IdentityHashMap<>();

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
        IdentityHashMap<LayerPlan, MemoryOutcome> before = last;
        List<Optional<MemoryOutcome>> simulated = plans.stream()
                .map(plan -> isSmall(plan) ? Optional.of(simulated(plan, before)) : Optional.<MemoryOutcome>empty())
                .toList();
        var now = new IdentityHashMap<LayerPlan, MemoryOutcome>();
        IntStream.range(0, plans.size())
                .forEach(i -> simulated.get(i).ifPresent(outcome -> now.put(plans.get(i), outcome)));
        last = now;
        double ratio = eventsToClosedForm(plans, simulated);
        return IntStream.range(0, plans.size())
                .mapToObj(i -> cost(plans.get(i), simulated.get(i), ratio, costs))
                .toList();
    }

    private MemoryOutcome simulated(LayerPlan plan, IdentityHashMap<LayerPlan, MemoryOutcome> known) {
        MemoryOutcome outcome = known.get(plan);
        return outcome != null ? outcome : MemoryOutcome.simulated(plan, accelerator, memory, LayerObserver.NONE);
    }

    private double eventsToClosedForm(List<LayerPlan> plans, List<Optional<MemoryOutcome>> simulated) {
        if (simulated.stream().allMatch(Optional::isPresent)) {
            return 1;
        }
        return IntStream.range(0, plans.size())
                .filter(i -> simulated.get(i).isPresent())
                .boxed()
                .min(Comparator.comparingLong(i -> simulated.get(i).get().cycles()))
                .map(i -> simulated.get(i).get().cycles()
                        / PipelineTime.cost(plans.get(i), rate).cycles())
                .orElse(1.0);
    }

    private PlanCost cost(LayerPlan plan, Optional<MemoryOutcome> simulated, double ratio, CostOfOutcome costs) {
        MemoryOutcome outcome = simulated.orElseGet(() -> MemoryOutcome.within(
                Math.round(ratio * PipelineTime.cost(plan, rate).cycles()), plan, accelerator, memory));
        double bits = 8.0
                * outcome.dram().bytes(memory).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
        double energy = PipelineTime.energy((double) outcome.cycles(), bits, rate);
        return costs.of(plan, outcome, new PlanCost((double) outcome.cycles(), energy, bits));
    }

    private boolean isSmall(LayerPlan plan) {
        return plan.tiles().size() <= MOST_TILES && PipelineTime.movedBits(plan) <= MOST_BURSTS * rate.burstBits();
    }
}
