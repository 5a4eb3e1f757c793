package archsim.engine.machines.loopnest.search;

import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.workloads.Axis;
import archsim.workloads.LayerShape;

/** Elements of the largest tile of each tensor at each level. */
final class TileSizes {

    /** Iterations of each dimension that a tile of a level covers, its own loops included; more than the layer has if cut. */
    final int[][] below;

    /** Iterations of each dimension over the whole layer. */
    final int[] bounds = new int[Dimension.COUNT];

    private final LayerShape shape;

    TileSizes(LayerShape shape, int levels) {
        this.shape = shape;
        below = new int[levels + 1][Dimension.COUNT];
        for (Dimension dimension : Dimension.values()) {
            bounds[dimension.at()] = dimension.bound(shape);
        }
    }

    double extent(int level, Dimension dimension) {
        return Math.min(below[level][dimension.at()], bounds[dimension.at()]);
    }

    double elements(int level, Operand operand) {
        return switch (operand) {
            case WEIGHTS ->
                extent(level, Dimension.G)
                        * extent(level, Dimension.K)
                        * extent(level, Dimension.C)
                        * extent(level, Dimension.R)
                        * extent(level, Dimension.S);
            case OUTPUTS ->
                extent(level, Dimension.N)
                        * extent(level, Dimension.G)
                        * extent(level, Dimension.K)
                        * extent(level, Dimension.P)
                        * extent(level, Dimension.Q);
            case INPUTS ->
                extent(level, Dimension.N)
                        * extent(level, Dimension.G)
                        * extent(level, Dimension.C)
                        * along(shape.rows(), extent(level, Dimension.P), extent(level, Dimension.R))
                        * along(shape.columns(), extent(level, Dimension.Q), extent(level, Dimension.S));
        };
    }

    static double along(Axis axis, double outputs, double taps) {
        double reach = (outputs - 1) * axis.stride() + (taps - 1) * axis.dilation() + 1;
        return Math.min(axis.extent(), Math.min(reach, outputs * taps));
    }
}
