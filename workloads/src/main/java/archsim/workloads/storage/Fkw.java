package archsim.workloads.storage;

import archsim.base.Bits;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.WeightTensor;
import java.util.Optional;

/**
 * Filter-kernel-weight storage of pattern-pruned 3 x 3 convolutions: each kept kernel is 4 values, the number of its
 * pattern and the number of its input channel; each filter has the count of its kernels.
 *
 * <p>A kept kernel has a weight. One with fewer than four is filled up with zeros, which count as fillers. Patterns come
 * from the layer's own library, which is part of its descriptor. Source: W. Niu et al., "PatDNN", ASPLOS 2020; the exact
 * widths of its fields are not published.
 */
public record Fkw() implements StorageFormat {

    private static final int KERNEL = 9;

    @Override
    public String name() {
        return "fkw";
    }

    @Override
    public boolean holds(Mask mask, LayerShape shape, int weightBits) {
        return PatternLibrary.of(mask, shape).isPresent();
    }

    private static PatternLibrary library(Mask mask, LayerShape shape) {
        return PatternLibrary.of(mask, shape)
                .orElseThrow(() ->
                        new IllegalArgumentException("kernels must be 3 x 3 with at most 4 weights, was " + shape));
    }

    /** Numbers 0 to {@code channels - 1}. */
    private static int channelBits(LayerShape shape) {
        return Bits.forValues(shape.channelsPerGroup());
    }

    /** Counts 0 to {@code channels}. */
    private static int countBits(LayerShape shape) {
        return Bits.forCount(shape.channelsPerGroup());
    }

    @Override
    public StorageBits size(Mask mask, LayerShape shape, int weightBits) {
        PatternLibrary library = library(mask, shape);
        long kernels = 0;
        for (int start = 0; start < mask.size(); start += KERNEL) {
            kernels += mask.next(start) < start + KERNEL ? 1 : 0;
        }
        long count = mask.count();
        return new StorageBits(
                count * weightBits,
                kernels * (library.indexBits() + channelBits(shape)),
                (kernels * PatternLibrary.ENTRIES - count) * weightBits,
                (long) shape.k() * countBits(shape));
    }

    @Override
    public EncodedWeights encode(WeightTensor weights, LayerShape shape) {
        Mask mask = weights.mask();
        PatternLibrary library = library(mask, shape);
        var code = LevelCode.of(weights, size(mask, shape, weights.bits()).fillers() > 0);
        var bits = new PackedBits.Writer();
        for (int filter = 0; filter < shape.k(); filter++) {
            int first = filter * shape.channelsPerGroup();
            int kept = 0;
            long count = bits.reserve(countBits(shape));
            for (int channel = 0; channel < shape.channelsPerGroup(); channel++) {
                int start = (first + channel) * KERNEL;
                int support = PatternLibrary.support(mask, start);
                if (support != 0) {
                    kept++;
                    int number = library.indexOf(support);
                    bits.append(channel, channelBits(shape));
                    bits.append(number, library.indexBits());
                    int pattern = library.patterns().get(number);
                    for (int rest = pattern; rest != 0; rest &= rest - 1) {
                        int index = start + Integer.numberOfTrailingZeros(rest);
                        bits.append(mask.get(index) ? code.encode(weights, index) : 0, code.bits());
                    }
                }
            }
            bits.set(count, kept, countBits(shape));
        }
        return new EncodedWeights(bits.packed(), code, Optional.empty(), library.indexBits(), Optional.of(library));
    }

    @Override
    public WeightTensor decode(EncodedWeights encoded, LayerShape shape) {
        PatternLibrary library = encoded.library().orElseThrow();
        LevelCode code = encoded.code();
        var bits = new PackedBits.Reader(encoded.bits());
        var decoded = code.decoded(Math.toIntExact(shape.weights()));
        for (int filter = 0; filter < shape.k(); filter++) {
            for (long left = bits.next(countBits(shape)); left > 0; left--) {
                int channel = (int) bits.next(channelBits(shape));
                int start = (filter * shape.channelsPerGroup() + channel) * KERNEL;
                int pattern = library.patterns().get((int) bits.next(library.indexBits()));
                for (int rest = pattern; rest != 0; rest &= rest - 1) {
                    decoded.set(start + Integer.numberOfTrailingZeros(rest), bits.next(code.bits()));
                }
            }
        }
        return decoded.tensor();
    }
}
