package archsim.base;

/** Division that rounds up, which counting tiles, folds and words is full of. */
public final class Ceil {

    private Ceil() {}

    /** The least whole number not below {@code dividend / divisor}, for a positive divisor. */
    public static long div(long dividend, long divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }

    /** The same for {@code int}. */
    public static int div(int dividend, int divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }
}
