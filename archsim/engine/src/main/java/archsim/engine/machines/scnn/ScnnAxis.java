package archsim.engine.machines.scnn;

import archsim.workloads.Axis;
import java.util.ArrayList;
import java.util.List;

/**
 * One axis of a map as SCNN's PEs see it: which of them holds an input, and which outputs it adds to.
 *
 * <p>Inputs whose outputs lie in the same banks have the same <em>kind</em>, so that conflicts are counted once for all of
 * them.
 */
final class ScnnAxis {

    private final ScnnTiling tiling;
    private final Axis axis;
    private final int origin;
    private final int tile;
    private final int sums;
    private final int period;
    private final boolean local;
    private final int[] kindOf;
    private final List<Integer> kinds = new ArrayList<>();

    /** @param images whose sums lie beside each other in the accumulators */
    ScnnAxis(Scnn scnn, Axis axis, int elements, int images) {
        this.axis = axis;
        tiling = scnn.tilingInForce();
        origin = tiling.origin(axis);
        tile = tiling.tile(axis, elements);
        sums = tiling.sums(axis, tile, elements);
        period = scnn.bankHash().period(scnn);
        local = scnn.bankHash().isLocal();
        kindOf = new int[images * axis.extent()];
        for (int i = 0; i < kindOf.length; i++) {
            int representative = representative(i / axis.extent(), i % axis.extent());
            if (!kinds.contains(representative)) {
                kinds.add(representative);
            }
            kindOf[i] = kinds.indexOf(representative);
        }
    }

    /** PE along this axis that holds input {@code i}. */
    int element(int i) {
        return (i + axis.paddingBefore() - origin) / tile;
    }

    /** PEs along this axis that hold inputs: they are the first. */
    int elements() {
        return element(axis.extent() - 1) + 1;
    }

    /** Kind of input {@code i} of an image, 0 to {@link #kinds()} - 1. */
    int kind(int image, int i) {
        return kindOf[image * axis.extent() + i];
    }

    int kinds() {
        return kinds.size();
    }

    /** Steps of the stride from the beginning of its PE's tile to input {@code i}. */
    int stepInTile(int i) {
        return (i + axis.paddingBefore() - origin) % tile / axis.stride();
    }

    /** Coordinates of a PE's tile. */
    int tile() {
        return tile;
    }

    /** Sums of one filter and image that a PE's accumulators provide for. */
    int sums() {
        return sums;
    }

    /** Most steps that a tap takes a product away from its input. */
    private int reach() {
        return steps(axis.kernel() - 1);
    }

    /** Steps of the stride that a tap takes a product away from its input. */
    private int steps(int tap) {
        return tap * axis.dilation() / axis.stride();
    }

    /** The nearest coordinate, in steps of the stride, from which the same outputs exist in the same places. */
    private int representative(int image, int i) {
        int step = (i + axis.paddingBefore()) / axis.stride();
        if (local) {
            return (step - (origin + element(i) * tile) / axis.stride() + image * sums) % period;
        }
        boolean atAnEdge = step < reach() || step >= axis.outputs();
        return atAnEdge ? step : reach() + (step - reach()) % period;
    }

    /** Whether a product of an input of {@code kind} with a weight under {@code tap} meets a bank. */
    boolean meetsBank(int kind, int tap) {
        int output = kinds.get(kind) - steps(tap);
        return local || (output >= 0 && output < axis.outputs());
    }

    /** Output, up to the repetition of places, of a product that meets a bank. */
    int output(int kind, int tap) {
        return kinds.get(kind) - steps(tap) + (local ? reach() : 0);
    }

    /** Sums that a tile hands to the PE below, keeps, and hands to the PE above: their extent along this axis. */
    int[] handedOver() {
        return new int[] {
            tiling.crossing(axis, Math.max(0, axis.reach() - 1 - axis.paddingBefore()), tile < axis.extent()),
            tiling.crossing(axis, tile, true),
            tiling.crossing(axis, axis.paddingBefore(), tile < axis.extent())
        };
    }
}
