package archsim.workloads.sparsity;

import archsim.base.RootLocale;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The patterns that a 3 x 3 kernel may keep: 4 of its 9 weights, the centre among them.
 *
 * <p>A pattern is 9 bits, bit {@code 3r + s} for the weight at row {@code r} and column {@code s}. The 56 patterns come
 * in a fixed order: the four 2 x 2 blocks at a corner, the four T's, which look like the filters of edges and blobs,
 * then the others by their bits. A library of {@code size} patterns is the first {@code size} of them.
 */
public final class KernelPatterns {

    /** Weights that a pattern keeps. */
    public static final int ENTRIES = 4;

    /** Patterns there are, {@code 8! / (3! 5!)}. */
    public static final int COUNT = 56;

    private static final int CENTRE = 1 << 4;
    private static final List<Integer> CORNERS = List.of(0b000_011_011, 0b000_110_110, 0b011_011_000, 0b110_110_000);
    private static final List<Integer> TS = List.of(0b000_111_010, 0b010_111_000, 0b010_011_010, 0b010_110_010);
    private static final List<Integer> ALL = all();

    private KernelPatterns() {}

    private static List<Integer> all() {
        var patterns = new ArrayList<>(CORNERS);
        patterns.addAll(TS);
        IntStream.range(0, 1 << 9)
                .filter(bits -> Integer.bitCount(bits) == ENTRIES && (bits & CENTRE) != 0)
                .filter(bits -> !CORNERS.contains(bits) && !TS.contains(bits))
                .forEach(patterns::add);
        return List.copyOf(patterns);
    }

    /** The first {@code size} patterns, 1 to {@value #COUNT}. */
    public static List<Integer> library(int size) {
        if (size < 1 || size > COUNT) {
            throw new IllegalArgumentException(
                    RootLocale.format("a library must have 1 to %d patterns, was %d", COUNT, size));
        }
        return ALL.subList(0, size);
    }
}
