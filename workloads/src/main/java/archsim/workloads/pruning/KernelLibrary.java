package archsim.workloads.pruning;

import archsim.workloads.sparsity.KernelPatterns;
import java.util.Comparator;
import java.util.List;

/**
 * The patterns of four weights, the centre among them, that the 3 x 3 kernels of a layer may have.
 *
 * @param patterns at least one; bit {@code 3r + s} for the weight at row {@code r} and column {@code s}
 */
public record KernelLibrary(List<Integer> patterns) {

    /** Weights of a kernel. */
    public static final int PLACES = 9;

    public KernelLibrary {
        patterns = List.copyOf(patterns);
        if (patterns.isEmpty()) {
            throw new IllegalArgumentException("a library must have at least one pattern, was empty");
        }
    }

    /** All 56. */
    public static KernelLibrary all() {
        return new KernelLibrary(KernelPatterns.library(KernelPatterns.COUNT));
    }

    /**
     * The {@code size} patterns of this library that are the best one of most kernels; of equals those of lower bits.
     * Kernels of zeros have no say; if all are, the first patterns stay. Those that no kernel has go, unless all may stay.
     *
     * @param weights kernel by kernel, of any sign
     */
    public KernelLibrary mostFrequent(float[] weights, int size) {
        if (size >= patterns.size()) {
            return this;
        }
        int[] found = new int[1 << PLACES];
        for (int start = 0; start < weights.length; start += PLACES) {
            int best = best(weights, start);
            found[best] += energy(best, weights, start) > 0 ? 1 : 0;
        }
        List<Integer> chosen = patterns.stream()
                .filter(bits -> found[bits] > 0)
                .sorted(Comparator.comparingInt((Integer bits) -> -found[bits]).thenComparingInt(bits -> bits))
                .limit(size)
                .toList();
        return new KernelLibrary(chosen.isEmpty() ? patterns.subList(0, Math.min(size, patterns.size())) : chosen);
    }

    /** The pattern that holds most energy of the kernel that starts at {@code start}; of equals that of lower bits. */
    public int best(float[] weights, int start) {
        int best = patterns.get(0);
        double most = energy(best, weights, start);
        for (int pattern : patterns) {
            double energy = energy(pattern, weights, start);
            if (energy > most || (energy == most && pattern < best)) {
                best = pattern;
                most = energy;
            }
        }
        return best;
    }

    /** Sum of the squares that {@code pattern} keeps of a kernel. */
    public static double energy(int pattern, float[] weights, int start) {
        double energy = 0;
        for (int rest = pattern; rest != 0; rest &= rest - 1) {
            float weight = weights[start + Integer.numberOfTrailingZeros(rest)];
            energy += (double) weight * weight;
        }
        return energy;
    }
}
