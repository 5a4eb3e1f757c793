package archsim.workloads.imports.checkpoint;

import archsim.workloads.StoredCount;
import archsim.workloads.model.ElementType;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/**
 * Zero points of compressed-tensors.
 *
 * @param stored how many and how wide
 * @param values one of each group, row after row; empty if code 0 is zero
 */
record ZeroPoints(StoredCount stored, Supplier<int[]> values) {

    private static final ZeroPoints NONE = new ZeroPoints(StoredCount.NONE, () -> new int[0]);

    /** Of a module of {@code rows}, of fields of {@code bits} along the rows, or a byte each. */
    static ZeroPoints packedAlongRows(Module module, Grouping grouping, int rows, int bits, boolean dense) {
        return module.find("weight_zero_point")
                .map(zero -> zero.type() == ElementType.I8
                        ? bytes(zero, grouping, rows)
                        : packed(zero.of(ElementType.I32), grouping, rows, bits, dense))
                .orElse(NONE);
    }

    private static ZeroPoints bytes(Tensor zero, Grouping grouping, int rows) {
        Scales.requireGroups(zero, grouping, rows);
        return new ZeroPoints(StoredCount.packed(zero.elements(), 8), () -> Scales.integers(zero.floats()));
    }

    private static ZeroPoints packed(Tensor zero, Grouping grouping, int rows, int bits, boolean dense) {
        int down = grouping.groupsDown(rows);
        int across = grouping.groupsAcross();
        int words = (int) BitFields.words(down, bits, dense);
        zero.shaped(words, across);
        return new ZeroPoints(
                new StoredCount((long) down * across, bits, zero.storedBits()),
                () -> unpacked(zero.bytes().get(), down, across, bits, dense));
    }

    /** Field {@code row} of column {@code group} lies in words that are {@code across} apart. */
    private static int[] unpacked(ByteBuffer data, int down, int across, int bits, boolean dense) {
        int[] values = new int[Math.multiplyExact(down, across)];
        int words = (int) BitFields.words(down, bits, dense);
        ByteBuffer column = ByteBuffer.allocate(words * Integer.BYTES).order(data.order());
        int perWord = BitFields.WORD / bits;
        BitFields fields = dense ? BitFields.dense(column, bits) : new BitFields(column, bits, perWord);
        for (int group = 0; group < across; group++) {
            for (int word = 0; word < words; word++) {
                column.putInt(word * Integer.BYTES, data.getInt((word * across + group) * Integer.BYTES));
            }
            for (int row = 0; row < down; row++) {
                values[row * across + group] = fields.get(0, row) - (1 << (bits - 1));
            }
        }
        return values;
    }
}
