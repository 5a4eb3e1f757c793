package archsim.compression.train;

/** Loops over short runs of floats, too short for a call of BLAS. */
final class Lanes {

    private Lanes() {}

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
