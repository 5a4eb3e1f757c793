package archsim.engine.run;

import archsim.engine.accelerator.Accelerator;
import archsim.engine.plan.LayerPlan;
import archsim.workloads.LayerWorkload;

/** Where a simulator gets the plans of layers from. */
@FunctionalInterface
public interface Plans {

    /** Each made by the machine's dataflow when asked for. */
    Plans DIRECT =
            (layer, accelerator, goal) -> OperandTypes.plan(layer, accelerator.dataflow(), accelerator.machine(), goal);

    /**
     * Plan of a layer on a machine.
     *
     * @throws archsim.engine.plan.InfeasibleLayerException if the machine cannot run the layer
     */
    LayerPlan plan(LayerWorkload layer, Accelerator accelerator, RunGoal goal);
}
