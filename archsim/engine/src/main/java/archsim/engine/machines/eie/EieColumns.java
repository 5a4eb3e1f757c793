package archsim.engine.machines.eie;

import archsim.engine.tiling.KeptLayer;
import archsim.engine.tiling.TileRange;
import archsim.workloads.Mask;
import archsim.workloads.storage.ZeroRuns;

/** What each PE of an EIE stores of a block of rows: entries by column, padding zeros among them. */
final class EieColumns {

    private final int pes;
    private final int[] entries;
    private final int[] present;
    private final int[] allEntries;
    private final long[] entriesOfPe;

    /**
     * Distributes the rows of a block round-robin over the PEs.
     *
     * @param rows all channels of some kept filters
     * @param runs zeros since the entry before, as an entry counts them
     */
    EieColumns(KeptLayer layer, TileRange.WeightBlock rows, int pes, ZeroRuns runs) {
        this.pes = pes;
        int columns = rows.channelTo();
        entries = new int[columns * pes];
        present = new int[columns];
        allEntries = new int[columns];
        entriesOfPe = new long[pes];
        Mask weights = layer.layer().weights();
        int[] nextRow = new int[columns * pes];
        for (int row = 0; row < rows.filters(); row++) {
            int own = row / pes;
            int start = layer.filter(rows.group(), rows.filterFrom() + row) * columns;
            for (int i = weights.next(start); i < start + columns; i = weights.next(i + 1)) {
                int at = (i - start) * pes + row % pes;
                entries[at] += 1 + runs.fillers(own - nextRow[at]);
                nextRow[at] = own + 1;
                present[i - start]++;
            }
        }
        for (int at = 0; at < entries.length; at++) {
            allEntries[at / pes] += entries[at];
            entriesOfPe[at % pes] += entries[at];
        }
    }

    /** Entries that one PE has in a column. */
    int entries(int column, int pe) {
        return entries[column * pes + pe];
    }

    /** Entries of a column over all PEs. */
    int entries(int column) {
        return allEntries[column];
    }

    /** Entries of one PE over all columns. */
    long entriesOfPe(int pe) {
        return entriesOfPe[pe];
    }

    /** Entries of the PE that has most in columns {@code [from, to)}. */
    long mostEntriesOfPe(int from, int to) {
        long most = 0;
        for (int pe = 0; pe < pes; pe++) {
            long own = 0;
            for (int column = from; column < to; column++) {
                own += entries(column, pe);
            }
            most = Math.max(most, own);
        }
        return most;
    }

    /** Weights of a column over all PEs. */
    int present(int column) {
        return present[column];
    }

    /**
     * Memory words that hold each column: a PE's entries lie one after the other, column by column.
     *
     * @param perWord entries in a word
     */
    int[] words(int perWord) {
        int[] words = new int[allEntries.length];
        long[] pointers = new long[pes];
        for (int at = 0; at < entries.length; at++) {
            int pe = at % pes;
            long end = pointers[pe] + entries[at];
            if (entries[at] > 0) {
                words[at / pes] += (int) ((end - 1) / perWord - pointers[pe] / perWord) + 1;
            }
            pointers[pe] = end;
        }
        return words;
    }
}
