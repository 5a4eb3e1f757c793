package archsim.compression.train.layer;

/**
 * A transform {@code M X M'} of F(4x4, 3x3), or its adjoint, of many squares {@code X} at once: those of one channel.
 *
 * <p>Outputs of a 3 x 3 convolution, taken in tiles of 4 x 4, are {@code A' ((G w G') * (B' d B)) A} of the 6 x 6 inputs {@code d}
 * that a tile reads: 36 products, element by element, instead of 144. Gradients go back by the transposed matrices.
 *
 * <p>Squares lie as {@code [row][column][place]} in one array a row, so that each loop runs over whole rows, and are turned
 * over on the way: the result lies as {@code [column][row][place]}. The four middle rows of the matrices are sums and differences
 * of two halves, two by two. Loops have the forms that the compiler vectorises.
 *
 * <p>Source: A. Lavin, S. Gray, "Fast Algorithms for Convolutional Neural Networks", CVPR 2016, section 4.3.
 */
final class TileTransform {

    /** Side of a tile of outputs. */
    static final int TILE = 4;

    /** Side of the kernel. */
    static final int KERNEL = 3;

    /** Side of the inputs that a tile reads, and of what is multiplied. */
    static final int PATCH = TILE + KERNEL - 1;

    /** The transform of one side, row by row of {@code length} elements each. */
    @FunctionalInterface
    private interface OneSide {
        void apply(float[][] from, float[][] to, int length);
    }

    private final OneSide side;
    private final float[][] down;
    private final float[][] turned;

    private TileTransform(OneSide side, int from, int to, int places) {
        this.side = side;
        this.down = new float[to][from * places];
        this.turned = new float[from][to * places];
    }

    /** {@code B' d B}, of patches. */
    static TileTransform ofInputs(int places) {
        return new TileTransform(TileTransform::inputs, PATCH, PATCH, places);
    }

    /** Gradients by patches from those by what was multiplied. */
    static TileTransform toInputGradients(int places) {
        return new TileTransform(TileTransform::inputGradients, PATCH, PATCH, places);
    }

    /** {@code G w G'}, of kernels. */
    static TileTransform ofKernels(int places) {
        return new TileTransform(TileTransform::kernels, KERNEL, PATCH, places);
    }

    /** Gradients by kernels from those by what was multiplied. */
    static TileTransform toKernelGradients(int places) {
        return new TileTransform(TileTransform::kernelGradients, PATCH, KERNEL, places);
    }

    /** {@code A' m A}, of products. */
    static TileTransform toOutputs(int places) {
        return new TileTransform(TileTransform::outputs, PATCH, TILE, places);
    }

    /** Gradients by products from those by outputs. */
    static TileTransform ofOutputGradients(int places) {
        return new TileTransform(TileTransform::outputGradients, TILE, PATCH, places);
    }

    /**
     * Transforms {@code from}, {@code [row][column][place]}, to {@code to}, {@code [column][row][place]}.
     *
     * @param places of which each square has as many elements; nothing lies between them
     */
    void apply(float[][] from, float[][] to, int places) {
        side.apply(from, down, from.length * places);
        for (int row = 0; row < down.length; row++) {
            for (int column = 0; column < turned.length; column++) {
                System.arraycopy(down[row], column * places, turned[column], row * places, places);
            }
        }
        side.apply(turned, to, down.length * places);
    }

    private static void inputs(float[][] d, float[][] to, int length) {
        combine(to[0], 4, d[0], -5, d[2], 1, d[4], length);
        sumAndDifference(to[1], to[2], -4, d[2], 1, d[4], -4, d[1], 1, d[3], length);
        sumAndDifference(to[3], to[4], -1, d[2], 1, d[4], -2, d[1], 2, d[3], length);
        combine(to[5], 4, d[1], -5, d[3], 1, d[5], length);
    }

    private static void inputGradients(float[][] v, float[][] to, int length) {
        scale(to[0], 4, v[0], length);
        fold(to[1], -4, -2, 4, v, -1, v[5], length);
        fold(to[2], -4, -1, -5, v, 1, v[0], length);
        fold(to[3], 1, 2, -5, v, -1, v[5], length);
        fold(to[4], 1, 1, 1, v, 1, v[0], length);
        scale(to[5], 1, v[5], length);
    }

    private static void kernels(float[][] w, float[][] to, int length) {
        scale(to[0], 1 / 4f, w[0], length);
        sumAndDifference(to[1], to[2], -1 / 6f, w[0], -1 / 6f, w[2], -1 / 6f, w[1], 0, w[1], length);
        sumAndDifference(to[3], to[4], 1 / 24f, w[0], 1 / 6f, w[2], 1 / 12f, w[1], 0, w[1], length);
        scale(to[5], 1, w[2], length);
    }

    private static void kernelGradients(float[][] u, float[][] to, int length) {
        fold(to[0], -1 / 6f, 1 / 24f, 1 / 4f, u, 1, u[0], length);
        fold(to[1], -1 / 6f, 1 / 12f, 0, u, -1, u[0], length);
        fold(to[2], -1 / 6f, 1 / 6f, 1, u, 1, u[5], length);
    }

    private static void outputs(float[][] m, float[][] to, int length) {
        fold(to[0], 1, 1, 1, m, 1, m[0], length);
        fold(to[1], 1, 2, 0, m, -1, m[0], length);
        fold(to[2], 1, 4, 0, m, 1, m[0], length);
        fold(to[3], 1, 8, 1, m, -1, m[5], length);
    }

    private static void outputGradients(float[][] y, float[][] to, int length) {
        scale(to[0], 1, y[0], length);
        sumAndDifference(to[1], to[2], 1, y[0], 1, y[2], 1, y[1], 1, y[3], length);
        sumAndDifference(to[3], to[4], 1, y[0], 4, y[2], 2, y[1], 8, y[3], length);
        scale(to[5], 1, y[3], length);
    }

    private static void scale(float[] to, float factor, float[] a, int length) {
        for (int i = 0; i < length; i++) {
            to[i] = factor * a[i];
        }
    }

    private static void combine(float[] to, float fa, float[] a, float fb, float[] b, float fc, float[] c, int length) {
        for (int i = 0; i < length; i++) {
            to[i] = fa * a[i] + fb * b[i] + fc * c[i];
        }
    }

    /** {@code (fa a + fb b) + (fc c + fd d)}, and the difference of the two. */
    private static void sumAndDifference(
            float[] sum,
            float[] difference,
            float fa,
            float[] a,
            float fb,
            float[] b,
            float fc,
            float[] c,
            float fd,
            float[] d,
            int length) {
        for (int i = 0; i < length; i++) {
            float left = fa * a[i] + fb * b[i];
            float right = fc * c[i] + fd * d[i];
            sum[i] = left + right;
            difference[i] = left - right;
        }
    }

    /** {@code f (x1 + sign x2) + g (x3 + sign x4) + h z}: what becomes of sums and differences on the way back. */
    private static void fold(float[] to, float f, float g, float h, float[][] x, float sign, float[] z, int length) {
        float[] x1 = x[1];
        float[] x2 = x[2];
        float[] x3 = x[3];
        float[] x4 = x[4];
        for (int i = 0; i < length; i++) {
            to[i] = f * (x1[i] + sign * x2[i]) + g * (x3[i] + sign * x4[i]) + h * z[i];
        }
    }
}
