package archsim.workloads;

import archsim.base.Ceil;
import java.util.BitSet;

/**
 * The blocks of one layer's weights, {@code [k][c/groups][r][s]}: rows of blocks from filter to filter, none over two groups
 * of the convolution, in each the blocks from column to column.
 *
 * <p>What is stored of a row of blocks is {@code min(blocksN, l)} of each {@code blocksM} blocks, {@code l} of them at its
 * end; of blocks anywhere those that hold a weight. A stored block has all its columns, at the end of a filter too.
 */
public record BlockGrid(BlockPattern pattern, LayerShape shape) {

    private int width() {
        return Math.toIntExact(shape.weightsPerFilter());
    }

    /** Blocks of a row of them. */
    public int across() {
        return Ceil.div(width(), pattern.columns());
    }

    private int rowsOfGroup() {
        return Ceil.div(shape.filtersPerGroup(), pattern.rows());
    }

    /** Rows of blocks. */
    public int down() {
        return shape.groups() * rowsOfGroup();
    }

    /** First filter of a row of blocks. */
    public int filterFrom(int row) {
        return row / rowsOfGroup() * shape.filtersPerGroup() + row % rowsOfGroup() * pattern.rows();
    }

    /** One past the last filter of a row of blocks. */
    public int filterTo(int row) {
        return Math.min(filterFrom(row) + pattern.rows(), (row / rowsOfGroup() + 1) * shape.filtersPerGroup());
    }

    /** Filters of a row of blocks. */
    public int filters(int row) {
        return filterTo(row) - filterFrom(row);
    }

    /** First column of a block. */
    public int columnFrom(int block) {
        return block * pattern.columns();
    }

    /** One past the last column of a block. */
    public int columnTo(int block) {
        return Math.min(columnFrom(block) + pattern.columns(), width());
    }

    /** Blocks that are pruned together; all of a row if they lie anywhere. */
    public int groupBlocks() {
        return pattern.blocksM().orElse(across());
    }

    /** Stored blocks of {@code blocks} that begin a group of them; not of blocks anywhere. */
    private int storedOf(int blocks) {
        return Math.min(pattern.blocksN().getAsInt(), blocks);
    }

    /** Blocks that are stored of each row; not of blocks anywhere. */
    public long storedBlocks() {
        int rest = across() % groupBlocks();
        return (long) (across() / groupBlocks()) * storedOf(groupBlocks()) + storedOf(rest);
    }

    /** Weights that are stored of each filter; not of blocks anywhere. */
    public long storedWeights() {
        long columns = pattern.columns();
        return across() / groupBlocks() * pattern.slots(storedOf(groupBlocks()) * columns)
                + pattern.slots(storedOf(across() % groupBlocks()) * columns);
    }

    /** Which blocks of a row hold a weight. */
    public BitSet used(Mask weights, int row) {
        BitSet columns = usedColumns(weights, row);
        var blocks = new BitSet(across());
        for (int at = columns.nextSetBit(0); at >= 0; at = columns.nextSetBit(columnTo(at / pattern.columns()))) {
            blocks.set(at / pattern.columns());
        }
        return blocks;
    }

    private BitSet usedColumns(Mask weights, int row) {
        var words = new long[Ceil.div(width(), Long.SIZE)];
        for (int filter = filterFrom(row); filter < filterTo(row); filter++) {
            for (int i = 0; i < words.length; i++) {
                int from = i * Long.SIZE;
                words[i] |= weights.bits(filter * width() + from, Math.min(Long.SIZE, width() - from));
            }
        }
        return BitSet.valueOf(words);
    }

    /**
     * Which blocks of a row are stored: those that hold a weight, and the first others of each group as far as it has room.
     *
     * @throws IllegalArgumentException if a group holds more than may stay
     */
    public BitSet stored(Mask weights, int row) {
        BitSet used = used(weights, row);
        for (int from = 0; !pattern.isAnywhere() && from < across(); from += groupBlocks()) {
            int to = Math.min(from + groupBlocks(), across());
            int free = storedOf(to - from) - used.get(from, to).cardinality();
            if (free < 0) {
                throw new IllegalArgumentException("blocks must keep to " + pattern);
            }
            for (int block = used.nextClearBit(from); free > 0; block = used.nextClearBit(block + 1)) {
                used.set(block);
                free--;
            }
        }
        return used;
    }

    /** Whether the weights keep to the pattern. */
    public boolean holds(Mask weights) {
        for (int row = 0; row < down(); row++) {
            if (!holdsRow(weights, row)) {
                return false;
            }
        }
        return true;
    }

    private boolean holdsRow(Mask weights, int row) {
        BitSet used = used(weights, row);
        for (int from = 0; !pattern.isAnywhere() && from < across(); from += groupBlocks()) {
            int to = Math.min(from + groupBlocks(), across());
            if (used.get(from, to).cardinality() > storedOf(to - from)
                    || (pattern.m().isPresent() && !holdsWeights(weights, row, used, from, to))) {
                return false;
            }
        }
        return true;
    }

    /** Columns without a weight change no group: these fill whole blocks, or are all that stay. */
    private boolean holdsWeights(Mask weights, int row, BitSet used, int from, int to) {
        int m = pattern.m().getAsInt();
        boolean inBlocks = pattern.columns() % m == 0;
        for (int filter = filterFrom(row); filter < filterTo(row); filter++) {
            int base = filter * width();
            int all = 0;
            for (int block = used.nextSetBit(from); block >= 0 && block < to; block = used.nextSetBit(block + 1)) {
                for (int at = columnFrom(block); at < columnTo(block); at += m) {
                    int present = weights.count(base + at, base + Math.min(at + m, columnTo(block)));
                    all = inBlocks ? present : all + present;
                    if (all > pattern.n().getAsInt()) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
