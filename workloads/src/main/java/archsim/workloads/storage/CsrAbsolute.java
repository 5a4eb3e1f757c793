package archsim.workloads.storage;

import archsim.base.Bits;
import archsim.base.RootLocale;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.WeightTensor;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Compressed sparse rows in blocks: each present weight carries its column within the block, and each block the extents
 * of its rows, one more than it has rows.
 *
 * <p>The paper does not say how its absolute indices are laid out; blocks of 64 x 64 are the reading that comes nearest
 * to its tables.
 *
 * @param blockRows rows of a block; the last one may have fewer
 * @param blockColumns columns of a block
 */
public record CsrAbsolute(int blockRows, int blockColumns) implements StorageFormat {

    public CsrAbsolute {
        if (blockRows < 1 || blockColumns < 1 || (long) blockRows * blockColumns > 1 << 30) {
            throw new IllegalArgumentException(
                    RootLocale.format("a block must have 1 to 2^30 weights, was %d x %d", blockRows, blockColumns));
        }
    }

    /** Blocks of 64 x 64. */
    public CsrAbsolute() {
        this(64, 64);
    }

    @Override
    public String name() {
        return "csr-absolute";
    }

    private int columnBits() {
        return Bits.forValues(blockColumns);
    }

    /** An extent runs from 0 to all weights of the block. */
    private int extentBits() {
        return Bits.forCount((long) blockRows * blockColumns);
    }

    @Override
    public OptionalInt indexBits(Mask mask, int weightBits) {
        return OptionalInt.of(columnBits());
    }

    @Override
    public StorageBits size(Mask mask, LayerShape shape, int weightBits) {
        long count = mask.count();
        long blocksAcross = ceilDiv(shape.weightsPerFilter(), blockColumns);
        long extents = blocksAcross * (shape.k() + ceilDiv(shape.k(), blockRows));
        return new StorageBits(count * weightBits, count * columnBits(), 0, extents * extentBits());
    }

    private static long ceilDiv(long dividend, long divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    @Override
    public EncodedWeights encode(WeightTensor weights, LayerShape shape) {
        var bits = new PackedBits.Writer();
        var code = LevelCode.of(weights, false);
        Mask mask = weights.mask();
        forEachBlock(shape, block -> {
            int extent = 0;
            bits.append(extent, extentBits());
            for (int row = 0; row < block.rows(); row++) {
                extent += mask.count(block.start(row), block.end(row));
                bits.append(extent, extentBits());
            }
            for (int row = 0; row < block.rows(); row++) {
                int start = block.start(row);
                for (int i = mask.next(start); i < block.end(row); i = mask.next(i + 1)) {
                    bits.append(i - start, columnBits());
                    bits.append(code.encode(weights, i), code.bits());
                }
            }
        });
        return new EncodedWeights(bits.packed(), code, Optional.empty(), columnBits());
    }

    @Override
    public WeightTensor decode(EncodedWeights encoded, LayerShape shape) {
        var bits = new PackedBits.Reader(encoded.bits());
        var decoded = encoded.code().decoded(Math.toIntExact(shape.weights()));
        forEachBlock(shape, block -> {
            int[] extents = new int[block.rows() + 1];
            for (int row = 0; row < extents.length; row++) {
                extents[row] = (int) bits.next(extentBits());
            }
            for (int row = 0; row < block.rows(); row++) {
                for (int entry = extents[row]; entry < extents[row + 1]; entry++) {
                    int column = (int) bits.next(columnBits());
                    decoded.set(
                            block.start(row) + column, bits.next(encoded.code().bits()));
                }
            }
        });
        return decoded.tensor();
    }

    private record Block(int firstRow, int rows, int firstColumn, int columns, int matrixColumns) {

        int start(int row) {
            return (firstRow + row) * matrixColumns + firstColumn;
        }

        int end(int row) {
            return start(row) + columns;
        }
    }

    private void forEachBlock(LayerShape shape, Consumer<Block> visitor) {
        int columns = Math.toIntExact(shape.weightsPerFilter());
        for (int row = 0; row < shape.k(); row += blockRows) {
            for (int column = 0; column < columns; column += blockColumns) {
                visitor.accept(new Block(
                        row,
                        Math.min(blockRows, shape.k() - row),
                        column,
                        Math.min(blockColumns, columns - column),
                        columns));
            }
        }
    }
}
