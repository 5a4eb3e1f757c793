package archsim.compression.train.layer;

import archsim.compression.network.CompactBlock;
import archsim.compression.network.CompactLayer;
import archsim.compression.network.LayerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A layer as matrix products: for each block, weights {@code [filters][taps]} times the im2col matrix of the input.
 *
 * <p>An im2col matrix is made and used a few output rows at a time where that makes the products small enough to be quick, or
 * where all of it would outgrow {@link #MOST_UNFOLDED}.
 */
public final class DenseProduct implements SliceOp {

    /** Elements up to which the whole im2col matrix is kept; LeNet-5's layers stay below with 64 images. */
    private static final int MOST_UNFOLDED = 1 << 20;

    /** Elements of the parts of a larger one: they stay in the cache between being made and being used. */
    private static final int UNFOLDED_AT_ONCE = 1 << 18;

    private final CompactLayer layer;
    private final LayerSpec spec;
    private final GradientInput input;
    private final ActivationBuffer output;
    private final List<Matrix> weights;
    private final Im2col unfolding;
    private final Matrix columns;
    private final Matrix products;
    private final List<Matrix> weightGradients = new ArrayList<>();
    private final int line;
    private final int rowsAtOnce;

    /** @param weights one for each block, shared by all slices and filled by the owner */
    public DenseProduct(CompactLayer layer, GradientInput input, ActivationBuffer output, List<Matrix> weights) {
        this.layer = layer;
        this.spec = layer.spec();
        this.input = input;
        this.output = output;
        this.weights = weights;
        this.line = spec.outputWidth() * output.images();
        int taps = most(layer.blocks().stream().mapToInt(block -> block.taps().count()));
        int filters = most(layer.blocks().stream().mapToInt(CompactBlock::filters));
        this.rowsAtOnce = rowsAtOnce((long) taps * line, filters);
        this.unfolding = new Im2col(spec, input.signal());
        this.columns = new Matrix(taps, rowsAtOnce * line);
        this.products = new Matrix(filters, rowsAtOnce * line);
        for (CompactBlock block : layer.blocks()) {
            weightGradients.add(new Matrix(block.filters(), block.taps().count()));
        }
    }

    private static int most(IntStream counts) {
        return counts.max().orElse(1);
    }

    private int rowsAtOnce(long row, int filters) {
        if (filters * row <= Matrix.UNPACKED) {
            return (int) Math.min(spec.outputHeight(), Matrix.UNPACKED / Math.max(1, filters * row));
        }
        if (row * spec.outputHeight() <= MOST_UNFOLDED) {
            return spec.outputHeight();
        }
        return (int) Math.max(1, Math.min(spec.outputHeight(), UNFOLDED_AT_ONCE / row));
    }

    /** Whether the im2col matrix of the forward pass is still there in the backward pass. */
    private boolean keepsColumns() {
        return layer.blocks().size() == 1 && rowsAtOnce == spec.outputHeight();
    }

    @Override
    public void forward(Pass pass) {
        int filter = 0;
        for (int i = 0; i < layer.blocks().size(); i++) {
            CompactBlock block = layer.blocks().get(i);
            for (int from = 0; from < spec.outputHeight(); from += rowsAtOnce) {
                int to = Math.min(spec.outputHeight(), from + rowsAtOnce);
                unfolding.gather(block.taps(), from, to, columns);
                products.setProduct(
                        weights.get(i),
                        false,
                        columns,
                        false,
                        block.filters(),
                        (to - from) * line,
                        block.taps().count(),
                        false);
                eachRun(
                        block.filters(),
                        filter,
                        from,
                        to,
                        (at, values, length) -> products.get(at, output.values(), values, length));
            }
            filter += block.filters();
        }
        Biases.add(layer, pass.parameters(), output);
    }

    /** A run of products that lies in one piece among the values, too. */
    @FunctionalInterface
    private interface Run {
        void copy(int at, int values, int length);
    }

    private void eachRun(int filters, int firstFilter, int from, int to, Run run) {
        if (to - from == spec.outputHeight()) {
            run.copy(0, firstFilter * output.plane(), filters * output.plane());
            return;
        }
        for (int i = 0; i < filters; i++) {
            run.copy(i * products.columns(), (firstFilter + i) * output.plane() + from * line, (to - from) * line);
        }
    }

    @Override
    public void backward(Pass pass) {
        Biases.sumGradients(layer, output, pass.gradient());
        float[] inputGradient = input.wanted() ? input.openGradient() : new float[0];
        int filter = 0;
        for (int i = 0; i < layer.blocks().size(); i++) {
            backward(i, filter, inputGradient);
            CompactBlock block = layer.blocks().get(i);
            weightGradients
                    .get(i)
                    .get(
                            0,
                            pass.gradient(),
                            block.weightOffset(),
                            block.filters() * block.taps().count());
            filter += block.filters();
        }
    }

    private void backward(int index, int firstFilter, float[] inputGradient) {
        CompactBlock block = layer.blocks().get(index);
        int taps = block.taps().count();
        for (int from = 0; from < spec.outputHeight(); from += rowsAtOnce) {
            int to = Math.min(spec.outputHeight(), from + rowsAtOnce);
            int width = (to - from) * line;
            if (!keepsColumns()) {
                unfolding.gather(block.taps(), from, to, columns);
            }
            eachRun(
                    block.filters(),
                    firstFilter,
                    from,
                    to,
                    (at, values, length) -> products.put(at, output.gradient(), values, length));
            weightGradients
                    .get(index)
                    .setProduct(products, false, columns, true, block.filters(), taps, width, from > 0);
            if (input.wanted()) {
                columns.setProduct(weights.get(index), true, products, false, taps, width, block.filters(), false);
                unfolding.scatter(block.taps(), from, to, columns, inputGradient);
            }
        }
    }

    @Override
    public void close() {
        columns.close();
        products.close();
        weightGradients.forEach(Matrix::close);
    }
}
