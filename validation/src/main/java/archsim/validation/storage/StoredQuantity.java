package archsim.validation.storage;

import archsim.workloads.LayerShape;
import archsim.workloads.storage.StorageBits;
import java.util.List;

/** What tables of compressed models print about storage. */
public enum StoredQuantity {
    /** Bytes of the values alone. */
    WEIGHT_BYTES,
    /** Bytes of values, indices, fillers and pointers. */
    BYTES,
    /** Bytes of the dense layers as 32-bit floats over {@link #BYTES}. */
    COMPRESSION_RATE;

    private static final int DENSE_BITS = 32;

    /** This quantity of {@code layers} that are stored in {@code bits}. */
    double of(StorageBits bits, List<LayerShape> layers) {
        return switch (this) {
            case WEIGHT_BYTES -> bits.weights() / 8.0;
            case BYTES -> bits.total() / 8.0;
            case COMPRESSION_RATE ->
                (double) DENSE_BITS
                        * layers.stream().mapToLong(LayerShape::weights).sum()
                        / bits.total();
        };
    }
}
