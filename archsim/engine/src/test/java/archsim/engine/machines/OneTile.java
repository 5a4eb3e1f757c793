package archsim.engine.machines;

import archsim.engine.plan.Dataflow;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.MappingGoal;
import archsim.engine.plan.MemoryRate;
import archsim.engine.plan.Objective;
import archsim.engine.plan.PlanCost;
import archsim.engine.run.config.Tiling;
import archsim.engine.tiling.GivenCut;
import archsim.engine.tiling.PipelineTime;
import archsim.workloads.LayerWorkload;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks for a layer in one tile where a machine's cuts may be given, else for fewest bytes: what is worked out on paper. */
public record OneTile(Dataflow dataflow) implements MappingGoal {

    private static final GivenCut WHOLE =
            new GivenCut(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Optional.empty());

    /** The same as a run's tiling. */
    public Tiling tiling(LayerWorkload layer) {
        Map<String, Record> given = isCut() ? Map.of(layer.layer().name(), WHOLE) : Map.of();
        return new Tiling(objective(), given);
    }

    private boolean isCut() {
        return dataflow.mapping().filter(GivenCut.class::equals).isPresent();
    }

    @Override
    public Objective objective() {
        return Objective.DRAM_BYTES;
    }

    @Override
    public MemoryRate memory() {
        return MemoryRate.UNSTATED;
    }

    @Override
    public List<PlanCost> costs(List<LayerPlan> plans) {
        return PipelineTime.goal(objective(), memory()).costs(plans);
    }

    @Override
    public <T extends Record> Optional<T> given(String layer, Class<T> mapping) {
        return isCut() ? Optional.of(mapping.cast(WHOLE)) : Optional.empty();
    }
}
