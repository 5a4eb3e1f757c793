package archsim.compression.train.layer;

/** Loops over runs of floats that are too short for a call of BLAS. */
final class Lanes {

    /** Twice this takes the smallest difference of two floats above 1. */
    private static final float STEEP = 1e38f;

    private Lanes() {}

    /** 1 if {@code a > b}, else 0, without a branch; of finite numbers. */
    static float isAbove(float a, float b) {
        return Math.min(1f, Math.max(0f, (a - b) * STEEP * STEEP));
    }

    /** Element by element, {@code to = a > b ? 1 : 0}; of finite numbers. */
    static void isAbove(float[] to, float[] a, float[] b) {
        for (int i = 0; i < to.length; i++) {
            to[i] = isAbove(a[i], b[i]);
        }
    }

    /** Element by element, {@code to = max(a, b)}. */
    static void max(float[] to, float[] a, float[] b) {
        for (int i = 0; i < to.length; i++) {
            to[i] = Math.max(a[i], b[i]);
        }
    }

    /** Element by element, {@code to *= by}. */
    static void multiply(float[] to, float[] by) {
        for (int i = 0; i < to.length; i++) {
            to[i] *= by[i];
        }
    }

    /** Element by element, {@code to = a - b}. */
    static void subtract(float[] to, float[] a, float[] b) {
        for (int i = 0; i < to.length; i++) {
            to[i] = a[i] - b[i];
        }
    }

    /** Sum of {@code length} elements, in eight running sums so that none waits for the one before. */
    static float sum(float[] values, int at, int length) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int end = at + length;
        int i = at;
        for (; i <= end - 8; i += 8) {
            s0 += values[i];
            s1 += values[i + 1];
            s2 += values[i + 2];
            s3 += values[i + 3];
            s4 += values[i + 4];
            s5 += values[i + 5];
            s6 += values[i + 6];
            s7 += values[i + 7];
        }
        for (; i < end; i++) {
            s0 += values[i];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    /** {@code to += from} over {@code length} elements from {@code at} on of both: at one place, the compiler vectorises. */
    static void add(float[] to, float[] from, int at, int length) {
        for (int i = at; i < at + length; i++) {
            to[i] += from[i];
        }
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
