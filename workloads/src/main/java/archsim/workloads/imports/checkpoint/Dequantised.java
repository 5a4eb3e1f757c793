package archsim.workloads.imports.checkpoint;

/** Rows of codes as numbers: the 32-bit float nearest to (code - zero point) * scale. */
final class Dequantised implements Rows {

    private final Tensor named;
    private final Rows codes;
    private final Grouping grouping;
    private final float[] scales;
    private final int[] zeroPoints;

    /**
     * @param named that holds the codes, for messages
     * @param scales of each group
     * @param zeroPoints of each group; empty if code 0 is zero
     */
    Dequantised(Tensor named, Rows codes, Grouping grouping, float[] scales, int[] zeroPoints) {
        this.named = named;
        this.codes = codes;
        this.grouping = grouping;
        this.scales = scales;
        this.zeroPoints = zeroPoints;
    }

    @Override
    public void read(int row, float[] into) {
        codes.read(row, into);
        boolean shifted = zeroPoints.length > 0;
        for (int column = 0; column < into.length; column++) {
            int group = grouping.index(row, column);
            float code = shifted ? into[column] - zeroPoints[group] : into[column];
            into[column] = code * scales[group];
            if (!Float.isFinite(into[column])) {
                throw named.fault("must stand for finite numbers only, was %s at %d, %d", into[column], row, column);
            }
        }
    }
}
