package archsim.engine.machines.loopnest.mapping;

import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.workloads.LayerShape;

/** A box of iterations: from and to (one past the last) of every dimension; changed in place while loops are walked. */
public final class Box {

    /** First iteration by dimension. */
    public final int[] from = new int[Dimension.COUNT];

    /** One past the last iteration by dimension. */
    public final int[] to = new int[Dimension.COUNT];

    /** All iterations of a layer. */
    public static Box whole(LayerShape shape) {
        var box = new Box();
        for (Dimension dimension : Dimension.values()) {
            box.to[dimension.at()] = dimension.bound(shape);
        }
        return box;
    }

    /** Iterations of a dimension. */
    public int extent(int dimension) {
        return to[dimension] - from[dimension];
    }

    /** Iterations of a dimension. */
    public int extent(Dimension dimension) {
        return extent(dimension.at());
    }

    /** All iterations. */
    public long volume() {
        long volume = 1;
        for (int d = 0; d < Dimension.COUNT; d++) {
            volume *= extent(d);
        }
        return volume;
    }

    /** Iterations over the dimensions of {@code operand} alone. */
    public long volume(Operand operand) {
        long volume = 1;
        for (int d = 0; d < Dimension.COUNT; d++) {
            volume *= operand.uses(d) ? extent(d) : 1;
        }
        return volume;
    }

    /** The same iterations, apart from this box. */
    public Box copy() {
        var copy = new Box();
        copy.set(this);
        return copy;
    }

    /** Makes this box the same as another. */
    public void set(Box other) {
        System.arraycopy(other.from, 0, from, 0, from.length);
        System.arraycopy(other.to, 0, to, 0, to.length);
    }
}
