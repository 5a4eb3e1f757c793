package archsim.compression.train.layer;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * A row-major matrix of floats in an ND4J array, with its native address at hand.
 *
 * <p>Products go to the OpenBLAS that ND4J ships, on addresses that are looked up once; loops stage rows through {@code
 * float[]} with bulk copies. Both were measured several times faster than ND4J's operators.
 */
public final class Matrix implements AutoCloseable {

    /** Multiplications up to which OpenBLAS multiplies without packing, which for few rows takes half the time. */
    static final int UNPACKED = 1_000_000;

    /** Elements of the result up to which it does so with a transposed second factor. */
    private static final int UNPACKED_TRANSPOSED = 1200;

    /** Rows up to which it gains by that. */
    private static final int FEW_ROWS = 16;

    private static final int LANES = 16;

    /** Columns of a part from which on parts are faster than the whole. */
    private static final int THIN = 64;

    private static final int THIN_TRANSPOSED = 9;

    static {
        computeOnOneThread();
    }

    private final int columns;
    private final int start;
    private final INDArray array;
    private final FloatPointer address;
    private final FloatPointer cursor;
    private final FloatBuffer buffer;

    /** A matrix of zeros. */
    public Matrix(int rows, int columns) {
        this(Nd4j.create(DataType.FLOAT, new long[] {rows, columns}, 'c'), columns, 0);
    }

    private Matrix(INDArray array, int columns, int start) {
        this.columns = columns;
        this.start = start;
        this.array = array;
        this.address = new FloatPointer(array.data().addressPointer()).position(start);
        this.cursor = new FloatPointer(address);
        this.buffer = array.data().asNioFloat();
    }

    /** The columns from {@code column} on: the same elements, not a copy. */
    Matrix from(int column) {
        return new Matrix(array, columns, start + column);
    }

    /** Sums of ND4J, BLAS included, are made in one order: by one thread, whatever there are. To be called before the first. */
    public static void computeOnOneThread() {
        Nd4j.factory().blas().setMaxThreads(1);
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    }

    /** Elements from one row to the next. */
    int columns() {
        return columns;
    }

    /** The ND4J array that holds the elements; shared, not a copy. */
    public INDArray array() {
        return array;
    }

    /** Copies {@code length} elements to flat position {@code to}. */
    public void put(int to, float[] source, int from, int length) {
        buffer.put(start + to, source, from, length);
    }

    /** Copies {@code length} elements from flat position {@code from}. */
    void get(int from, float[] target, int to, int length) {
        buffer.get(start + from, target, to, length);
    }

    /**
     * Sets the upper left {@code rows x width} of this to the product of the upper left parts of {@code a} and {@code b}
     * that fit it, either one transposed first where asked. In parts where OpenBLAS multiplies those without packing. Moves
     * cursors: neither this nor {@code b} may be used by another thread meanwhile.
     *
     * @param inner length that is summed over
     * @param adds whether the product is added to what is there
     */
    void setProduct(
            Matrix a, boolean transposeA, Matrix b, boolean transposeB, int rows, int width, int inner, boolean adds) {
        int part = part(rows, width, inner, transposeB);
        for (int from = 0; from < width; from += part) {
            openblas.cblas_sgemm(
                    openblas.CblasRowMajor,
                    transposeA ? openblas.CblasTrans : openblas.CblasNoTrans,
                    transposeB ? openblas.CblasTrans : openblas.CblasNoTrans,
                    rows,
                    Math.min(part, width - from),
                    inner,
                    1,
                    a.address,
                    a.columns,
                    b.cursor.position(b.start + (transposeB ? (long) from * b.columns : from)),
                    b.columns,
                    adds ? 1 : 0,
                    cursor.position(start + (long) from),
                    columns);
        }
    }

    /** Columns of a product to be made at once; all where parts without packing would be too thin to be faster. */
    private static int part(int rows, int width, int inner, boolean transposeB) {
        long unpacked = UNPACKED / Math.max(1, (long) rows * inner);
        if (transposeB) {
            long narrow = Math.min(unpacked, UNPACKED_TRANSPOSED / rows);
            return rows <= FEW_ROWS && narrow >= THIN_TRANSPOSED ? (int) Math.min(width, narrow) : width;
        }
        return unpacked < width && unpacked >= THIN ? (int) unpacked / LANES * LANES : width;
    }

    /**
     * Adds {@code w} times {@code length} elements of {@code from}, from flat position {@code begin} on, to those from
     * {@code at} on. Moves cursors: neither matrix may be used by another thread meanwhile.
     */
    void addScaled(int at, float w, Matrix from, int begin, int length) {
        openblas.cblas_saxpy(
                length, w, from.cursor.position(from.start + (long) begin), 1, cursor.position(start + (long) at), 1);
    }

    /** Sum of the products of {@code length} elements from {@code at} on with those of {@code other} from {@code begin}. */
    float dot(int at, Matrix other, int begin, int length) {
        return openblas.cblas_sdot(
                length, cursor.position(start + (long) at), 1, other.cursor.position(other.start + (long) begin), 1);
    }

    /** Gives the native memory back now; the matrix must not be used again. */
    @Override
    public void close() {
        array.close();
    }
}
