package archsim.engine.dataflow;

import archsim.energy.Component;
import archsim.engine.pe.Machine;
import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import java.util.List;

/**
 * How a design walks a layer's loops, and so which multiplier does what in which cycle.
 *
 * <p>The set is closed: a new dataflow is a new record here and a row in the validation.
 */
@JsonbTypeInfo(
        key = "kind",
        value = {
            @JsonbSubtype(alias = "diannao", type = DianNao.class),
            @JsonbSubtype(alias = "cambricon-x", type = CambriconX.class),
            @JsonbSubtype(alias = "sticker", type = Sticker.class),
            @JsonbSubtype(alias = "scnn", type = Scnn.class),
            @JsonbSubtype(alias = "dcnn", type = Dcnn.class),
            @JsonbSubtype(alias = "eie", type = Eie.class),
            @JsonbSubtype(alias = "pattern", type = PatternArray.class),
            @JsonbSubtype(alias = "sparten", type = SparTen.class),
            @JsonbSubtype(alias = "systolic", type = Systolic.class),
            @JsonbSubtype(alias = "nm-tensor-core", type = NmTensorCore.class),
            @JsonbSubtype(alias = "ideal", type = Ideal.class),
            @JsonbSubtype(alias = "sigma", type = Sigma.class),
            @JsonbSubtype(alias = "eyeriss", type = Eyeriss.class)
        })
public sealed interface Dataflow
        permits DianNao,
                CambriconX,
                Sticker,
                Scnn,
                Dcnn,
                Eie,
                PatternArray,
                SparTen,
                Systolic,
                NmTensorCore,
                Ideal,
                Sigma,
                Eyeriss {

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
     * Computes the layer's outputs along the plan's own loops, with only the products that the plan pays for.
     *
     * @param values integer weights {@code [k][c/groups][r][s]} and inputs {@code [n][c][h][w]}, zero where the masks
     *     say so
     */
    FunctionalRun compute(LayerWorkload layer, Machine machine, LayerValues values);
}
