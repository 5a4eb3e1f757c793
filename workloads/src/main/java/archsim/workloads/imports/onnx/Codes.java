package archsim.workloads.imports.onnx;

import archsim.base.RootLocale;

/**
 * How weights are stored that are codes with scales: a weight is {@code (code - zero point) * scale}.
 *
 * @param bits of a code
 * @param groupSize weights along the reduction that share a scale; 0 where one scale is a whole filter's or tensor's
 * @param scales stored
 * @param scaleBits of each
 * @param zeroPoints stored; none where they are left out
 * @param zeroPointBits of each
 */
public record Codes(int bits, int groupSize, long scales, int scaleBits, long zeroPoints, int zeroPointBits) {

    @Override
    public String toString() {
        String codes = RootLocale.format("codes of %d bits", bits);
        String groups = groupSize == 0 ? "" : RootLocale.format(" in groups of %d", groupSize);
        String zeros =
                zeroPoints == 0 ? "" : RootLocale.format(" and %d zero points of %d bits", zeroPoints, zeroPointBits);
        return RootLocale.format("%s%s with %d scales of %d bits%s", codes, groups, scales, scaleBits, zeros);
    }
}
