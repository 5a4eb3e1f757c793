package archsim.engine.tiling;

import archsim.engine.plan.FunctionalRun;
import archsim.engine.plan.LayerValues;
import archsim.workloads.LayerShape;
import java.util.List;

/** The loops that the functional checks of the dataflows share. */
public final class LoopNest {

    private LoopNest() {}

    @FunctionalInterface
    public interface OutputVisitor {
        void visit(int n, int p, int q);
    }

    @FunctionalInterface
    public interface ColumnVisitor {
        void visit(int c, int r, int s);
    }

    /** Which products a design makes. */
    @FunctionalInterface
    public interface ProductRule {

        /**
         * Whether this one is made.
         *
         * @param filter within the group's kept ones
         * @param product its value
         */
        boolean makes(int group, int filter, int c, int r, int s, long product);
    }

    /** Sums up, tile by tile, the products that {@code rule} makes. */
    public static FunctionalRun convolve(KeptLayer layer, LayerValues values, List<TileRange> tiles, ProductRule rule) {
        var run = new FunctionalRun(layer.shape());
        for (TileRange tile : tiles) {
            overOutputs(layer.shape(), tile, (n, p, q) -> {
                for (int f = tile.filterFrom(); f < tile.filterTo(); f++) {
                    int filter = f;
                    int k = layer.filter(tile.group(), f);
                    overColumns(layer, tile, (c, r, s) -> {
                        long product = product(layer, values, tile.group(), n, k, c, r, s, p, q);
                        if (rule.makes(tile.group(), filter, c, r, s, product)) {
                            run.accumulate(n, k, p, q, product);
                        }
                    });
                }
            });
        }
        return run;
    }

    /** Visits the output positions of a tile. */
    public static void overOutputs(LayerShape shape, TileRange tile, OutputVisitor visitor) {
        for (int row = tile.patch().rowFrom(); row < tile.patch().rowTo(); row++) {
            for (int q = tile.patch().qFrom(); q < tile.patch().qTo(); q++) {
                visitor.visit(row / shape.p(), row % shape.p(), q);
            }
        }
    }

    /** Visits the kept columns of a tile: channel within the group, and kernel offset. */
    public static void overColumns(KeptLayer layer, TileRange tile, ColumnVisitor visitor) {
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
    public static long product(
            KeptLayer layer, LayerValues values, int group, int n, int k, int c, int r, int s, int p, int q) {
        LayerShape shape = layer.shape();
        int h = shape.rows().position(p, r);
        int w = shape.columns().position(q, s);
        return (long) values.weight(k, c, r, s) * values.input(n, layer.channel(group, c), h, w);
    }
}
