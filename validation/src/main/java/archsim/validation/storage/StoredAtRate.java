package archsim.validation.storage;

import archsim.base.json.Range;
import archsim.validation.fact.Measurement;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.network.Networks;
import archsim.workloads.storage.CsrAbsolute;
import archsim.workloads.storage.CsrRelative;
import archsim.workloads.storage.StorageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What storing the weights of some layers takes when one in {@code pruneRate} is left.
 *
 * <p>Where the weights lie is drawn evenly from seed 1, over all layers at once. With relative indices each layer is one
 * stream, and all layers have the index width that is given or, if none is, that takes least together; absolute ones lie in blocks of 64 x 64 of each
 * layer's matrix.
 *
 * @param network its name; absent for one stream of {@code denseWeights} that belongs to no network
 * @param layers of the network, its convolutions if absent
 * @param denseWeights before pruning, if there is no network
 * @param pruneRate weights before over weights after
 * @param weightBits width of a weight
 * @param layout how positions are stored
 * @param indexBits width of relative indices, as printed; the one that takes least if absent
 * @param quantity of interest
 */
public record StoredAtRate(
        Optional<String> network,
        Optional<Layers> layers,
        @Range(min = 1, max = 1_000_000_000) OptionalInt denseWeights,
        @Range(min = 1, max = 1_000_000) double pruneRate,
        @Range(min = 1, max = 32) int weightBits,
        Layout layout,

        @Range(min = 1, max = CsrRelative.LARGEST_INDEX_BITS)
        OptionalInt indexBits,

        Quantity quantity)
        implements Measurement {

    private static final int DENSE_BITS = 32;

    public StoredAtRate {
        if (network.isPresent() == denseWeights.isPresent() || (layers.isPresent() && network.isEmpty())) {
            throw new IllegalArgumentException("either network (with or without layers) or denseWeights must be given");
        }
        if (indexBits.isPresent() && layout != Layout.RELATIVE) {
            throw new IllegalArgumentException("only relative indices have a width of their own");
        }
    }

    /** Which layers of a network. */
    public enum Layers {
        CONVOLUTIONS,
        ALL
    }

    /** How positions are stored. */
    public enum Layout {
        /** Not at all: whole filters and columns are left. */
        STRUCTURED,
        /** By relative indices, all of one width. */
        RELATIVE,
        /** By absolute indices in blocks. */
        ABSOLUTE
    }

    /** What is asked for. */
    public enum Quantity {
        /** Weights that are left. */
        WEIGHTS,
        /** Bytes of their values. */
        WEIGHT_BYTES,
        /** Bytes of values, indices, fillers and pointers. */
        BYTES,
        /** Bytes of the dense weights as 32-bit floats over {@link #BYTES}. */
        COMPRESSION_RATE,
        /** {@link #WEIGHT_BYTES} over {@link #BYTES}. */
        VALUE_SHARE,
        /** Width of a relative index that takes least. */
        INDEX_BITS
    }

    @Override
    public double value() {
        List<LayerShape> shapes = shapes();
        long dense = shapes.stream().mapToLong(LayerShape::weights).sum();
        int kept = Math.toIntExact(Math.round(dense / pruneRate));
        double weightBytes = (double) kept * weightBits / 8;
        return switch (quantity) {
            case WEIGHTS -> kept;
            case WEIGHT_BYTES -> weightBytes;
            case BYTES -> bytes(shapes, dense, kept);
            case COMPRESSION_RATE -> DENSE_BITS / 8.0 * dense / bytes(shapes, dense, kept);
            case VALUE_SHARE -> weightBytes / bytes(shapes, dense, kept);
            case INDEX_BITS -> CsrRelative.bestIndexBits(masks(shapes, dense, kept), weightBits);
        };
    }

    private List<LayerShape> shapes() {
        return network.map(name -> Networks.shipped(name).layers().stream()
                        .filter(layer -> layers.equals(Optional.of(Layers.ALL)) || layer.isConvolution())
                        .map(Layer::shape)
                        .toList())
                .orElseGet(() -> List.of(LayerShape.fullyConnected(1, denseWeights.getAsInt(), 1)));
    }

    private double bytes(List<LayerShape> shapes, long dense, int kept) {
        if (layout == Layout.STRUCTURED) {
            return (double) kept * weightBits / 8;
        }
        List<Mask> masks = masks(shapes, dense, kept);
        StorageFormat format = layout == Layout.ABSOLUTE
                ? new CsrAbsolute()
                : new CsrRelative(
                        OptionalInt.of(indexBits.orElseGet(() -> CsrRelative.bestIndexBits(masks, weightBits))));
        return bits(format, shapes, masks) / 8.0;
    }

    private long bits(StorageFormat format, List<LayerShape> shapes, List<Mask> masks) {
        return IntStream.range(0, shapes.size())
                .mapToLong(i ->
                        format.size(masks.get(i), shapes.get(i), weightBits).total())
                .sum();
    }

    /** Exactly {@code kept} of all weights, layer after layer: each by chance of those left. */
    private static List<Mask> masks(List<LayerShape> shapes, long dense, int kept) {
        var random = new SplittableRandom(1);
        long[] left = {dense, kept};
        var masks = new ArrayList<Mask>();
        for (LayerShape shape : shapes) {
            masks.add(Mask.of(Math.toIntExact(shape.weights()), i -> {
                boolean present = random.nextLong(left[0]--) < left[1];
                left[1] -= present ? 1 : 0;
                return present;
            }));
        }
        return masks;
    }
}
