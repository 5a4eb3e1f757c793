package archsim.workloads.sparsity;

import archsim.base.Ceil;
import archsim.workloads.BlockGrid;
import archsim.workloads.BlockPattern;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.Optional;

/**
 * Blocks, each set of the asked number alike, and weights in what stays of them, again each set alike.
 *
 * <p>At a density of 1 nothing is pruned. Blocks anywhere are {@code round(density * blocks)}; other densities change
 * nothing. The last of a row are {@code min(blocksN, blocks)}, and of a last {@code l} columns that stay {@code min(n, l)}.
 */
record BlockMask(BlockPattern pattern) implements Regularity {

    @Override
    public Optional<BlockPattern> blocks() {
        return Optional.of(pattern);
    }

    @Override
    public Scheme scheme(Mask weights) {
        return Regularity.denseOr(Scheme.BLOCK, weights);
    }

    @Override
    public Mask draw(LayerShape shape, double density, Selection selection) {
        int size = Math.toIntExact(shape.weights());
        if (density == 1) {
            return Mask.full(size);
        }
        var grid = new BlockGrid(pattern, shape);
        int blocks = Math.multiplyExact(grid.down(), grid.across());
        var anywhere = new Sampler(selection, blocks, pattern.isAnywhere() ? (int) Math.round(density * blocks) : 0);
        long[] words = new long[Ceil.div(size, Long.SIZE)];
        int[] columns = new int[Math.multiplyExact(grid.groupBlocks(), pattern.columns())];
        for (int row = 0; row < grid.down(); row++) {
            for (int from = 0; from < grid.across(); from += grid.groupBlocks()) {
                int count = Math.min(grid.groupBlocks(), grid.across() - from);
                Sampler group = pattern.isAnywhere()
                        ? anywhere
                        : new Sampler(
                                selection, count, Math.min(pattern.blocksN().getAsInt(), count));
                int kept = 0;
                for (int block = from; block < from + count; block++) {
                    if (group.next()) {
                        for (int column = grid.columnFrom(block); column < grid.columnTo(block); column++) {
                            columns[kept++] = column;
                        }
                    }
                }
                draw(grid, row, columns, kept, selection, words);
            }
        }
        return Mask.ofWords(size, word -> words[word]);
    }

    /** Weights in the first {@code kept} of {@code columns}. */
    private void draw(BlockGrid grid, int row, int[] columns, int kept, Selection selection, long[] words) {
        int width = Math.toIntExact(grid.shape().weightsPerFilter());
        int m = pattern.m().orElse(Math.max(1, kept));
        int n = pattern.n().orElse(m);
        for (int filter = grid.filterFrom(row); filter < grid.filterTo(row); filter++) {
            for (int from = 0; from < kept; from += m) {
                int left = Math.min(m, kept - from);
                var weights = new Sampler(selection, left, Math.min(n, left));
                for (int i = from; i < from + left; i++) {
                    if (n == m || weights.next()) {
                        int at = filter * width + columns[i];
                        words[at >>> 6] |= 1L << at;
                    }
                }
            }
        }
    }
}
