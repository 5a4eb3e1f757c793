package archsim.engine.machines.nm;

import archsim.base.Bits;
import archsim.base.Ceil;
import archsim.engine.tiling.TileRange.WeightBlock;
import archsim.engine.tiling.WeightCode;
import archsim.workloads.BlockGrid;
import archsim.workloads.BlockPattern;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A layer whose rows of blocks run with the columns that they keep, one row of blocks after the other.
 *
 * <p>Stored is what {@link archsim.workloads.storage.BlockFormat} stores; of blocks whose weights are not skipped, all weights.
 *
 * @param grid the blocks
 * @param ranked whether the weights in them are skipped too; else all weights of a stored block are multiplied
 * @param stored blocks of each row of them
 */
record GatheredBlocks(BlockGrid grid, boolean ranked, List<BitSet> stored) {

    /**
     * The blocks of a layer, if the machine can pick their columns.
     *
     * @param gather blocks among which a column is picked; empty if the machine picks none
     * @param n that the array skips of weights
     * @param m likewise
     */
    static Optional<GatheredBlocks> of(LayerWorkload layer, OptionalInt gather, int n, int m) {
        if (layer.scheme() != Scheme.BLOCK || layer.pattern().isEmpty() || gather.isEmpty()) {
            return Optional.empty();
        }
        BlockPattern pattern = layer.pattern().get();
        var grid = new BlockGrid(pattern, layer.shape());
        Mask weights = layer.weights();
        boolean near = pattern.blocksM().orElse(1) <= gather.getAsInt();
        if (!near || weights.count() == 0 || !grid.holds(weights)) {
            return Optional.empty();
        }
        boolean ranked = pattern.m().equals(OptionalInt.of(m)) && pattern.n().equals(OptionalInt.of(n));
        return Optional.of(new GatheredBlocks(
                grid,
                ranked,
                IntStream.range(0, grid.down())
                        .mapToObj(row -> grid.stored(weights, row))
                        .toList()));
    }

    private BlockPattern pattern() {
        return grid.pattern();
    }

    private LayerShape shape() {
        return grid.shape();
    }

    /** What each row of blocks takes that keeps any. */
    List<FilterRows> rows(int arrayRows) {
        return IntStream.range(0, grid.down())
                .filter(row -> !stored.get(row).isEmpty())
                .mapToObj(row -> new FilterRows(
                        grid.filters(row),
                        Ceil.div(grid.filters(row), arrayRows),
                        slots(stored.get(row).cardinality()),
                        columns(row)))
                .toList();
    }

    private long columns(int row) {
        return (long) stored.get(row).cardinality() * pattern().columns();
    }

    /** Of a whole row; groups are of one size but for the last. */
    private long slots(int blocks) {
        return ranked ? grid.storedWeights() : (long) blocks * pattern().columns();
    }

    /** Stored blocks of all rows, each as often as filters are loaded into the array. */
    long blockReads(int arrayRows) {
        return IntStream.range(0, grid.down())
                .mapToLong(row -> (long) Ceil.div(grid.filters(row), arrayRows)
                        * stored.get(row).cardinality())
                .sum();
    }

    /** Bits that are read to find them. */
    long blockBitReads(int arrayRows) {
        if (!pattern().isAnywhere()) {
            return blockReads(arrayRows) * blockBits();
        }
        return IntStream.range(0, grid.down())
                .mapToLong(row -> (long) Ceil.div(grid.filters(row), arrayRows) * grid.across())
                .sum();
    }

    /** Bits that tell a block of those that are pruned together; a bit a block where they lie anywhere. */
    int blockBits() {
        return pattern().isAnywhere() ? 1 : Bits.forValues(pattern().blocksM().getAsInt());
    }

    /** Blocks among which one is picked; 1 where they lie anywhere and are addressed. */
    int choices() {
        return pattern().blocksM().orElse(1);
    }

