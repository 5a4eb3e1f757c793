package archsim.workloads;

import archsim.base.ComponentFaults;
import archsim.base.RootLocale;
import archsim.base.json.Range;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which weights pruning leaves at two ranks: whole blocks, and single weights in the blocks that stay.
 *
 * <p>The weights of a layer are a matrix of filters by columns, {@code [c/groups][r][s]}, a block is {@code rows} by {@code
 * columns} of it. Rank 1 keeps {@code blocksN} of every {@code blocksM} blocks that lie side by side, or blocks anywhere.
 * The columns that stay of such {@code blocksM} blocks follow one another; rank 0 keeps, of every {@code m} of them, {@code
 * n} weights of each filter, or all. So this is
 *
 * <ul>
 *   <li>block sparsity: blocks anywhere, {@code 4x4};
 *   <li>V:N:M, {@code 64:2:16}: blocks of V filters by one column, 4 of M, 2:4 in what stays. Source: R. L. Castro et al.,
 *       "VENOM: A Vectorized N:M Format for Unleashing the Power of Sparse Tensor Cores", SC 2023;
 *   <li>hierarchical N:M, {@code 4:8/2:4}: blocks of m weights of one filter. Source: Y. N. Wu et al., "HighLight: Efficient
 *       and Flexible DNN Acceleration with Hierarchical Structured Sparsity", MICRO 2023.
 * </ul>
 *
 * @param rows filters of a block; fewer at the end of a group of the convolution
 * @param columns of a block; fewer at the end of a filter
 * @param blocksN blocks that stay of each {@code blocksM}; with {@code blocksM}
 * @param blocksM blocks that are pruned together; they may lie anywhere if absent
 * @param n weights that stay of each {@code m}; with {@code m} and {@code blocksM}
 * @param m weights that are pruned together: a whole part of a block's columns, or all columns that stay of {@code blocksM}
 *     blocks; all stay if absent
 */
