package archsim.workloads.network;

import archsim.workloads.LayerKind;

/** What the activations of a matrix product are multiplied with. */
public enum MatrixOperand {
    /** Parameters of the model. */
    WEIGHTS(LayerKind.LINEAR),
    /** Other activations, as in attention. */
    ACTIVATIONS(LayerKind.ACTIVATION_PRODUCT);

    private final LayerKind kind;

    MatrixOperand(LayerKind kind) {
        this.kind = kind;
    }

    static MatrixOperand of(LayerKind kind) {
        return kind == LayerKind.ACTIVATION_PRODUCT ? ACTIVATIONS : WEIGHTS;
    }

    LayerKind kind() {
        return kind;
    }
}
