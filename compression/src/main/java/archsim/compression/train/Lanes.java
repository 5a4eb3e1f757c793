package archsim.compression.train;

/** Loops over runs of floats that are too short for a call of BLAS. */
final class Lanes {

    /** Twice this takes the smallest difference of two floats above 1. */
    private static final float STEEP = 1e38f;

    private Lanes() {}

    /** 1 if {@code a > b}, else 0, without a branch; of finite numbers. */
    static float isAbove(float a, float b) {
        return Math.min(1f, Math.max(0f, (a - b) * STEEP * STEEP));
    }

    /** {@code to += w * from} over {@code length} elements. */
    static void addScaled(float[] to, int at, float w, float[] from, int start, int length) {
        for (int i = 0; i < length; i++) {
            to[at + i] += w * from[start + i];
        }
    }

    /** Sum of the products of two runs. */
    static float dot(float[] a, int startA, float[] b, int startB, int length) {
        float sum = 0;
        for (int i = 0; i < length; i++) {
            sum += a[startA + i] * b[startB + i];
        }
        return sum;
    }
}
