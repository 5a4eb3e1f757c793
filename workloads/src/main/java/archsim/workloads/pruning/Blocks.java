package archsim.workloads.pruning;

import archsim.workloads.BlockGrid;
import archsim.workloads.BlockPattern;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The blocks of the largest norms, and the largest weights of each filter in what stays of them.
 *
 * <p>A block counts with what rank 0 leaves of it where that is known before its neighbours are chosen, else with all of
 * its weights. Blocks anywhere stay by the rate.
 *
 * @param rate weights before over weights after, of blocks anywhere
 */
public record Blocks(BlockPattern pattern, double rate) implements Projection {

    /** Blocks and weights in groups, which say the rate themselves. */
    public Blocks(BlockPattern pattern) {
        this(pattern, 1 / pattern.density());
    }

    public Blocks {
        Projection.requireRate(rate);
    }

    @Override
    public Mask project(float[] magnitudes, LayerShape shape, boolean outputs) {
        return new Choice(magnitudes, new BlockGrid(pattern, shape)).kept();
    }

    @Override
    public Scheme scheme() {
        return rate == 1 ? Scheme.DENSE : Scheme.BLOCK;
    }

    @Override
    public Optional<BlockPattern> blocks() {
        return Optional.of(pattern);
    }

    @Override
    public String describe() {
        return pattern.toString();
    }

    /** What stays of one layer. */
    private final class Choice {

        private final float[] magnitudes;
        private final BlockGrid grid;
        private final int width;
        private final BitSet kept = new BitSet();

        Choice(float[] magnitudes, BlockGrid grid) {
            this.magnitudes = magnitudes;
            this.grid = grid;
            this.width = Math.toIntExact(grid.shape().weightsPerFilter());
        }

        Mask kept() {
            double[] norms = IntStream.range(0, grid.down() * grid.across())
                    .mapToDouble(this::norm)
                    .toArray();
            BitSet anywhere =
                    pattern.isAnywhere() ? Norms.largest(norms, Projection.kept(norms.length, rate)) : new BitSet();
            for (int row = 0; row < grid.down(); row++) {
                int first = row * grid.across();
                for (int from = 0; from < grid.across(); from += grid.groupBlocks()) {
                    int to = Math.min(from + grid.groupBlocks(), grid.across());
                    BitSet blocks = pattern.isAnywhere()
                            ? anywhere.get(first + from, first + to)
                            : Norms.largest(
                                    Arrays.copyOfRange(norms, first + from, first + to),
                                    pattern.blocksN().getAsInt());
                    int at = from;
                    keep(row, columns(blocks.stream().map(block -> at + block)));
                }
            }
            return Mask.of(magnitudes.length, kept::get);
        }

        private int[] columns(IntStream blocks) {
            return blocks.flatMap(block -> IntStream.range(grid.columnFrom(block), grid.columnTo(block)))
                    .toArray();
        }

        private double norm(int at) {
            int row = at / grid.across();
            int[] columns = columns(IntStream.of(at % grid.across()));
            boolean ranked =
                    pattern.m().isPresent() && pattern.columns() % pattern.m().getAsInt() == 0;
            double norm = 0;
            for (int filter = grid.filterFrom(row); filter < grid.filterTo(row); filter++) {
                for (int column : ranked ? largest(filter, columns) : columns) {
                    float magnitude = magnitudes[filter * width + column];
                    norm += (double) magnitude * magnitude;
                }
            }
            return norm;
        }

        private void keep(int row, int[] columns) {
            for (int filter = grid.filterFrom(row); filter < grid.filterTo(row); filter++) {
                for (int column : largest(filter, columns)) {
                    kept.set(filter * width + column);
                }
            }
        }

        /** What rank 0 leaves of a filter's {@code columns}. */
        private int[] largest(int filter, int[] columns) {
            if (pattern.m().isEmpty()) {
                return columns;
            }
            int m = pattern.m().getAsInt();
            var left = IntStream.builder();
            for (int from = 0; from < columns.length; from += m) {
                int first = from;
                double[] group = IntStream.range(from, Math.min(from + m, columns.length))
                        .mapToDouble(i -> magnitudes[filter * width + columns[i]])
                        .toArray();
                Norms.largest(group, pattern.n().getAsInt()).stream().forEach(i -> left.add(columns[first + i]));
            }
            return left.build().toArray();
        }
    }
}
