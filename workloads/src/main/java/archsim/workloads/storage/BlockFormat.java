package archsim.workloads.storage;

import archsim.base.Bits;
import archsim.base.RootLocale;
import archsim.workloads.BlockGrid;
import archsim.workloads.BlockPattern;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.WeightTensor;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Weights in blocks, at two ranks. A row of blocks says which of them are stored: each by its place among {@code blocksM},
 * or, where they may lie anywhere, by a bit for each block; these bits are pointers. Behind them each filter has its values:
 * {@code n} slots of a value and its place for every {@code m} stored columns, or all of them without places.
 *
 * <p>Slots that no weight needs, the columns of a block beyond the end of a filter among them, hold zeros and count as
 * fillers. What is stored is {@link BlockGrid}'s.
 */
public record BlockFormat(BlockPattern pattern) implements StorageFormat {

    @Override
    public String name() {
        return pattern.toString();
    }

    private int blockBits() {
        return Bits.forValues(pattern.blocksM().getAsInt());
    }

    private int placeBits() {
        return pattern.m().isPresent() ? Bits.forValues(pattern.m().getAsInt()) : 0;
    }

    @Override
    public boolean holds(Mask mask, LayerShape shape, int weightBits) {
        return new BlockGrid(pattern, shape).holds(mask);
    }

    @Override
    public OptionalInt indexBits(Mask mask, int weightBits) {
        return OptionalInt.of(placeBits());
    }

    @Override
    public StorageBits size(Mask mask, LayerShape shape, int weightBits) {
        var grid = new BlockGrid(pattern, shape);
        long slots = 0;
        for (int row = 0; row < grid.down(); row++) {
            long ofFilter = pattern.isAnywhere()
                    ? (long) grid.used(mask, row).cardinality() * pattern.columns()
                    : grid.storedWeights();
            slots += grid.filters(row) * ofFilter;
        }
        long count = mask.count();
        long pointers = grid.down() * (pattern.isAnywhere() ? grid.across() : grid.storedBlocks() * blockBits());
        return new StorageBits(
                count * weightBits, count * placeBits(), (slots - count) * (weightBits + placeBits()), pointers);
    }

    @Override
    public EncodedWeights encode(WeightTensor weights, LayerShape shape) {
        if (!holds(weights.mask(), shape, weights.bits())) {
            throw new IllegalArgumentException(RootLocale.format("weights must keep to %s", pattern));
        }
        boolean zeros = size(weights.mask(), shape, weights.bits()).fillers() > 0;
        var encoder = new Encoder(weights, new BlockGrid(pattern, shape), LevelCode.of(weights, zeros));
        for (int row = 0; row < encoder.grid.down(); row++) {
            encoder.row(row);
        }
        return new EncodedWeights(encoder.bits.packed(), encoder.code, Optional.empty(), placeBits());
    }

    /** The columns of the stored ones of the blocks {@code from} to {@code to}; beyond the filter's end too. */
    private int[] columns(BitSet stored, int from, int to) {
        return stored.get(from, to).stream()
                .flatMap(block ->
                        IntStream.range((from + block) * pattern.columns(), (from + block + 1) * pattern.columns()))
                .toArray();
    }

    private static int width(BlockGrid grid) {
        return Math.toIntExact(grid.shape().weightsPerFilter());
    }

    private final class Encoder {

        private final WeightTensor weights;
        private final Mask mask;
        private final BlockGrid grid;
        private final LevelCode code;
        private final PackedBits.Writer bits = new PackedBits.Writer();

        Encoder(WeightTensor weights, BlockGrid grid, LevelCode code) {
            this.weights = weights;
            this.mask = weights.mask();
            this.grid = grid;
            this.code = code;
        }

        private void row(int row) {
            BitSet stored = grid.stored(mask, row);
            for (int from = 0; from < grid.across(); from += grid.groupBlocks()) {
                int to = Math.min(from + grid.groupBlocks(), grid.across());
                for (int block = from; block < to; block++) {
                    if (pattern.isAnywhere()) {
                        bits.append(stored.get(block) ? 1 : 0, 1);
                    } else if (stored.get(block)) {
                        bits.append(block - from, blockBits());
                    }
                }
                int[] columns = columns(stored, from, to);
                int m = pattern.m().orElse(Math.max(1, columns.length));
                for (int filter = grid.filterFrom(row); filter < grid.filterTo(row); filter++) {
                    for (int at = 0; at < columns.length; at += m) {
                        group(filter, columns, at, Math.min(at + m, columns.length));
                    }
                }
            }
        }

        /** Zeros come in ascending order as far as slots are left for them. */
        private void group(int filter, int[] columns, int from, int to) {
            int zerosLeft = Math.toIntExact(pattern.slots(to - from));
            for (int i = from; i < to; i++) {
                zerosLeft -= isPresent(filter, columns[i]) ? 1 : 0;
            }
            for (int i = from; i < to; i++) {
                boolean present = isPresent(filter, columns[i]);
                if (present || zerosLeft-- > 0) {
                    bits.append(pattern.m().isPresent() ? i - from : 0, placeBits());
                    bits.append(present ? code.encode(weights, filter * width(grid) + columns[i]) : 0, code.bits());
                }
            }
        }

        private boolean isPresent(int filter, int column) {
            return column < width(grid) && mask.get(filter * width(grid) + column);
        }
    }

    @Override
    public WeightTensor decode(EncodedWeights encoded, LayerShape shape) {
        var grid = new BlockGrid(pattern, shape);
        var bits = new PackedBits.Reader(encoded.bits());
        var decoded = encoded.code().decoded(Math.toIntExact(shape.weights()));
        for (int row = 0; row < grid.down(); row++) {
            for (int from = 0; from < grid.across(); from += grid.groupBlocks()) {
                int to = Math.min(from + grid.groupBlocks(), grid.across());
                int[] columns = columns(readBlocks(bits, from, to), from, to);
                int m = pattern.m().orElse(Math.max(1, columns.length));
                for (int filter = grid.filterFrom(row); filter < grid.filterTo(row); filter++) {
                    for (int at = 0; at < columns.length; at += m) {
                        long slots = pattern.slots(Math.min(m, columns.length - at));
                        for (int slot = 0; slot < slots; slot++) {
                            int place = pattern.m().isPresent() ? (int) bits.next(placeBits()) : slot;
                            long value = bits.next(encoded.code().bits());
                            if (columns[at + place] < width(grid)) {
                                decoded.set(filter * width(grid) + columns[at + place], value);
                            }
                        }
                    }
                }
            }
        }
        return decoded.tensor();
    }

    private BitSet readBlocks(PackedBits.Reader bits, int from, int to) {
        var stored = new BitSet();
        if (pattern.isAnywhere()) {
            for (int block = from; block < to; block++) {
                stored.set(block, bits.next(1) == 1);
            }
            return stored;
        }
        int count = Math.min(pattern.blocksN().getAsInt(), to - from);
        for (int i = 0; i < count; i++) {
            stored.set(from + (int) bits.next(blockBits()));
        }
        return stored;
    }
}
