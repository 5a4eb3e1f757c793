package archsim.engine.machines.pattern;

import archsim.base.Bits;
import archsim.engine.tiling.KeptLayer;
import archsim.engine.tiling.WeightCode;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.storage.PatternLibrary;
import java.util.Optional;

/** The kernels that connectivity pruning left of a layer, {@code [k][c/groups]}, and the pattern of each. */
final class PatternKernels {

    private final LayerShape shape;
    private final PatternLibrary library;
    private final Mask kept;
    private final byte[] patterns;

    private PatternKernels(LayerWorkload layer, PatternLibrary library) {
        this.shape = layer.shape();
        this.library = library;
        this.patterns = new byte[layer.weights().size() / offsets()];
        this.kept = Mask.of(patterns.length, kernel -> {
            int support = PatternLibrary.support(layer.weights(), kernel * offsets());
            patterns[kernel] = (byte) (support == 0 ? 0 : library.indexOf(support));
            return support != 0;
        });
    }

    /** The kernels of a pattern-pruned layer; empty for any other, and if it has more than {@code librarySize} patterns. */
    static Optional<PatternKernels> of(LayerWorkload layer, int librarySize) {
        if (layer.scheme() != Scheme.PATTERN) {
            return Optional.empty();
        }
        return PatternLibrary.of(layer.weights(), layer.shape())
                .filter(library -> library.patterns().size() <= librarySize)
                .map(library -> new PatternKernels(layer, library));
    }

    private int offsets() {
        return shape.r() * shape.s();
    }

    private int kernel(int filter, int channel) {
        return filter * shape.channelsPerGroup() + channel;
    }

    /** Kernels left of a filter, numbered over all groups, in a range of its channels. */
    int kept(int filter, int channelFrom, int channelTo) {
        return kept.count(kernel(filter, channelFrom), kernel(filter, channelTo));
    }

    /** Different patterns of a filter in a range of its channels. */
    int patterns(int filter, int channelFrom, int channelTo) {
        long found = 0;
        int end = kernel(filter, channelTo);
        for (int i = kept.next(kernel(filter, channelFrom)); i < end; i = kept.next(i + 1)) {
            found |= 1L << patterns[i];
        }
        return Long.bitCount(found);
    }

    /** Bits that tell a kernel's channel and pattern. */
    int indexBits() {
        return library.indexBits() + Bits.forValues(shape.channelsPerGroup());
    }

    /**
     * Filter-kernel-weight storage of each block: four values a kernel, its channel and pattern, and a filter's kernels.
     * Zeros that fill up a kernel count as indices, as fillers do elsewhere.
     *
     * @param layer whose filters the blocks number
     */
    WeightCode code(KeptLayer layer, int weightBits) {
        return WeightCode.ofPresent(weightBits, (present, positions, block) -> {
            long kernels = 0;
            for (int f = block.filterFrom(); f < block.filterTo(); f++) {
                kernels += kept(layer.filter(block.group(), f), block.channelFrom(), block.channelTo());
            }
            int countBits = Bits.forCount(block.channelTo() - block.channelFrom());
            return (kernels * PatternLibrary.ENTRIES - present) * weightBits
                    + kernels * indexBits()
                    + (long) block.filters() * countBits;
        });
    }
}
