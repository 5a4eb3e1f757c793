package archsim.engine.machines.sigma;

import archsim.base.RootLocale;

/**
 * The augmented reduction tree of MAERI over a power of two of multipliers, which sums up rows of neighbours.
 *
 * <p>Level 0 is the root. On each level adders 1 and 2, 3 and 4 and so on, which have no common parent, are linked. Where
 * a row reaches over a link with one end, the adder that has the smaller part of the row hands its sum to the other, the
 * left one on a tie, so a row is summed up below the first adder that spans it where it can. Passing an adder or a link
 * takes a cycle. The adder that ends a row puts the sum on a line of the collection bus; a linked pair shares a line.
 *
 * <p>Source: H. Kwon et al., "MAERI", ASPLOS 2018; lines as STONNE numbers them (F. Munoz-Martinez et al., IISWC 2021).
 *
 * @param multipliers a power of two, at least 4; as many lines
 */
record ReductionTree(int multipliers) {

    /**
     * Where and when the sum of a row leaves the tree.
     *
     * @param line of the collection bus
     * @param cycles from the first operand's arrival at the multipliers
     */
    record Exit(int line, int cycles) {}

    private int levels() {
        return Integer.numberOfTrailingZeros(multipliers);
    }

    /**
     * The exit of a row.
     *
     * @param from its first multiplier
     * @param to one past its last, at least two on
     * @param period cycles within which operands arrive, one multiplier after the other: a power of two
     */
    Exit exit(int from, int to, int period) {
        var span = new Span(from, to - 1, period);
        int adders = multipliers;
        for (int level = levels() - 1; level >= 0; level--) {
            adders /= 2;
            span.climb(adders);
            if (span.left == span.right) {
                return new Exit(line(level, span.left), span.leftCycles);
            }
        }
        throw new IllegalStateException(RootLocale.format("no adder ends a row from %d to %d", from, to));
    }

    /** Linked pairs are numbered from the root down; the first and last adders of each level follow. */
    private int line(int level, int adder) {
        boolean linked = adder > 0 && adder < (1 << level) - 1;
        int number = linked
                ? pairsAbove(level) + (adder - 1) / 2
                : 2 * pairsAbove(levels()) + (level == 0 ? 0 : 2 * level - (adder == 0 ? 1 : 0));
        return number % multipliers;
    }

    /** {@code sum of 2^(i-1) - 1} for {@code i} from 1 below {@code level}. */
    private static int pairsAbove(int level) {
        return level == 0 ? 0 : (1 << (level - 1)) - level;
    }

    /** The adders of one level that a row uses: when the outermost ones are done; those between are done together. */
    private static final class Span {

        private final int period;
        private int height;
        private int left;
        private int right;
        private int leftCycles;
        private int rightCycles;

        Span(int left, int right, int period) {
            this.period = period;
            this.left = left;
            this.right = right;
            leftCycles = innerCycles(left);
            rightCycles = innerCycles(right);
        }

        private int cycles(int adder) {
            if (adder == left) {
                return leftCycles;
            }
            return adder == right ? rightCycles : innerCycles(adder);
        }

        /** Of an adder all of whose multipliers belong to the row. */
        private int innerCycles(int adder) {
            long last = ((adder + 1L) << height) - 1;
            return height + (int) (last % period);
        }

        /** Goes up one level, of {@code adders}. */
        void climb(int adders) {
            int first = left;
            int last = right;
            int parentOfLeft = cycles(first);
            if (first % 2 == 0 && first < last) {
                parentOfLeft = Math.max(parentOfLeft, cycles(first + 1));
            }
            int parentOfRight = cycles(last);
            if (last % 2 == 1 && first < last) {
                parentOfRight = Math.max(parentOfRight, cycles(last - 1));
            }
            left = first / 2;
            right = last / 2;
            leftCycles = 1 + (left == right ? Math.max(parentOfLeft, parentOfRight) : parentOfLeft);
            rightCycles = 1 + (left == right ? Math.max(parentOfLeft, parentOfRight) : parentOfRight);
            height++;
            handOver(first, last, adders);
        }

        private void handOver(int first, int last, int adders) {
            int begin = first;
            if (left < right && left % 2 == 1 && left < adders - 1) {
                int leftPart = 2 * left + 2 - first;
                int rightPart = last - 2 * left - 1;
                if (rightPart > leftPart) {
                    int handed = Math.max(cycles(left + 1), leftCycles + 1);
                    left++;
                    leftCycles = handed;
                    begin = 2 * left;
                } else {
                    leftCycles = Math.max(leftCycles, rightCycles + 1);
                    right = left;
                }
            }
            if (left < right && right % 2 == 0 && 2 * right - begin >= last - 2 * right + 1) {
                int handed = Math.max(cycles(right - 1), rightCycles + 1);
                right--;
                rightCycles = handed;
            }
            if (left == right) {
                leftCycles = Math.max(leftCycles, rightCycles);
                rightCycles = leftCycles;
            }
        }
    }
}
