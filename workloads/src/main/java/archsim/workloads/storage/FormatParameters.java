package archsim.workloads.storage;

import java.util.OptionalInt;

/**
 * What users may choose about the formats of a report.
 *
 * @param indexBits width of relative indices; each layer's best if empty
 * @param blockSize rows and columns of a block of absolute indices, 1 to 32 768
 * @param pes that interleaved columns are dealt to
 */
public record FormatParameters(OptionalInt indexBits, int blockSize, int pes) {

    public FormatParameters {
        if (blockSize < 1 || blockSize > 32_768) {
            throw new IllegalArgumentException("blockSize must be 1 to 32768, was " + blockSize);
        }
    }

    /** Blocks of 64 x 64 and EIE's 64 PEs. */
    public FormatParameters(OptionalInt indexBits) {
        this(indexBits, 64, 64);
    }
}
