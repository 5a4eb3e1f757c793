package archsim.workloads.storage;

import archsim.base.Bits;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The patterns that cover all 3 x 3 kernels of a layer: sets of places with 4 elements each.
 *
 * <p>Bit {@code 3r + s} of a pattern stands for place {@code [r][s]}.
 *
 * @param patterns ascending; empty if all kernels are
 */
public record PatternLibrary(List<Integer> patterns) {

    /** Weights of a kernel that stay. */
    public static final int ENTRIES = 4;

    private static final int SIDE = 3;
    private static final int PLACES = SIDE * SIDE;

    public PatternLibrary {
        patterns = List.copyOf(patterns);
    }

    /**
     * The library of a layer, if its kernels are 3 x 3 and have at most 4 weights each.
     *
     * <p>It has the places of every kernel with 4 weights. A kernel with fewer takes the first pattern that covers it; if
     * none does, the one that adds its lowest free places joins the library.
     */
    public static Optional<PatternLibrary> of(Mask mask, LayerShape shape) {
        if (shape.r() != SIDE || shape.s() != SIDE) {
            return Optional.empty();
        }
        var found = new boolean[1 << PLACES];
        for (int kernel = 0; kernel < mask.size(); kernel += PLACES) {
            int support = support(mask, kernel);
            if (Integer.bitCount(support) > ENTRIES) {
                return Optional.empty();
            }
            found[support] = true;
        }
        return Optional.of(new PatternLibrary(covering(found)));
    }

    /** The present places of the kernel whose weights start at {@code start}. */
    public static int support(Mask mask, int start) {
        int support = 0;
        for (int i = mask.next(start); i < start + PLACES; i = mask.next(i + 1)) {
            support |= 1 << (i - start);
        }
        return support;
    }

    private static List<Integer> covering(boolean[] found) {
        var patterns = new TreeSet<Integer>();
        var smaller = new ArrayList<Integer>();
        for (int support = 1; support < found.length; support++) {
            if (found[support] && Integer.bitCount(support) == ENTRIES) {
                patterns.add(support);
            } else if (found[support]) {
                smaller.add(support);
            }
        }
        for (int support : smaller) {
            if (patterns.stream().noneMatch(pattern -> (pattern & support) == support)) {
                patterns.add(filledUp(support));
            }
        }
        return List.copyOf(patterns);
    }

    private static int filledUp(int support) {
        int pattern = support;
        while (Integer.bitCount(pattern) < ENTRIES) {
            pattern |= Integer.lowestOneBit(~pattern);
        }
        return pattern;
    }

    /** Place in the library of the first pattern that covers {@code support}. */
    public int indexOf(int support) {
        for (int i = 0; i < patterns.size(); i++) {
            if ((patterns.get(i) & support) == support) {
                return i;
            }
        }
        throw new IllegalArgumentException("no pattern covers " + Integer.toBinaryString(support));
    }

    /** Width of a pattern's number; 0 if there is only one. */
    public int indexBits() {
        return patterns.isEmpty() ? 0 : Bits.forValues(patterns.size());
    }
}
