package archsim.engine.machines.sigma;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows that are on SIGMA's multipliers together, or a part of one.
 *
 * @param rowFrom first row
 * @param rowTo one past the last
 * @param clusters multipliers of each row, in order
 * @param present values on the multipliers that are not zero
 * @param lastPart whether its rows are finished
 */
record SigmaIteration(int rowFrom, int rowTo, List<Integer> clusters, long present, boolean lastPart) {

    /** Fewest multipliers that a row takes. */
    private static final int SMALLEST_CLUSTER = 3;

    SigmaIteration {
        clusters = List.copyOf(clusters);
    }

    /** Values that each row of a matrix has. */
    @FunctionalInterface
    interface RowCounts {

        int of(int row);
    }

    /**
     * Packs rows in their order: as many whole ones as fit; one that does not fit alone comes in parts, of which all but
     * the first leave a multiplier to the sum so far.
     *
     * @param mostRows rows whose bitmasks the buffer holds at once
     */
    static List<SigmaIteration> pack(int rows, RowCounts counts, int multipliers, long mostRows) {
        var iterations = new ArrayList<SigmaIteration>();
        int row = 0;
        while (row < rows) {
            if (counts.of(row) > multipliers) {
                fold(iterations, row, counts.of(row), multipliers);
                row++;
            } else {
                SigmaIteration whole = whole(row, (int) Math.min(rows, row + mostRows), counts, multipliers);
                iterations.add(whole);
                row = whole.rowTo();
            }
        }
        return iterations;
    }

    private static SigmaIteration whole(int from, int end, RowCounts counts, int multipliers) {
        var clusters = new ArrayList<Integer>();
        long present = 0;
        int free = multipliers;
        int row = from;
        for (; row < end; row++) {
            int cluster = Math.max(SMALLEST_CLUSTER, counts.of(row));
            if (cluster > free) {
                break;
            }
            clusters.add(cluster);
            present += counts.of(row);
            free -= cluster;
        }
        return new SigmaIteration(from, row, clusters, present, true);
    }

    private static void fold(List<SigmaIteration> iterations, int row, int count, int multipliers) {
        iterations.add(new SigmaIteration(row, row + 1, List.of(multipliers), multipliers, false));
        int left = count - multipliers;
        while (left > 0) {
            int part = Math.min(left, multipliers - 1);
            left -= part;
            iterations.add(new SigmaIteration(row, row + 1, List.of(part + 1), part, left == 0));
        }
    }

    /** Where the sums of the rows leave the tree. */
    List<ReductionTree.Exit> exits(ReductionTree tree, int period) {
        var exits = new ArrayList<ReductionTree.Exit>(clusters.size());
        int from = 0;
        for (int cluster : clusters) {
            exits.add(tree.exit(from, from + cluster, period));
            from += cluster;
        }
        return exits;
    }
}
