package archsim.engine.dataflow;

import archsim.workloads.LayerShape;

/** The loops that the functional checks of the dataflows share. */
final class LoopNest {

    private LoopNest() {}

    @FunctionalInterface
    interface OutputVisitor {
        void visit(int n, int p, int q);
    }

    @FunctionalInterface
    interface ColumnVisitor {
        void visit(int c, int r, int s);
    }

    /** Visits the output positions of a tile. */
    static void overOutputs(LayerShape shape, TileRange tile, OutputVisitor visitor) {
        for (int row = tile.patch().rowFrom(); row < tile.patch().rowTo(); row++) {
            for (int q = tile.patch().qFrom(); q < tile.patch().qTo(); q++) {
                visitor.visit(row / shape.p(), row % shape.p(), q);
            }
        }
    }

    /** Visits the kept columns of a tile: channel within the group, and kernel offset. */
    static void overColumns(KeptLayer layer, TileRange tile, ColumnVisitor visitor) {
        for (int c = tile.channelFrom(); c < tile.channelTo(); c++) {
            for (int r = 0; r < layer.shape().r(); r++) {
                for (int s = 0; s < layer.shape().s(); s++) {
                    if (layer.keepsColumn(c, r, s)) {
                        visitor.visit(c, r, s);
                    }
                }
            }
        }
    }

    /** Weight times the input that it meets at output {@code (p, q)}. */
    static long product(
            KeptLayer layer, LayerValues values, int group, int n, int k, int c, int r, int s, int p, int q) {
        LayerShape shape = layer.shape();
        int h = p * shape.stride() - shape.padding() + r;
        int w = q * shape.stride() - shape.padding() + s;
        return (long) values.weight(k, c, r, s) * values.input(n, layer.channel(group, c), h, w);
    }
}
