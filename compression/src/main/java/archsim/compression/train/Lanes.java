package archsim.compression.train;

/** Loops over runs of floats that the compiler turns into vector instructions. */
final class Lanes {

    /** Below this many, elements are summed one after the other. */
    private static final int FEW = 16;

    private Lanes() {}

    /** {@code to += w * from} over {@code length} elements. */
    static void addScaled(float[] to, int at, float w, float[] from, int start, int length) {
        for (int i = 0; i < length; i++) {
            to[at + i] += w * from[start + i];
        }
    }

    /** {@code to += w0 * from0 + w1 * from1 + w2 * from2 + w3 * from3}, all four runs of one array. */
    static void addScaled(
            float[] to,
            int at,
            float w0,
            float w1,
            float w2,
            float w3,
            float[] from,
            int start0,
            int start1,
            int start2,
            int start3,
            int length) {
        for (int i = 0; i < length; i++) {
            to[at + i] +=
                    (w0 * from[start0 + i] + w1 * from[start1 + i]) + (w2 * from[start2 + i] + w3 * from[start3 + i]);
        }
    }

    /** {@code to += a * b}, element by element. */
    static void addProducts(float[] to, float[] a, int startA, float[] b, int startB, int length) {
        for (int i = 0; i < length; i++) {
            to[i] += a[startA + i] * b[startB + i];
        }
    }

    /** Sum of the first {@code length} elements, which are overwritten: halves are added until few are left. */
    static float sum(float[] values, int length) {
        int left = length;
        while (left > FEW && left % 2 == 0) {
            left /= 2;
            for (int i = 0; i < left; i++) {
                values[i] += values[left + i];
            }
        }
        float sum = 0;
        for (int i = 0; i < left; i++) {
            sum += values[i];
        }
        return sum;
    }
}
