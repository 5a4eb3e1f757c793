package archsim.compression.train.layer;

import static archsim.compression.train.layer.TileTransform.KERNEL;
import static archsim.compression.train.layer.TileTransform.PATCH;
import static archsim.compression.train.layer.TileTransform.TILE;

import archsim.compression.network.CompactLayer;
import archsim.compression.network.LayerSpec;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A 3 x 3 convolution of stride 1 by Winograd's minimal filtering in tiles of 4 x 4: a quarter of the multiplications of {@link
 * DenseProduct}, as 36 matrix products, {@code [filters][channels]} times {@code [channels][tile][image]}.
 *
 * <p>Outputs differ from those of {@link DenseProduct} by about 1e-5 of the largest. A few rows of tiles are transformed and
 * multiplied at a time, so that they stay in the cache.
 */
public final class WinogradConvolution implements SliceOp {

    /** Fewer channels or filters cost more to transform than is saved ({@code ConvolutionBenchmark}). */
    private static final int FEWEST_CHANNELS = 16;

    /** Of smaller maps too much of the tiles lies outside, or too few tiles share a transformed kernel. */
    private static final int SMALLEST_MAP = 7;

    /** Elements of all factors and products that are made at once. */
    private static final int AT_ONCE = 1 << 18;

    /** Elements of all factors that are kept for the backward pass; more are made again. */
    private static final int MOST_KEPT = 1 << 23;

    /** Rows of factors a power of two apart would share places of the cache. */
    private static final int PAD = 16;

    private final CompactLayer layer;
    private final GradientInput input;
    private final ActivationBuffer output;
    private final int rows;
    private final int line;
    private final int rowsAtOnce;
    private final List<Matrix> kernels;
    private final List<Matrix> kernelGradients;
    private final List<Matrix> factors;
    private final List<List<Matrix>> factorParts;
    private final boolean keepsFactors;
    private final List<Matrix> products;
    private final Tiles inputTiles;
    private final Tiles outputTiles;
    private final TileTransform ofInputs;
    private final TileTransform toInputGradients;
    private final TileTransform ofKernels;
    private final TileTransform toKernelGradients;
    private final TileTransform toOutputs;
    private final TileTransform ofOutputGradients;
    private final float[][] patches;
    private final float[][] transformed;
    private final float[][] tiles;
    private final float[][] filter;
    private final float[][] transformedFilter;

    /** @param layer one that {@link #suits} */
    public WinogradConvolution(CompactLayer layer, GradientInput input, ActivationBuffer output) {
        this.layer = layer;
        this.input = input;
        this.output = output;
        this.rows = tiles(output.height());
        int across = tiles(output.width());
        this.line = across * output.images();
        int channels = layer.channels();
        int filters = layer.filters();
        this.rowsAtOnce = Math.max(1, Math.min(rows, AT_ONCE / (PATCH * PATCH * (channels + filters) * line)));
        int places = rowsAtOnce * line;
        this.kernels = matrices(filters, channels);
        this.kernelGradients = matrices(filters, channels);
        this.keepsFactors = (long) PATCH * PATCH * channels * rows * line <= MOST_KEPT;
        this.factors = matrices(channels, (keepsFactors ? rows * line : places) + PAD);
        this.factorParts = IntStream.range(0, keepsFactors ? (rows + rowsAtOnce - 1) / rowsAtOnce : 1)
                .mapToObj(part -> factors.stream()
                        .map(matrix -> matrix.from(part * places))
                        .toList())
                .toList();
        this.products = matrices(filters, places);
        this.inputTiles = new Tiles(PATCH, input.signal(), layer.spec().padding(), across);
        this.outputTiles = new Tiles(TILE, output, 0, across);
        this.ofInputs = TileTransform.ofInputs(places);
        this.toInputGradients = TileTransform.toInputGradients(places);
        this.ofKernels = TileTransform.ofKernels(channels);
        this.toKernelGradients = TileTransform.toKernelGradients(channels);
        this.toOutputs = TileTransform.toOutputs(places);
        this.ofOutputGradients = TileTransform.ofOutputGradients(places);
        this.patches = new float[PATCH][PATCH * places];
        this.transformed = new float[PATCH][PATCH * places];
        this.tiles = new float[TILE][TILE * places];
        this.filter = new float[KERNEL][KERNEL * channels];
        this.transformedFilter = new float[PATCH][PATCH * channels];
    }

    /** Whether {@code layer} is a convolution that this makes faster. */
    public static boolean suits(CompactLayer layer) {
        LayerSpec spec = layer.spec();
        return !layer.sparse()
                && spec.kernel() == KERNEL
                && spec.stride() == 1
                && spec.groups() == 1
                && spec.padding() < KERNEL
                && layer.channels() >= FEWEST_CHANNELS
                && layer.filters() >= FEWEST_CHANNELS
                && Math.min(spec.outputHeight(), spec.outputWidth()) >= SMALLEST_MAP
                && layer.blocks().get(0).taps().count() == layer.channels() * KERNEL * KERNEL;
    }

    private static int tiles(int outputs) {
        return (outputs + TILE - 1) / TILE;
    }

