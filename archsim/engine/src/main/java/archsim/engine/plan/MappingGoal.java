package archsim.engine.plan;

import java.util.List;
import java.util.Optional;

/**
 * What a machine that has a choice of mappings is to choose by, and what it would cost.
 *
 * <p>A machine estimates all its mappings with {@link #memory} and has the best few judged by {@link #costs}.
 */
public interface MappingGoal {

    /** What is to be least. */
    Objective objective();

    /** The DRAM, for estimates. */
    MemoryRate memory();

    /** What finished plans of one layer cost, in their order, all found in the same way. */
    List<PlanCost> costs(List<LayerPlan> plans);

    /** Share of the usual work that a search may take, above 0 and at most 1. */
    default double effort() {
        return 1;
    }

    /**
     * The mapping that the user gives for a layer.
     *
     * @param mapping what {@link Dataflow#mapping} says
     */
    default <T extends Record> Optional<T> given(String layer, Class<T> mapping) {
        return Optional.empty();
    }

    /**
     * What the user fixes of a layer's mapping, the rest of which is to be found.
     *
     * @param constraints what {@link Dataflow#constraints} says
     */
    default <T extends Record> Optional<T> constraints(String layer, Class<T> constraints) {
        return Optional.empty();
    }
}
