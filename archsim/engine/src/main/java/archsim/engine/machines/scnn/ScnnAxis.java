package archsim.engine.machines.scnn;

import archsim.workloads.LayerShape;
import java.util.ArrayList;
import java.util.List;

/**
 * One axis of a map as SCNN's PEs see it: which of them holds an input, in which stride class, and which outputs it meets.
 *
 * <p>Inputs whose outputs lie in the same banks have the same <em>kind</em>, so that conflicts are counted once for all of
 * them.
 */
final class ScnnAxis {

    private final ScnnTiling tiling;
    private final int extent;
    private final int kernel;
    private final int stride;
    private final int padding;
    private final int outputs;
    private final int origin;
    private final int tile;
    private final int sums;
    private final int period;
    private final boolean local;
    private final int[] kindOf;
    private final List<Integer> kinds = new ArrayList<>();

    private ScnnAxis(Scnn scnn, int extent, int kernel, int outputs, LayerShape shape, int elements) {
        this.extent = extent;
        this.kernel = kernel;
        this.outputs = outputs;
        stride = shape.stride();
        padding = shape.padding();
        tiling = scnn.tilingInForce();
        origin = tiling.origin(padding);
        tile = tiling.tile(extent, padding, elements);
        sums = tiling.sums(tile, kernel, stride, outputs, elements);
        period = scnn.bankHash().period(scnn);
        local = scnn.bankHash().isLocal();
        kindOf = new int[extent];
        for (int i = 0; i < extent; i++) {
            int representative = representative(i);
            if (!kinds.contains(representative)) {
                kinds.add(representative);
            }
            kindOf[i] = kinds.indexOf(representative);
        }
    }

    static ScnnAxis rows(Scnn scnn, LayerShape shape, int elements) {
        return new ScnnAxis(scnn, shape.h(), shape.r(), shape.p(), shape, elements);
    }

    static ScnnAxis columns(Scnn scnn, LayerShape shape, int elements) {
        return new ScnnAxis(scnn, shape.w(), shape.s(), shape.q(), shape, elements);
    }

    /** PE along this axis that holds input {@code i}. */
    int element(int i) {
        return (i + padding - origin) / tile;
    }

    /** PEs along this axis that hold inputs: they are the first. */
    int elements() {
        return element(extent - 1) + 1;
    }

    /** Remainder that a weight's offset must have to meet input {@code i}. */
    int strideClass(int i) {
        return (i + padding) % stride;
    }

    /** Kind of input {@code i}, 0 to {@link #kinds()} - 1. */
    int kind(int i) {
        return kindOf[i];
    }

    int kinds() {
        return kinds.size();
    }

    /** Steps of the stride from the beginning of its PE's tile to input {@code i}. */
    int stepInTile(int i) {
        return (i + padding - origin) % tile / stride;
    }

    /** Coordinates of a PE's tile. */
    int tile() {
        return tile;
    }

    /** Sums of one filter that a PE's accumulators provide for. */
    int sums() {
        return sums;
    }

    /** Most steps that an offset takes a product away from its input. */
    private int reach() {
        return (kernel - 1) / stride;
    }

    /** The nearest coordinate, in steps of the stride, from which the same outputs exist in the same places. */
    private int representative(int i) {
        int step = (i + padding) / stride;
        if (local) {
            return (step - (origin + element(i) * tile) / stride) % period;
        }
        boolean atAnEdge = step < reach() || step >= outputs;
        return atAnEdge ? step : reach() + (step - reach()) % period;
    }

    /** Whether a product of an input of {@code kind} with the weight at {@code offset} meets a bank. */
    boolean meetsBank(int kind, int offset) {
        int output = kinds.get(kind) - offset / stride;
        return local || (output >= 0 && output < outputs);
    }

    /** Output, up to the repetition of places, of a product that meets a bank. */
    int output(int kind, int offset) {
        return kinds.get(kind) - offset / stride + (local ? reach() : 0);
    }

    /** Sums that a tile hands to the PE below, keeps, and hands to the PE above: their extent along this axis. */
    int[] handedOver() {
        return new int[] {
            tiling.crossing(Math.max(0, kernel - 1 - padding), stride, tile < extent),
            tiling.crossing(tile, stride, true),
            tiling.crossing(padding, stride, tile < extent)
        };
    }
}
