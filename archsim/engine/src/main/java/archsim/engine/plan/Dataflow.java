package archsim.engine.plan;

import archsim.base.ComponentFaults;
import archsim.base.json.ResolvedBy;
import archsim.energy.Action;
import archsim.energy.Component;
import archsim.energy.ComponentParts;
import archsim.engine.pe.Machine;
import archsim.engine.pe.PeArray;
import archsim.engine.pe.Precision;
import archsim.engine.sram.PlacedSram;
import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a design walks a layer's loops, and so which multiplier does what in which cycle: its parameters and its plan.
 *
 * <p>A public record of parameters, checked where it is born, that a {@link MachineKind} gives a name.
 *
 * <p>{@link #poolsOutputs}, {@link #keepsMapsOnChip}, {@link #keepsWeightsOnChip}, {@link #alwaysStoresIndices} and {@link
 * #mostSpeedUpOfTwiceThePes} change no result. They state what the plan does, and the tests that run all machines hold the
 * plan to it.
 */
@ResolvedBy(MachineKinds.class)
public interface Dataflow {

    /** Products that one element of the PE array makes in a cycle. */
    default int multipliersPerPe() {
        return 1;
    }

    /** Whether the PE array may have this shape; one that may not is left out where machines are scaled. */
    default boolean takes(PeArray array) {
        return true;
    }

    /** Parameters that grow with the number of PEs where a machine is scaled; the others are those of one PE. */
    default List<String> parametersOfAllPes() {
        return List.of();
    }

    /** What a multiplier makes of a stored weight and an activation. */
    default Action.Multiply product(Precision precision) {
        return precision.product();
    }

    /** Bits of the two operands that stand before a multiplier. */
    default int operandBits(Precision precision) {
        return precision.weightBits() + precision.activationBits();
    }

    /** Records what of a machine's widths does not go with this dataflow. */
    default void check(Precision precision, ComponentFaults faults) {}

    /** What is assumed of a machine that its description leaves open, a sentence that begins with its subject and a colon. */
    default Optional<String> assumption() {
        return Optional.empty();
    }

    /** The component that the adder behind each multiplier belongs to, with its energy and its area. */
    default Component addersOfProducts() {
        return Component.ADDERS;
    }

    /** The component that the memory of weights belongs to, with its energy and its area. */
    default Component weightMemory() {
        return Component.WEIGHT_BUFFER;
    }

    /**
     * Parts that take area besides multipliers, their adders and the buffers: those of every component that this dataflow
     * counts actions of, but for wires, which lie over the cells.
     */
    default List<ComponentParts> components(Machine machine) {
        return List.of();
    }

    /** The array of a dataflow that describes its machine whole; absent where the design gives array and buffers. */
    default Optional<PeArray> ownArray() {
        return Optional.empty();
    }

    /** The SRAMs of such a dataflow. */
    default List<PlacedSram> ownSrams() {
        return List.of();
    }

    /** Nodes that parts of it have for their own, by the pointer within the JSON of the design that states one. */
    default Map<String, Integer> ownNodes() {
        return Map.of();
    }

    /** Whether pooling is fused behind a layer, so that only pooled outputs are written. */
    default boolean poolsOutputs() {
        return true;
    }

    /** Whether layers of this form run at all, whatever their sizes; the others are refused by {@link #plan}. */
    default boolean runs(Layer layer) {
        return true;
    }

    /** Whether maps that fit stay on the chip between layers, so that DRAM carries weights only. */
    default boolean keepsMapsOnChip() {
        return false;
    }

    /** What is done with inputs that are zero. */
    default ZeroInputs zeroInputs() {
        return ZeroInputs.MULTIPLIED;
    }

    /** Whether weights that fit are in the machine before a layer starts, so that DRAM carries none of them. */
    default boolean keepsWeightsOnChip() {
        return false;
    }

    /** Whether weights are stored with indices even where none of them is zero. */
    default boolean alwaysStoresIndices() {
        return false;
    }

    /** How many times faster at most a layer may run on twice the rows or columns: more than 2 where rows are packed. */
    default int mostSpeedUpOfTwiceThePes() {
        return 2;
    }

    /**
     * Refuses a layer whose shape alone the machine cannot run, before its masks are drawn.
     *
     * @throws InfeasibleLayerException if no masks could make it run
     */
    default void requireFeasible(Layer layer, Machine machine) {}

    /**
     * Cuts a layer into tiles and finds the exact work of each.
     *
     * @throws InfeasibleLayerException if the machine cannot run the layer
     */
    LayerPlan plan(LayerWorkload layer, Machine machine);

    /**
     * The same by the mapping that {@code goal} asks for; a machine that runs a layer in one way only has no use for it.
     *
     * @throws InfeasibleLayerException if the machine cannot run the layer, or not by the mapping given
     */
    default LayerPlan plan(LayerWorkload layer, Machine machine, MappingGoal goal) {
        return plan(layer, machine);
    }

    /** The record of a mapping that a user may give for a layer; absent of a machine without a choice. */
    default Optional<Class<? extends Record>> mapping() {
        return Optional.empty();
    }

    /** The record of what a user may fix of a layer's mapping; absent of a machine whose search takes no such thing. */
    default Optional<Class<? extends Record>> constraints() {
        return Optional.empty();
    }

    /**
     * A mapping with one of each of its parts, which stand where those of a user's cannot be read; absent of a machine that
     * finds no {@link #faultsOf} a mapping.
     */
    default Optional<Record> sampleMapping() {
        return Optional.empty();
    }

    /** The same of constraints. */
    default Optional<Record> sampleConstraints() {
        return Optional.empty();
    }

    /**
     * What is wrong with a mapping of a layer, or with constraints of one, as far as can be told without planning it.
     *
     * @param binding a {@link #mapping} or {@link #constraints}
     * @param unread pointers within it of parts that could not be read, where a sample's stand or nothing does
     * @return a sentence each, with its pointer within {@code binding} in front where it stands at one place
     */
    default List<String> faultsOf(LayerWorkload layer, Machine machine, Record binding, Set<String> unread) {
        return List.of();
    }

    /**
     * The mapping that suits {@code goal} best, or the one given, as people read it; absent of a machine that shows none.
     *
     * @throws InfeasibleLayerException if the machine cannot run the layer
     */
    default Optional<MappedLayer> map(LayerWorkload layer, Machine machine, MappingGoal goal) {
        return Optional.empty();
    }

    /**
     * Computes the layer's outputs along the plan's own loops, with only the products that the plan pays for.
     *
     * @param values integer weights {@code [k][c/groups][r][s]} and inputs {@code [n][c][h][w]}, zero where the masks
     *     say so
     */
    FunctionalRun compute(LayerWorkload layer, Machine machine, LayerValues values);
}
