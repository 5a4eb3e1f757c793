package archsim.engine.machines.scnn;

import archsim.engine.counts.Presence;
import archsim.engine.counts.ZeroRunEntries;
import archsim.workloads.Axis;
import archsim.workloads.LayerShape;

/**
 * The inputs that each PE holds: tiles of the map (published), or of the padded map (DNNsim). Within a tile the inputs of
 * a stride class are stored row by row, as zero-run entries over every step of the stride, whether in the map or not.
 */
final class CountedTiles {

    private final LayerShape shape;
    private final Presence presence;
    private final boolean padded;
    private final int columns;
    private final int tileHigh;
    private final int tileWide;

    CountedTiles(LayerShape shape, Presence presence, boolean padded, int rows, int columns) {
        this.shape = shape;
        this.presence = presence;
        this.padded = padded;
        this.columns = columns;
        tileHigh = up(shape.h() + (padded ? padding(shape.rows()) : 0), rows);
        tileWide = up(shape.w() + (padded ? padding(shape.columns()) : 0), columns);
    }

    private static int padding(Axis axis) {
        return axis.paddingBefore() + axis.paddingAfter();
    }

    static int up(long dividend, long divisor) {
        return (int) ((dividend + divisor - 1) / divisor);
    }

    int tileHigh() {
        return tileHigh;
    }

    int tileWide() {
        return tileWide;
    }

    /** Visits the row and column of an input, which may lie in the padding or beyond the map. */
    @FunctionalInterface
    interface Visitor {
        void visit(int h, int w);
    }

    /** Visits every step of a class in a PE's tile; steps that the class does not have are at -1. */
    private void visit(int pe, int strideClass, Visitor visitor) {
        int across = shape.columns().stride();
        for (int i = 0; i < up(tileHigh, shape.rows().stride()); i++) {
            for (int j = 0; j < up(tileWide, across); j++) {
                int h = coordinate(shape.rows(), pe / columns, tileHigh, i, strideClass / across);
                int w = coordinate(shape.columns(), pe % columns, tileWide, j, strideClass % across);
                visitor.visit(h, w);
            }
        }
    }

    /** The coordinate of a class in the {@code step}-th stride of a tile; padded ones are those of a class. */
    private int coordinate(Axis axis, int tile, int side, int step, int remainder) {
        int first = tile * side - (padded ? axis.paddingBefore() : 0);
        for (int i = step * axis.stride(); i < Math.min(side, (step + 1) * axis.stride()); i++) {
            if ((first + i + axis.paddingBefore()) % axis.stride() == remainder) {
                return first + i;
            }
        }
        return -1;
    }

    /** Inputs of a PE, channel and class that are there. */
    int present(int n, int channel, int pe, int strideClass) {
        int[] present = {0};
        visit(pe, strideClass, (h, w) -> present[0] += presence.hasInput(n, channel, h, w) ? 1 : 0);
        return present[0];
    }

    /** Stored entries of a PE, channel and class. */
    long entries(int n, int channel, int pe, int strideClass) {
        var stream = new ZeroRunEntries();
        visit(pe, strideClass, (h, w) -> stream.next(presence.hasInput(n, channel, h, w)));
        return stream.entries();
    }
}
