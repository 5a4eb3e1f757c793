package archsim.engine.plan;

import archsim.base.json.ResolvedBy;
import archsim.energy.Component;
import archsim.engine.pe.Machine;
import archsim.workloads.LayerWorkload;
import java.util.List;

/**
 * How a design walks a layer's loops, and so which multiplier does what in which cycle: its parameters and its plan.
 *
 * <p>A public record of parameters, checked where it is born, that a {@link MachineKind} gives a name.
 */
@ResolvedBy(MachineKinds.class)
public interface Dataflow {

    /** Products that one element of the PE array makes in a cycle. */
    default int multipliersPerPe() {
        return 1;
    }

    /** Parts that take area besides multipliers, their adders and the buffers. */
    default List<Component> components(Machine machine) {
        return List.of();
    }

    /** Whether pooling is fused behind a layer, so that only pooled outputs are written. */
    default boolean poolsOutputs() {
        return true;
    }

    /**
     * Cuts a layer into tiles and finds the exact work of each.
     *
     * @throws InfeasibleLayerException if the machine cannot run the layer
     */
    LayerPlan plan(LayerWorkload layer, Machine machine);

    /**
     * Computes the layer's outputs along the plan's own loops, with only the products that the plan pays for.
     *
     * @param values integer weights {@code [k][c/groups][r][s]} and inputs {@code [n][c][h][w]}, zero where the masks
     *     say so
     */
    FunctionalRun compute(LayerWorkload layer, Machine machine, LayerValues values);
}