    /** Where the factors of the rows of tiles from {@code from} on are. */
    private List<Matrix> factors(int from) {
        return factorParts.get(keepsFactors ? from / rowsAtOnce : 0);
    }

    /** One for each element of a transformed square. */
    private static List<Matrix> matrices(int rows, int columns) {
        return Stream.generate(() -> new Matrix(rows, columns))
                .limit(PATCH * PATCH)
                .toList();
    }

    /** Puts element {@code i} of all squares into row {@code row} of matrix {@code i}. */
    private static void put(float[][] squares, List<Matrix> matrices, int row, int places) {
        for (int i = 0; i < matrices.size(); i++) {
            Matrix matrix = matrices.get(i);
            matrix.put(row * matrix.columns(), squares[i / PATCH], i % PATCH * places, places);
        }
    }

    private static void get(List<Matrix> matrices, int row, float[][] squares, int places) {
        for (int i = 0; i < matrices.size(); i++) {
            Matrix matrix = matrices.get(i);
            matrix.get(row * matrix.columns(), squares[i / PATCH], i % PATCH * places, places);
        }
    }

    @Override
    public void forward(Pass pass) {
        transformKernels(pass.parameters());
        for (int from = 0; from < rows; from += rowsAtOnce) {
            int to = Math.min(rows, from + rowsAtOnce);
            int places = (to - from) * line;
            transformInputs(from, to);
            for (int i = 0; i < products.size(); i++) {
                products.get(i)
                        .setProduct(
                                kernels.get(i),
                                false,
                                factors(from).get(i),
                                false,
                                layer.filters(),
                                places,
                                layer.channels(),
                                false);
            }
            for (int filter = 0; filter < layer.filters(); filter++) {
                get(products, filter, transformed, places);
                toOutputs.apply(transformed, tiles, places);
                outputTiles.write(tiles, output.values(), filter, from, to);
            }
        }
        Biases.add(layer, pass.parameters(), output);
    }

    private void transformKernels(float[] parameters) {
        int at = layer.weightOffset();
        for (int f = 0; f < layer.filters(); f++) {
            for (int channel = 0; channel < layer.channels(); channel++) {
                for (int i = 0; i < KERNEL; i++) {
                    for (int j = 0; j < KERNEL; j++) {
                        filter[i][j * layer.channels() + channel] = parameters[at++];
                    }
                }
            }
            ofKernels.apply(filter, transformedFilter, layer.channels());
            put(transformedFilter, kernels, f, layer.channels());
        }
    }

    private void transformInputs(int from, int to) {
        for (int channel = 0; channel < layer.channels(); channel++) {
            inputTiles.read(input.values(), channel, from, to, patches);
            ofInputs.apply(patches, transformed, (to - from) * line);
            put(transformed, factors(from), channel, (to - from) * line);
        }
    }

    @Override
    public void backward(Pass pass) {
        Biases.sumGradients(layer, output, pass.gradient());
        float[] inputGradient = input.wanted() ? input.openGradient() : new float[0];
        for (int from = 0; from < rows; from += rowsAtOnce) {
            int to = Math.min(rows, from + rowsAtOnce);
            if (!keepsFactors && rowsAtOnce < rows) {
                transformInputs(from, to);
            }
            transformOutputGradients(from, to);
            for (int i = 0; i < products.size(); i++) {
                multiplyBack(products.get(i), factors(from).get(i), i, (to - from) * line, from > 0);
            }
            for (int channel = 0; input.wanted() && channel < layer.channels(); channel++) {
                get(factors(from), channel, transformed, (to - from) * line);
                toInputGradients.apply(transformed, patches, (to - from) * line);
                inputTiles.add(patches, inputGradient, channel, from, to);
            }
        }
        transformKernelGradients(pass.gradient());
    }

    private void transformOutputGradients(int from, int to) {
        for (int f = 0; f < layer.filters(); f++) {
            outputTiles.read(output.gradient(), f, from, to, tiles);
            ofOutputGradients.apply(tiles, transformed, (to - from) * line);
            put(transformed, products, f, (to - from) * line);
        }
    }

    /** Gradients by kernel and, in the place of the factors, by factors. */
    private void multiplyBack(Matrix product, Matrix factor, int i, int places, boolean adds) {
        int channels = layer.channels();
        kernelGradients.get(i).setProduct(product, false, factor, true, layer.filters(), channels, places, adds);
        if (input.wanted()) {
            factor.setProduct(kernels.get(i), true, product, false, channels, places, layer.filters(), false);
        }
    }

    private void transformKernelGradients(float[] gradient) {
        int at = layer.weightOffset();
        for (int f = 0; f < layer.filters(); f++) {
            get(kernelGradients, f, transformedFilter, layer.channels());
            toKernelGradients.apply(transformedFilter, filter, layer.channels());
            for (int channel = 0; channel < layer.channels(); channel++) {
                for (int i = 0; i < KERNEL; i++) {
                    for (int j = 0; j < KERNEL; j++) {
                        gradient[at++] = filter[i][j * layer.channels() + channel];
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        Stream.of(kernels, kernelGradients, factors, products)
                .flatMap(List::stream)
                .forEach(Matrix::close);
    }
}
