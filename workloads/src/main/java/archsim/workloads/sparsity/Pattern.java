package archsim.workloads.sparsity;

import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.List;

/**
 * Kernels of a library of patterns, and whole kernels left out (connectivity).
 *
 * <p>In 3 x 3 layers a kept kernel has one pattern, each as likely as any other, and {@code round(density * weights /
 * 4)} kernels are kept: all at a density of 4/9 or more, where the layer has 4/9 of its weights. Layers of other kernels
 * keep {@code round(density * kernels)} whole kernels. A depthwise layer of 3 x 3 keeps all its kernels, which are its
 * channels. At a density of 1 nothing is pruned.
 *
 * @param librarySize patterns, 1 to {@link KernelPatterns#COUNT}
 */
record Pattern(int librarySize) implements Regularity {

    private static final int OFFSETS = 9;

    @Override
    public Scheme scheme(Mask weights) {
        return Regularity.denseOr(Scheme.PATTERN, weights);
    }

    @Override
    public Mask draw(LayerShape shape, double density, Selection selection) {
        int size = Math.toIntExact(shape.weights());
        int offsets = shape.r() * shape.s();
        int kernels = size / offsets;
        if (density == 1) {
            return Mask.full(size);
        }
        if (shape.r() != 3 || shape.s() != 3) {
            Mask kept = selection.draw(kernels, density);
            return Mask.of(size, i -> kept.get(i / offsets));
        }
        boolean depthwise = shape.channelsPerGroup() == 1 && shape.filtersPerGroup() == 1;
        long wanted = Math.round(density * size / KernelPatterns.ENTRIES);
        var kept = new Sampler(selection, kernels, depthwise ? kernels : (int) Math.min(kernels, wanted));
        List<Integer> library = KernelPatterns.library(librarySize);
        int[] pattern = new int[1];
        return Mask.of(size, i -> {
            int offset = i % OFFSETS;
            if (offset == 0) {
                pattern[0] = kept.next() ? library.get(selection.below(librarySize)) : 0;
            }
            return (pattern[0] >> offset & 1) != 0;
        });
    }
}
