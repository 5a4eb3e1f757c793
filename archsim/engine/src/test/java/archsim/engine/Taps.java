package archsim.engine;

import archsim.workloads.Axis;
import archsim.workloads.LayerShape;

/** Which inputs lie under which weights, written out. */
public final class Taps {

    private Taps() {}

    /** Input row under weight row {@code r} at output row {@code p}; in the padding where it is no row of the input. */
    public static int row(LayerShape shape, int p, int r) {
        return p * shape.rows().stride()
                + r * shape.rows().dilation()
                - shape.rows().paddingBefore();
    }

    /** Positions from a kernel's first tap to its last. */
    public static int reach(Axis axis) {
        return 1 + (axis.kernel() - 1) * axis.dilation();
    }

    /** Input column under weight column {@code s} at output column {@code q}. */
    public static int column(LayerShape shape, int q, int s) {
        return q * shape.columns().stride()
                + s * shape.columns().dilation()
                - shape.columns().paddingBefore();
    }
}
