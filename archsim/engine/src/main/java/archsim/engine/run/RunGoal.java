package archsim.engine.run;

import archsim.energy.EnergyBreakdown;
import archsim.energy.EnergyModel;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.MappingGoal;
import archsim.engine.plan.MemoryRate;
import archsim.engine.plan.Objective;
import archsim.engine.plan.PlanCost;
import archsim.engine.run.config.Tiling;
import archsim.engine.run.pipeline.PlanTime;
import archsim.engine.run.result.LayerActions;
import archsim.tables.DramStandard;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the layers of a run are mapped for: the objective of its configuration, on its machine and memory.
 *
 * <p>Plans are compared by {@link PlanTime}, the same in both fidelities, so that these simulate the same plan.
 */
public final class RunGoal implements MappingGoal {

    private final Tiling tiling;
    private final Accelerator accelerator;
    private final DramStandard memory;
    private final Supplier<EnergyModel> prices;
    private final PlanTime time;

    /** @param prices asked only where energy is to be least */
    public RunGoal(Tiling tiling, Accelerator accelerator, DramStandard memory, Supplier<EnergyModel> prices) {
        this.tiling = tiling;
        this.accelerator = accelerator;
        this.memory = memory;
        this.prices = prices;
        this.time = new PlanTime(accelerator, memory);
    }

    /** All that a plan depends on beside the layer and the machine. */
    record Key(Tiling tiling, long clockPeriodPs, DramStandard memory, Optional<EnergyModel> prices) {}

    Key key() {
        return new Key(
                tiling,
                accelerator.clockPeriodPs(),
                memory,
                comparesEnergies() ? Optional.of(prices.get()) : Optional.empty());
    }

    /** Whether some layers' mappings are given or constrained, by their names. */
    boolean givesMappings() {
        return !tiling.given().isEmpty() || !tiling.constrained().isEmpty();
    }

    private boolean comparesEnergies() {
        return tiling.objective() == Objective.ENERGY || tiling.objective() == Objective.EDP;
    }

    @Override
    public Objective objective() {
        return tiling.objective();
    }

    @Override
    public MemoryRate memory() {
        return time.rate();
    }

    @Override
    public List<PlanCost> costs(List<LayerPlan> plans) {
        if (!comparesEnergies()) {
            return time.costs(plans);
        }
        return time.outcomes(plans, (plan, outcome, cost) -> {
            var counts = LayerActions.of(plan, outcome, accelerator, memory);
            return new PlanCost(
                    cost.cycles(), EnergyBreakdown.of(counts, prices.get()).totalPj(), cost.dramBits());
        });
    }

    @Override
    public <T extends Record> Optional<T> given(String layer, Class<T> mapping) {
        return Optional.ofNullable(tiling.given().get(layer)).map(mapping::cast);
    }

    @Override
    public <T extends Record> Optional<T> constraints(String layer, Class<T> constraints) {
        return tiling.constraintsOf(layer).map(tiling.constrained()::get).map(constraints::cast);
    }
}
