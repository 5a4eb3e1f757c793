package archsim.workloads.storage;

import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.WeightTensor;
import java.util.List;
import java.util.OptionalInt;

/**
 * A way to store the weights of one layer, {@code [k][c/groups][r][s]}.
 *
 * <p>Where rows and columns matter, the weights are a matrix of {@code k} rows and {@code c/groups * r * s} columns.
 */
public sealed interface StorageFormat
        permits Bitmask,
                BlockFormat,
                CscInterleaved,
                CsrAbsolute,
                CsrRelative,
                Dense,
                Fkw,
                NmFormat,
                RunLength,
                ScnnBlocks,
                Structured {

    /** As tables and the command line call it. */
    String name();

    /** Whether the format can hold such a layer; formats of regular masks hold regular masks only. */
    default boolean holds(Mask mask, LayerShape shape, int weightBits) {
        return true;
    }

    /**
     * What storing a layer takes that the format {@link #holds}.
     *
     * @param mask present weights
     * @param shape of the layer, as many weights as the mask
     * @param weightBits width of a value, 1 to 32
     */
    StorageBits size(Mask mask, LayerShape shape, int weightBits);

    /** Width of an index of present weights; empty for formats that have none. */
    default OptionalInt indexBits(Mask mask, int weightBits) {
        return OptionalInt.empty();
    }

    /**
     * The bits as they would lie in memory: as many as {@link #size} says.
     *
     * @throws IllegalArgumentException if a zero must be stored and the levels use all codes of their width, or if the
     *     format does not {@link #holds hold} the layer
     */
    EncodedWeights encode(WeightTensor weights, LayerShape shape);

    /** What {@link #encode} was given. */
    WeightTensor decode(EncodedWeights encoded, LayerShape shape);

    /**
     * The format that the field stores weights of the layer's scheme in; relative indices take the width that is best.
     *
     * <p>Layers that patterns or groups cannot describe, such as those of other kernels in a pattern-pruned network, are
     * dense if nothing is pruned, else they have relative indices.
     */
    static StorageFormat usual(LayerWorkload layer) {
        Mask mask = layer.weights();
        StorageFormat irregular = mask.count() == mask.size() ? new Dense() : new CsrRelative();
        return switch (layer.scheme()) {
            case DENSE -> new Dense();
            case NON_STRUCTURED -> new CsrRelative();
            case FILTER, CHANNEL, COLUMN, COLUMN_FILTER -> new Structured();
            case PATTERN -> new Fkw().holds(mask, layer.shape(), layer.weightBits()) ? new Fkw() : irregular;
            case BLOCK ->
                layer.pattern()
                        .map(BlockFormat::new)
                        .filter(format -> format.holds(mask, layer.shape(), layer.weightBits()))
                        .map(StorageFormat.class::cast)
                        .orElse(irregular);
            case NM ->
                NmFormat.smallest(mask, layer.shape(), layer.weightBits())
                        .map(StorageFormat.class::cast)
                        .orElse(irregular);
        };
    }

    /** Every format with its usual parameters. */
    static List<StorageFormat> all(OptionalInt indexBits) {
        return all(new FormatParameters(indexBits));
    }

    /** Every format, in the order of reports. */
    static List<StorageFormat> all(FormatParameters parameters) {
        int block = parameters.blockSize();
        return List.of(
                new Dense(),
                new Structured(),
                new CsrAbsolute(block, block),
                new CsrRelative(parameters.indexBits()),
                new Bitmask(),
                new RunLength(),
                new CscInterleaved(parameters.pes()),
                new ScnnBlocks(),
                new Fkw(),
                new NmFormat(1, 4),
                new NmFormat(2, 4),
                new NmFormat(4, 8));
    }
}
