package archsim.engine;

import archsim.workloads.Axis;
import archsim.workloads.LayerShape;
import java.util.TreeSet;

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

    /** Inputs under some tap of outputs {@code [from, to)} of an axis: those between the taps are none. */
    public static int used(Axis axis, int from, int to) {
        var used = new TreeSet<Integer>();
        for (int output = from; output < to; output++) {
            for (int tap = 0; tap < axis.kernel(); tap++) {
                int place = output * axis.stride() + tap * axis.dilation() - axis.paddingBefore();
                if (place >= 0 && place < axis.extent()) {
                    used.add(place);
                }
            }
        }
        return used.size();
    }

    /** Input column under weight column {@code s} at output column {@code q}. */
    public static int column(LayerShape shape, int q, int s) {
        return q * shape.columns().stride()
                + s * shape.columns().dilation()
                - shape.columns().paddingBefore();
    }
}
