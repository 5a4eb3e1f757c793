package archsim.compression.train.layer;

import java.util.ArrayList;
import java.util.List;

/**
 * A transform {@code M X M'} of F(4x4, 3x3), or its adjoint, of many squares {@code X} at once: those of one channel.
 *
 * <p>Outputs of a 3 x 3 convolution, taken in tiles of 4 x 4, are {@code A' ((G w G') * (B' d B)) A} of the 6 x 6 inputs {@code d}
 * that a tile reads: 36 products, element by element, instead of 144. Gradients go back by the transposed matrices.
 *
 * <p>Squares lie as {@code [row][column][place]} in one array a row, so that each loop runs over whole rows, and are turned
 * over on the way: the result lies as {@code [column][row][place]}.
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

    private static final float[][] INPUTS = {
        {4, 0, -5, 0, 1, 0},
        {0, -4, -4, 1, 1, 0},
        {0, 4, -4, -1, 1, 0},
        {0, -2, -1, 2, 1, 0},
        {0, 2, -1, -2, 1, 0},
        {0, 4, 0, -5, 0, 1}
    };

    private static final float[][] KERNELS = {
        {1 / 4f, 0, 0},
        {-1 / 6f, -1 / 6f, -1 / 6f},
        {-1 / 6f, 1 / 6f, -1 / 6f},
        {1 / 24f, 1 / 12f, 1 / 6f},
        {1 / 24f, -1 / 12f, 1 / 6f},
        {0, 0, 1}
    };

    private static final float[][] OUTPUTS = {
        {1, 1, 1, 1, 1, 0},
        {0, 1, -1, 2, -2, 0},
        {0, 1, 1, 4, 4, 0},
        {0, 1, -1, 8, -8, 1}
    };

    /** {@code factor} times row {@code row}. */
    private record Term(float factor, int row) {}

    private final List<List<Term>> rows = new ArrayList<>();
    private final float[][] down;
    private final float[][] turned;

    /** @param places that are transformed at once, at most */
    private TileTransform(float[][] matrix, int places) {
        for (float[] factors : matrix) {
            var terms = new ArrayList<Term>();
            for (int row = 0; row < factors.length; row++) {
                if (factors[row] != 0) {
                    terms.add(new Term(factors[row], row));
                }
            }
            rows.add(terms);
        }
        int side = matrix[0].length;
        this.down = new float[matrix.length][side * places];
        this.turned = new float[side][matrix.length * places];
    }

    /** {@code B' d B}, of patches. */
    static TileTransform ofInputs(int places) {
        return new TileTransform(INPUTS, places);
    }

    /** Gradients by patches from those by what was multiplied. */
    static TileTransform toInputGradients(int places) {
        return new TileTransform(transposed(INPUTS), places);
    }

    /** {@code G w G'}, of kernels. */
    static TileTransform ofKernels(int places) {
        return new TileTransform(KERNELS, places);
    }

    /** Gradients by kernels from those by what was multiplied. */
    static TileTransform toKernelGradients(int places) {
        return new TileTransform(transposed(KERNELS), places);
    }

    /** {@code A' m A}, of products. */
    static TileTransform toOutputs(int places) {
        return new TileTransform(OUTPUTS, places);
    }

    /** Gradients by products from those by outputs. */
    static TileTransform ofOutputGradients(int places) {
        return new TileTransform(transposed(OUTPUTS), places);
    }

    private static float[][] transposed(float[][] matrix) {
        float[][] result = new float[matrix[0].length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix[i].length; j++) {
                result[j][i] = matrix[i][j];
            }
        }
        return result;
    }

    /**
     * Transforms {@code from}, {@code [row][column][place]}, to {@code to}, {@code [column][row][place]}.
     *
     * @param places of which each square has as many elements; nothing lies between them
     */
    void apply(float[][] from, float[][] to, int places) {
        combine(from, down, from.length * places);
        for (int row = 0; row < down.length; row++) {
            for (int column = 0; column < turned.length; column++) {
                System.arraycopy(down[row], column * places, turned[column], row * places, places);
            }
        }
        combine(turned, to, down.length * places);
    }

    /** Rows have one to five terms: up to three of them set the result, the others are added. */
    private void combine(float[][] from, float[][] to, int length) {
        for (int row = 0; row < to.length; row++) {
            List<Term> terms = rows.get(row);
            Term a = term(terms, 0);
            Term b = term(terms, 1);
            Term c = term(terms, 2);
            set(to[row], a.factor, from[a.row], b.factor, from[b.row], c.factor, from[c.row], length);
            if (terms.size() > 3) {
                Term d = term(terms, 3);
                Term e = term(terms, 4);
                add(to[row], d.factor, from[d.row], e.factor, from[e.row], length);
            }
        }
    }

    private static Term term(List<Term> terms, int index) {
        return index < terms.size() ? terms.get(index) : new Term(0, terms.get(0).row);
    }

    private static void set(float[] to, float fa, float[] a, float fb, float[] b, float fc, float[] c, int length) {
        for (int i = 0; i < length; i++) {
            to[i] = fa * a[i] + fb * b[i] + fc * c[i];
        }
    }

    private static void add(float[] to, float fa, float[] a, float fb, float[] b, int length) {
        for (int i = 0; i < length; i++) {
            to[i] += fa * a[i] + fb * b[i];
        }
    }
}