    private int placeBits() {
        return ranked ? Bits.forValues(pattern().m().getAsInt()) : 0;
    }

    /** Channels of which a whole number fills whole groups of blocks. */
    int channelUnit() {
        int span = pattern().columns() * pattern().blocksM().orElse(1);
        int unit = 1;
        while (unit * shape().r() * shape().s() % span != 0) {
            unit++;
        }
        return unit;
    }

    String title() {
        return pattern() + (ranked || pattern().m().isEmpty() ? " gathered" : " gathered, blocks dense");
    }

    /** Values and places of weights and of blocks; slots that no weight needs hold zeros and count as indices. */
    WeightCode code(int weightBits) {
        WeightCode.IndexBits bits = (present, positions, block) -> storedBits(block, weightBits) - present * weightBits;
        return pattern().isAnywhere() ? WeightCode.ofPresent(weightBits, bits) : WeightCode.ofExtent(weightBits, bits);
    }

    /** As much as a tile takes whose blocks are all there. */
    WeightCode room(int weightBits) {
        return pattern().isAnywhere()
                ? WeightCode.ofExtent(
                        weightBits, (present, positions, block) -> positions * (weightBits + 1L) - present * weightBits)
                : code(weightBits);
    }

    private long storedBits(WeightBlock tile, int weightBits) {
        int offsets = shape().r() * shape().s();
        int from = tile.channelFrom() * offsets;
        int to = tile.channelTo() * offsets;
        int rowsOfGroup = grid.down() / shape().groups();
        long bits = 0;
        int last = (tile.filterTo() - 1) / pattern().rows();
        for (int row = tile.filterFrom() / pattern().rows(); row <= last; row++) {
            int filters = Math.min(tile.filterTo(), (row + 1) * pattern().rows())
                    - Math.max(tile.filterFrom(), row * pattern().rows());
            bits += pattern().isAnywhere()
                    ? anywhere(stored.get(tile.group() * rowsOfGroup + row), from, to, filters, weightBits)
                    : blocks(from, to) * blockBits() + filters * slots(from, to) * (placeBits() + weightBits);
        }
        return bits;
    }

    /** A bit for each block and the columns of those that are there; at the end of a filter whole blocks. */
    private long anywhere(BitSet row, int from, int to, long filters, int weightBits) {
        int columns = pattern().columns();
        int first = from / columns;
        int end = Ceil.div(to, columns);
        long values = 0;
        for (int block = row.nextSetBit(first); block >= 0 && block < end; block = row.nextSetBit(block + 1)) {
            int until = to == shape().weightsPerFilter() ? end * columns : to;
            values += Math.min(until, (block + 1) * columns) - Math.max(from, block * columns);
        }
        return end - first + filters * values * weightBits;
    }

    private int span() {
        return pattern().columns() * pattern().blocksM().getAsInt();
    }

    /** Blocks that are stored of a part of a row; of a group that it begins or ends within as many as it may have. */
    private long blocks(int from, int to) {
        long all = 0;
        for (int at = from; at < to; at = next(at, to)) {
            all += blocksOfPart(at, next(at, to));
        }
        return all;
    }

    private long slots(int from, int to) {
        long all = 0;
        for (int at = from; at < to; at = next(at, to)) {
            int end = next(at, to);
            boolean cut = at % span() != 0 || (end % span() != 0 && end != shape().weightsPerFilter());
            long most = blocksOfPart(at, end) * pattern().columns();
            long ofPart = ranked ? pattern().slots(most) : most;
            all += cut ? Math.min(end - at, ofPart) : ofPart;
        }
        return all;
    }

    private int next(int at, int to) {
        return Math.min(to, (at / span() + 1) * span());
    }

    private long blocksOfPart(int from, int to) {
        return Math.min(
                pattern().blocksN().getAsInt(),
                Ceil.div(to, pattern().columns()) - from / pattern().columns());
    }
}
