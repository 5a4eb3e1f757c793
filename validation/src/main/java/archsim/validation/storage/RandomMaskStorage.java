package archsim.validation.storage;

import archsim.base.json.Range;
import archsim.validation.fact.Measurement;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.network.Networks;
import archsim.workloads.storage.CsrAbsolute;
import archsim.workloads.storage.CsrRelative;
import archsim.workloads.storage.StorageBits;
import archsim.workloads.storage.StorageFormat;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What storing the CONV layers of a network takes when a given number of weights is left, anywhere: the mean over
 * {@code masks} masks drawn from the seeds 1, 2 and so on.
 *
 * @param network its name
 * @param keptWeights in all CONV layers together, each weight as likely as any other
 */
public record RandomMaskStorage(
        String network,
        @Range(min = 1, max = 1_000_000_000) int keptWeights,
        @Range(min = 1, max = 32) int weightBits,
        Indices indices,
        StoredQuantity quantity,
        @Range(min = 1, max = 1000) int masks)
        implements Measurement {

    /** How positions are stored; relative indices have the width that takes least in each layer. */
    public enum Indices {
        RELATIVE,
        ABSOLUTE;

        private StorageFormat format() {
            return this == RELATIVE ? new CsrRelative() : new CsrAbsolute();
        }
    }

    @Override
    public double value() {
        List<LayerShape> shapes = Networks.shipped(network).layers().stream()
                .filter(Layer::isConvolution)
                .map(Layer::shape)
                .toList();
        double sum = 0;
        for (int seed = 1; seed <= masks; seed++) {
            sum += quantity.of(stored(shapes, seed), shapes);
        }
        return sum / masks;
    }

    private StorageBits stored(List<LayerShape> shapes, int seed) {
        int weights =
                Math.toIntExact(shapes.stream().mapToLong(LayerShape::weights).sum());
        var kept = new BitSet(weights);
        new SplittableRandom(seed)
                .ints(0, weights)
                .distinct()
                .limit(Math.min(keptWeights, weights))
                .forEach(kept::set);
        StorageBits bits = StorageBits.NONE;
        int from = 0;
        for (LayerShape shape : shapes) {
            int first = from;
            int size = Math.toIntExact(shape.weights());
            Mask mask = Mask.of(size, i -> kept.get(first + i));
            bits = bits.plus(indices.format().size(mask, shape, weightBits));
            from += size;
        }
        return bits;
    }
}
