package archsim.validation;

import archsim.base.json.Range;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.storage.CsrAbsolute;
import archsim.workloads.storage.CsrRelative;
import archsim.workloads.storage.StorageBits;
import java.util.SplittableRandom;

/**
 * What storing some weights takes when one in {@code pruneRate} is left.
 *
 * <p>Where the weights lie is drawn evenly from seed 1. Relative indices run through all weights as one stream;
 * absolute ones have blocks of 64 x 64, as in a matrix of 64 columns.
 *
 * @param denseWeights before pruning
 * @param pruneRate weights before over weights after
 * @param weightBits width of a weight
 * @param layout how positions are told
 * @param quantity of interest
 */
public record StoredAtRate(
        @Range(min = 64, max = 1_000_000_000) int denseWeights,
        @Range(min = 1, max = 1_000_000) double pruneRate,
        @Range(min = 1, max = 32) int weightBits,
        Layout layout,
        Quantity quantity)
        implements Measurement {

    private static final int DENSE_BITS = 32;
    private static final int COLUMNS = 64;

    /** How positions are told. */
    public enum Layout {
        /** Not at all: whole filters and columns are left. */
        STRUCTURED,
        /** By relative indices of the best width. */
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

    private int kept() {
        return Math.toIntExact(Math.round(denseWeights / pruneRate));
    }

    @Override
    public double value() {
        double weightBytes = (double) kept() * weightBits / 8;
        return switch (quantity) {
            case WEIGHTS -> kept();
            case WEIGHT_BYTES -> weightBytes;
            case BYTES -> bytes();
            case COMPRESSION_RATE -> DENSE_BITS / 8.0 * denseWeights / bytes();
            case VALUE_SHARE -> weightBytes / bytes();
            case INDEX_BITS ->
                new CsrRelative().indexBits(mask(denseWeights), weightBits).orElseThrow();
        };
    }

    private double bytes() {
        StorageBits bits =
                switch (layout) {
                    case STRUCTURED -> new StorageBits((long) kept() * weightBits, 0, 0, 0);
                    case RELATIVE ->
                        new CsrRelative()
                                .size(mask(denseWeights), LayerShape.fullyConnected(1, denseWeights, 1), weightBits);
                    case ABSOLUTE -> {
                        int rows = (denseWeights + COLUMNS - 1) / COLUMNS;
                        yield new CsrAbsolute()
                                .size(mask(rows * COLUMNS), LayerShape.fullyConnected(1, COLUMNS, rows), weightBits);
                    }
                };
        return bits.total() / 8.0;
    }

    /** Exactly {@link #kept()} of the first {@link #denseWeights} of {@code size}: each weight by chance of those left. */
    private Mask mask(int size) {
        var random = new SplittableRandom(1);
        int[] missing = {kept()};
        return Mask.of(size, i -> {
            boolean present = i < denseWeights && random.nextInt(denseWeights - i) < missing[0];
            missing[0] -= present ? 1 : 0;
            return present;
        });
    }
}
