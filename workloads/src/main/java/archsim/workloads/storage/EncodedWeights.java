package archsim.workloads.storage;

import java.util.Optional;

/**
 * A layer's weights as stored.
 *
 * @param bits what is counted as storage
 * @param code how values became bits; part of the layer's descriptor
 * @param kept rows and columns that are stored; only for structured storage
 * @param indexBits width of an index; 0 for formats without
 * @param library patterns of kernels; only for pattern storage
 */
public record EncodedWeights(
        PackedBits bits, LevelCode code, Optional<Compaction> kept, int indexBits, Optional<PatternLibrary> library) {

    EncodedWeights(PackedBits bits, LevelCode code, Optional<Compaction> kept, int indexBits) {
        this(bits, code, kept, indexBits, Optional.empty());
    }
}