public record BlockPattern(
        @Range(min = 1, max = 65536) int rows,
        @Range(min = 1, max = 65536) int columns,
        @Range(min = 1, max = 1023) OptionalInt blocksN,
        @Range(min = 2, max = 1024) OptionalInt blocksM,
        @Range(min = 1, max = 255) OptionalInt n,
        @Range(min = 2, max = 256) OptionalInt m) {

    private static final int VNM_COLUMNS = 4;
    private static final String PAIR = "([0-9]{1,4}):([0-9]{1,4})";
    private static final Pattern VNM = Pattern.compile("([0-9]{1,5}):([0-9]{1,3}):([0-9]{1,4})");
    private static final Pattern HIERARCHICAL = Pattern.compile(PAIR + "/" + PAIR);
    private static final Pattern BLOCKS =
            Pattern.compile("([0-9]{1,5})x([0-9]{1,5})(?:," + PAIR + "(?:," + PAIR + ")?)?");

    /** How {@link #parse} wants it, for messages. */
    public static final String FORMS = "RxC (4x4), V:N:M (64:2:16), N:M/N:M (4:8/2:4) or RxC,N:M,N:M (2x8,4:8,2:4)";

    public BlockPattern {
        new ComponentFaults()
                .require(rows >= 1, "rows", "must be at least 1, was %d", rows)
                .require(columns >= 1, "columns", "must be at least 1, was %d", columns)
                .require(blocksN.isPresent() == blocksM.isPresent(), "blocksN", "and blocksM belong together")
                .require(
                        blocksN.orElse(0) < blocksM.orElse(1),
                        "blocksN",
                        "must be below blocksM, %d, was %d",
                        blocksM.orElse(0),
                        blocksN.orElse(0))
                .require(n.isPresent() == m.isPresent(), "n", "and m belong together")
                .require(n.orElse(0) < m.orElse(1), "n", "must be below m, %d, was %d", m.orElse(0), n.orElse(0))
                .require(m.isEmpty() || blocksM.isPresent(), "m", "needs blocksM: blocks anywhere stay whole")
                .require(
                        m.isEmpty()
                                || columns % m.getAsInt() == 0
                                || (long) columns * blocksN.orElse(1) == m.getAsInt(),
                        "m",
                        "must divide columns, %d, or be blocksN x columns, was %d",
                        columns,
                        m.orElse(0))
                .require(
                        blocksM.isPresent() || rows * (long) columns > 1,
                        "columns",
                        "must make blocks of more than one weight")
                .throwIfAny();
    }

    /** Blocks that lie anywhere and stay whole. */
    public static BlockPattern anywhere(int rows, int columns) {
        return new BlockPattern(
                rows, columns, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    /** Blocks of which {@code blocksN} of each {@code blocksM} stay whole. */
    public static BlockPattern ofGroups(int rows, int columns, int blocksN, int blocksM) {
        return new BlockPattern(
                rows,
                columns,
                OptionalInt.of(blocksN),
                OptionalInt.of(blocksM),
                OptionalInt.empty(),
                OptionalInt.empty());
    }

    /** The same with {@code kept} of each {@code group} weights in what stays. */
    public BlockPattern with(int kept, int group) {
        return new BlockPattern(rows, columns, blocksN, blocksM, OptionalInt.of(kept), OptionalInt.of(group));
    }

    /** {@code v} filters keep 4 of {@code m} columns, each of them {@code n} of these 4. */
    public static BlockPattern vnm(int v, int n, int m) {
        return ofGroups(v, 1, VNM_COLUMNS, m).with(n, VNM_COLUMNS);
    }

    /** {@code blocksN} of each {@code blocksM} blocks of {@code m} weights of a filter, in each {@code n} weights. */
    public static BlockPattern hierarchical(int blocksN, int blocksM, int n, int m) {
        return ofGroups(1, m, blocksN, blocksM).with(n, m);
    }

    /**
     * The pattern that {@link #toString} writes so.
     *
     * @return empty if {@code text} is none of the forms
     * @throws IllegalArgumentException if its numbers make no pattern
     */
    public static Optional<BlockPattern> parse(String text) {
        Matcher vnm = VNM.matcher(text);
        if (vnm.matches()) {
            return Optional.of(vnm(number(vnm, 1), number(vnm, 2), number(vnm, 3)));
        }
        Matcher ranks = HIERARCHICAL.matcher(text);
        if (ranks.matches()) {
            return Optional.of(hierarchical(number(ranks, 1), number(ranks, 2), number(ranks, 3), number(ranks, 4)));
        }
        Matcher blocks = BLOCKS.matcher(text);
        if (!blocks.matches()) {
            return Optional.empty();
        }
        if (blocks.group(3) == null) {
            return Optional.of(anywhere(number(blocks, 1), number(blocks, 2)));
        }
        BlockPattern whole = ofGroups(number(blocks, 1), number(blocks, 2), number(blocks, 3), number(blocks, 4));
        return Optional.of(blocks.group(5) == null ? whole : whole.with(number(blocks, 5), number(blocks, 6)));
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    /** Whether blocks lie anywhere. */
    public boolean isAnywhere() {
        return blocksM.isEmpty();
    }

    /** Weights that stay of all, 0 to 1, in a layer that whole groups fill; of blocks anywhere 1. */
    public double density() {
        double ofBlocks = isAnywhere() ? 1 : (double) blocksN.getAsInt() / blocksM.getAsInt();
        return m.isEmpty() ? ofBlocks : ofBlocks * n.getAsInt() / m.getAsInt();
    }

    /** Weights of a filter that rank 0 leaves of {@code kept} columns. */
    public long slots(long kept) {
        return m.isEmpty() ? kept : kept / m.getAsInt() * n.getAsInt() + Math.min(n.getAsInt(), kept % m.getAsInt());
    }

    /** In the field's words, as short as they are. */
    @Override
    public String toString() {
        if (isAnywhere()) {
            return rows + "x" + columns;
        }
        String blocks = blocksN.getAsInt() + ":" + blocksM.getAsInt();
        if (m.isEmpty()) {
            return RootLocale.format("%dx%d,%s", rows, columns, blocks);
        }
        String weights = n.getAsInt() + ":" + m.getAsInt();
        boolean ofFour = m.getAsInt() == VNM_COLUMNS && blocksN.getAsInt() == VNM_COLUMNS;
        if (columns == 1 && ofFour) {
            return RootLocale.format("%d:%d:%d", rows, n.getAsInt(), blocksM.getAsInt());
        }
        return rows == 1 && columns == m.getAsInt()
                ? blocks + "/" + weights
                : RootLocale.format("%dx%d,%s,%s", rows, columns, blocks, weights);
    }
}
