package archsim.engine.dataflow;

import archsim.engine.pe.Machine;
import archsim.workloads.LayerWorkload;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeInfo;

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
            @JsonbSubtype(alias = "systolic", type = Systolic.class),
            @JsonbSubtype(alias = "nm-tensor-core", type = NmTensorCore.class),
            @JsonbSubtype(alias = "ideal", type = Ideal.class),
            @JsonbSubtype(alias = "sigma", type = Sigma.class),
            @JsonbSubtype(alias = "eyeriss", type = Eyeriss.class)
        })
public sealed interface Dataflow permits DianNao, CambriconX, Sticker, Systolic, NmTensorCore, Ideal, Sigma, Eyeriss {

    /** Products that one element of the PE array makes in a cycle. */
    default int multipliersPerPe() {
        return 1;
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
