package archsim.workloads.pruning;

import archsim.base.RootLocale;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.sparsity.KernelPatterns;
import java.util.BitSet;

/**
 * Kernels of a few patterns of four weights, and whole kernels left out (connectivity): the pairs of kernel and pattern
 * that hold most energy, which is the Euclidean projection onto both sets at once.
 *
 * <p>In 3 x 3 layers {@code round(weights / rate / 4)} kernels stay: all at a rate of 9/4 or less, where 4/9 of the
 * weights are left. Layers of other kernels keep {@code round(kernels / rate)} whole ones. A depthwise layer of 3 x 3
 * keeps all its kernels, which are its channels. The library is a layer's own: of the patterns that the kernels have by
 * nature, the centre and their three largest other weights, the most frequent, of equals those of lower bits.
 *
 * @param librarySize patterns of a layer, 1 to {@link KernelPatterns#COUNT}
 */
public record Patterns(double rate, int librarySize) implements Projection {

    private static final int PLACES = KernelLibrary.PLACES;

    public Patterns {
        Projection.requireRate(rate);
        if (librarySize < 1 || librarySize > KernelPatterns.COUNT) {
            throw new IllegalArgumentException(
                    RootLocale.format("librarySize must be 1 to %d, was %d", KernelPatterns.COUNT, librarySize));
        }
    }

    @Override
    public Mask project(float[] magnitudes, LayerShape shape, boolean outputs) {
        if (rate == 1) {
            return Mask.full(magnitudes.length);
        }
        int places = shape.r() * shape.s();
        int kernels = magnitudes.length / places;
        if (shape.r() != 3 || shape.s() != 3) {
            double[] norms = new Norms(magnitudes, magnitudes.length).ofKernels(places);
            BitSet kept = Norms.largest(norms, Projection.kept(kernels, rate));
            return Mask.of(magnitudes.length, i -> kept.get(i / places));
        }
        boolean depthwise = shape.channelsPerGroup() == 1 && shape.filtersPerGroup() == 1;
        int wanted = Projection.kept((double) magnitudes.length / KernelPatterns.ENTRIES, rate);
        KernelLibrary library = KernelLibrary.all().mostFrequent(magnitudes, librarySize);
        int[] pattern = new int[kernels];
        double[] energy = new double[kernels];
        for (int kernel = 0; kernel < kernels; kernel++) {
            pattern[kernel] = library.best(magnitudes, kernel * PLACES);
            energy[kernel] = KernelLibrary.energy(pattern[kernel], magnitudes, kernel * PLACES);
        }
        BitSet kept = Norms.largest(energy, depthwise ? kernels : wanted);
        return Mask.of(magnitudes.length, i -> kept.get(i / PLACES) && (pattern[i / PLACES] >> (i % PLACES) & 1) != 0);
    }

    @Override
    public Scheme scheme() {
        return rate == 1 ? Scheme.DENSE : Scheme.PATTERN;
    }
}
