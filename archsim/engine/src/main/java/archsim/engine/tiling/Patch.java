package archsim.engine.tiling;

import archsim.workloads.LayerShape;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A rectangle of output positions, over all filters.
 *
 * <p>Rows are numbered over all images of the batch, {@code n * p}. A patch stays inside one image, unless images have
 * a single output row; then it may hold several images.
 *
 * @param rowFrom first output row
 * @param rowTo one past the last
 * @param qFrom first output column
 * @param qTo one past the last
 */
public record Patch(int rowFrom, int rowTo, int qFrom, int qTo) {

    /** Rows within which patches are cut: those of one image, or all images when each has one row. */
    static int rowsPerCut(LayerShape shape) {
        return shape.p() == 1 ? shape.n() : shape.p();
    }

    public int rows() {
        return rowTo - rowFrom;
    }

    /** The parts of the patch that lie in one image each. */
    public List<Patch> byImage(LayerShape shape) {
        return shape.p() > 1
                ? List.of(this)
                : IntStream.range(rowFrom, rowTo)
                        .mapToObj(row -> new Patch(row, row + 1, qFrom, qTo))
                        .toList();
    }

    /** Output positions of the patch. */
    public long positions() {
        return (long) rows() * (qTo - qFrom);
    }

    public int image(LayerShape shape) {
        return rowFrom / shape.p();
    }

    /** First input row inside the image that the patch reads. */
    public int hFrom(LayerShape shape) {
        return Math.max(0, shape.rows().position(rowFrom % shape.p(), 0));
    }

    /** One past the last input row inside the image that the patch reads. */
    public int hTo(LayerShape shape) {
        int end = shape.rows().position((rowTo - 1) % shape.p(), shape.r() - 1) + 1;
        return Math.max(hFrom(shape), Math.min(shape.h(), end));
    }

    /** First input column inside the image that the patch reads. */
    public int wFrom(LayerShape shape) {
        return Math.max(0, shape.columns().position(qFrom, 0));
    }

    /** One past the last input column inside the image that the patch reads. */
    public int wTo(LayerShape shape) {
        int end = shape.columns().position(qTo - 1, shape.s() - 1) + 1;
        return Math.max(wFrom(shape), Math.min(shape.w(), end));
    }

    /** Most input rows of one image that a patch of this size reads; the edges of the image only make it fewer. */
    public int mostRows(LayerShape shape) {
        int outputRows = shape.p() == 1 ? 1 : rows();
        return shape.rows().mostInputs(outputRows);
    }

    /** Most input columns that a patch of this size reads. */
    public int mostColumns(LayerShape shape) {
        return shape.columns().mostInputs(qTo - qFrom);
    }

    /**
     * Inputs of one channel that some output of the patch uses: a stride beyond the kernel leaves out those between, which
     * lie in bursts of their own and are not read.
     */
    long inputsPerChannel(LayerShape shape) {
        long images = shape.p() == 1 ? rows() : 1;
        int row = rowFrom % shape.p();
        int rowsOfImage = shape.p() == 1 ? 1 : rows();
        return images
                * shape.rows().usedInputs(row, row + rowsOfImage)
                * shape.columns().usedInputs(qFrom, qTo);
    }
}
