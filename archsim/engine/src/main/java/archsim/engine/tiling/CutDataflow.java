package archsim.engine.tiling;

import archsim.engine.pe.Machine;
import archsim.engine.plan.Dataflow;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.MappingGoal;
import archsim.workloads.LayerWorkload;
import java.util.Optional;

/** A dataflow whose tiles {@link TileSearch} cuts, unless the user gives the cut. */
public interface CutDataflow extends Dataflow {

    @Override
    default Optional<Class<? extends Record>> mapping() {
        return Optional.of(GivenCut.class);
    }

    @Override
    default LayerPlan plan(LayerWorkload layer, Machine machine) {
        return plan(layer, machine, PipelineTime.goal());
    }

    @Override
    LayerPlan plan(LayerWorkload layer, Machine machine, MappingGoal goal);
}
