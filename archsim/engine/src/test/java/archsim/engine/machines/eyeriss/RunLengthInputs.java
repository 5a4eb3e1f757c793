package archsim.engine.machines.eyeriss;

import archsim.energy.DataType;
import archsim.engine.counts.PlainLayer;
import archsim.engine.plan.Transfer;
import archsim.workloads.LayerShape;
import java.util.ArrayList;
import java.util.List;

/**
 * The inputs of a layer as Eyeriss has them in DRAM: words of three entries, 5 bits of zero run and a value each, and one
 * bit; plain values where those are not longer.
 *
 * <p>A filler, the longest run and a zero value, covers 32 zeros and belongs to the row of the value behind it.
 */
final class RunLengthInputs {

    private static final int RUN_BITS = 5;
    private static final int ENTRIES_PER_WORD = 3;

    private final List<Integer> rowOfEntry = new ArrayList<>();
    private final int valueBits;
    private final int rowElements;
    private final boolean coded;

    RunLengthInputs(PlainLayer layer, int valueBits) {
        this.valueBits = valueBits;
        LayerShape shape = layer.shape();
        rowElements = shape.w();
        int zeros = 0;
        int row = 0;
        for (int n = 0; n < shape.n(); n++) {
            for (int c = 0; c < shape.c(); c++) {
                for (int h = 0; h < shape.h(); h++, row++) {
                    for (int w = 0; w < shape.w(); w++) {
                        if (!layer.hasInput(n, c, h, w)) {
                            zeros++;
                            continue;
                        }
                        for (; zeros >= 32; zeros -= 32) {
                            rowOfEntry.add(row);
                        }
                        rowOfEntry.add(row);
                        zeros = 0;
                    }
                }
            }
        }
        coded = bits() < (long) row * rowElements * valueBits;
    }

    private long wordBits() {
        return (long) ENTRIES_PER_WORD * (RUN_BITS + valueBits) + 1;
    }

    /** All words, the last one filled up. */
    long bits() {
        return (rowOfEntry.size() + ENTRIES_PER_WORD - 1) / ENTRIES_PER_WORD * wordBits();
    }

    boolean isCoded() {
        return coded;
    }

    /** From the word in which row {@code from} begins to the word in which row {@code to - 1} ends. */
    Transfer transfer(int from, int to) {
        if (!coded) {
            long rowBits = (long) rowElements * valueBits;
            return new Transfer(DataType.INPUTS, from * rowBits, (to - from) * rowBits);
        }
        int before = entriesBefore(from);
        int end = entriesBefore(to);
        long firstWord = before / ENTRIES_PER_WORD;
        long endWord = ((long) end + ENTRIES_PER_WORD - 1) / ENTRIES_PER_WORD;
        return new Transfer(DataType.INPUTS, firstWord * wordBits(), Math.max(0, endWord - firstWord) * wordBits());
    }

    private int entriesBefore(int row) {
        int entries = 0;
        while (entries < rowOfEntry.size() && rowOfEntry.get(entries) < row) {
            entries++;
        }
        return entries;
    }
}
