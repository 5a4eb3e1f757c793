package archsim.compression.projection;

import archsim.workloads.pruning.KernelLibrary;

/**
 * Projection of 3 x 3 kernels onto patterns of a library and onto few non-zero kernels (connectivity), both at once.
 *
 * <p>A kernel is worth what its best pattern holds, and those worth most stay. Choosing kernels by their whole norm first
 * and patterns then may keep less: of a kernel of nine ones the best pattern holds 4, and a kernel of norm 5 inside one
 * pattern is worth more though its norm is less.
 *
 * @param library patterns that there are
 * @param kernels that may stay
 */
public record PatternProjection(KernelLibrary library, int kernels) {

    public PatternProjection {
        if (kernels < 0) {
            throw new IllegalArgumentException("kernels must be at least 0, was " + kernels);
        }
    }

    /**
     * Which weights stay.
     *
     * @param values {@code [filters][channels][3][3]}
     * @throws IllegalArgumentException if a value is not finite
     */
    public boolean[] support(float[] values) {
        double[] energy = new double[values.length / KernelLibrary.PLACES];
        int[] pattern = new int[energy.length];
        for (int kernel = 0; kernel < energy.length; kernel++) {
            pattern[kernel] = library.best(values, kernel * KernelLibrary.PLACES);
            energy[kernel] = KernelLibrary.energy(pattern[kernel], values, kernel * KernelLibrary.PLACES);
        }
        boolean[] kept = Ranking.largest(energy, kernels);
        boolean[] support = new boolean[values.length];
        for (int i = 0; i < support.length; i++) {
            int kernel = i / KernelLibrary.PLACES;
            support[i] = kept[kernel] && (pattern[kernel] >> i % KernelLibrary.PLACES & 1) != 0;
        }
        return support;
    }
}
