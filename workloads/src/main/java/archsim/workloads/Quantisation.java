package archsim.workloads;

import archsim.base.json.Range;
import archsim.base.number.BlockScale;
import java.util.List;

/**
 * What lies beside the weights of a quantised layer so that they become numbers: scales are moved and stored like indices of
 * sparse weights.
 *
 * @param format of the file that the weights were read from, e.g. {@code pack-quantized}
 * @param type of a stored weight, e.g. {@code int4}, {@code fp4-e2m1}, {@code bf16}
 * @param groupSize inputs that share a scale, or rows and columns of a block that does; empty if a scale is for whole rows
 * @param scales of groups, rows or the matrix
 * @param globalScales that scales are divided or multiplied by
 * @param zeroPoints codes that stand for zero, where they are stored
 * @param groupIndices the group of each input, where it is stored
 * @param fileBits of the layer in the file that it was read from, with masks, offsets and padding
 */
public record Quantisation(
        String format,
        String type,
        List<Integer> groupSize,
        StoredCount scales,
        StoredCount globalScales,
        StoredCount zeroPoints,
        StoredCount groupIndices,
        @Range(min = 0, max = StoredCount.MOST) long fileBits) {

    /** Format of weights that were read from no file. */
    public static final String STATED = "stated";

    public Quantisation {
        groupSize = List.copyOf(groupSize);
        if (groupSize.size() > 2 || groupSize.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException("groupSize must be up to two numbers of at least 1, was " + groupSize);
        }
    }

    /** Scales that one output needs whose filter has {@code weights}: as many as groups along its sum; 0 without scales. */
    public long scalesOfFilter(long weights) {
        if (scales.count() == 0) {
            return 0;
        }
        return groupSize.isEmpty() ? 1 : BlockScale.blocks(weights, groupSize.get(groupSize.size() - 1));
    }

    /** Bits of all scales. */
    public long scaleBits() {
        return scales.storedBits() + globalScales.storedBits();
    }

    /** Bits of zero points and of the groups' indices. */
    public long zeroPointBits() {
        return zeroPoints.storedBits() + groupIndices.storedBits();
    }
}
