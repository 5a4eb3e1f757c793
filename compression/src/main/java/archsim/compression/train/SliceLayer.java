package archsim.compression.train;

import archsim.compression.network.CompactLayer;
import archsim.compression.network.LayerSpec;
import java.util.Arrays;

/**
 * One layer applied to one slice of a batch, forward and backward.
 *
 * <p>With {@code N} images: input {@code [channels][h][w][N]}, im2col matrix {@code [columns][p q N]}, weights {@code
 * [filters][columns]}, output {@code [filters][p][q][N]}, halved in height and width where the layer pools. Not safe
 * for two threads.
 */
final class SliceLayer implements AutoCloseable {

    private final CompactLayer layer;
    private final LayerSpec spec;
    private final int images;
    private final Matrix weights;
    private final Matrix columns;
    private final Matrix products;
    private final Matrix weightGradient;
    private final float[] raw;
    private final float[] output;
    private final float[] run;

    /** @param weights of the layer, shared by all slices and filled by the owner */
    SliceLayer(CompactLayer layer, int images, Matrix weights) {
        this.layer = layer;
        this.spec = layer.spec();
        this.images = images;
        this.weights = weights;
        int width = spec.positions() * images;
        this.columns = new Matrix(layer.columns(), width);
        this.products = new Matrix(layer.filters(), width);
        this.weightGradient = new Matrix(layer.filters(), layer.columns());
        this.raw = new float[layer.filters() * width];
        this.output = new float[layer.filters() * spec.writtenHeight() * spec.writtenWidth() * images];
        this.run = new float[width];
    }

    /** The activations written by the last {@link #forward}; not to be changed. */
    float[] output() {
        return output;
    }

    /** Applies the layer to {@code input}; the result is in {@link #output()}. */
    void forward(float[] input, float[] parameters) {
        gatherColumns(input);
        products.setProduct(weights, false, columns, false);
        products.get(0, raw, 0, raw.length);
        addBiases(parameters);
        if (spec.pooled()) {
            pool();
        } else {
            System.arraycopy(raw, 0, output, 0, raw.length);
        }
        if (spec.rectified()) {
            for (int i = 0; i < output.length; i++) {
                output[i] = Math.max(output[i], 0f);
            }
        }
    }

    /**
     * Back-propagates.
     *
     * @param outputGradient of the loss by {@link #output()}; overwritten
     * @param gradient of the loss by the compact parameters; this layer's part is set
     * @param inputGradient set to the gradient by the input; {@code null} if no one needs it
     */
    void backward(float[] outputGradient, float[] gradient, float[] inputGradient) {
        if (spec.rectified()) {
            for (int i = 0; i < output.length; i++) {
                outputGradient[i] = output[i] > 0 ? outputGradient[i] : 0f;
            }
        }
        float[] rawGradient = outputGradient;
        if (spec.pooled()) {
            unpool(outputGradient);
            rawGradient = raw;
        }
        sumBiasGradients(rawGradient, gradient);
        products.put(0, rawGradient, 0, raw.length);
        weightGradient.setProduct(products, false, columns, true);
        weightGradient.get(0, gradient, layer.weightOffset(), layer.weights());
        if (inputGradient != null) {
            columns.setProduct(weights, true, products, false);
            scatterColumns(inputGradient);
        }
    }

    private void gatherColumns(float[] input) {
        int length = spec.outputWidth() * images;
        int to = 0;
        for (int column = 0; column < layer.columns(); column++) {
            int from = firstInput(column);
            for (int y = 0; y < spec.outputHeight(); y++) {
                columns.put(to, input, from, length);
                to += length;
                from += spec.width() * images;
            }
        }
    }

    private void scatterColumns(float[] inputGradient) {
        Arrays.fill(inputGradient, 0f);
        int length = spec.outputWidth() * images;
        for (int column = 0; column < layer.columns(); column++) {
            columns.get(column * run.length, run, 0, run.length);
            int to = firstInput(column);
            for (int from = 0; from < run.length; from += length) {
                for (int i = 0; i < length; i++) {
                    inputGradient[to + i] += run[from + i];
                }
                to += spec.width() * images;
            }
        }
    }

    private int firstInput(int column) {
        int row = layer.channel(column) * spec.height() + layer.row(column);
        return (row * spec.width() + layer.tap(column)) * images;
    }

    private void addBiases(float[] parameters) {
        int width = run.length;
        for (int filter = 0; filter < layer.filters(); filter++) {
            float bias = parameters[layer.biasOffset() + filter];
            for (int i = filter * width; i < (filter + 1) * width; i++) {
                raw[i] += bias;
            }
        }
    }

    private void sumBiasGradients(float[] rawGradient, float[] gradient) {
        int width = run.length;
        for (int filter = 0; filter < layer.filters(); filter++) {
            float sum = 0;
            for (int i = filter * width; i < (filter + 1) * width; i++) {
                sum += rawGradient[i];
            }
            gradient[layer.biasOffset() + filter] = sum;
        }
    }

    private void pool() {
        int to = 0;
        int line = spec.outputWidth() * images;
        for (int rowPair = 0; rowPair < layer.filters() * spec.writtenHeight(); rowPair++) {
            for (int x = 0; x < spec.writtenWidth(); x++, to += images) {
                int from = 2 * rowPair * line + 2 * x * images;
                for (int i = 0; i < images; i++) {
                    float upper = Math.max(raw[from + i], raw[from + images + i]);
                    float lower = Math.max(raw[from + line + i], raw[from + line + images + i]);
                    output[to + i] = Math.max(upper, lower);
                }
            }
        }
    }

    /** Replaces the outputs in {@link #raw} by their gradients: of equal maxima the first takes all. */
    private void unpool(float[] outputGradient) {
        int source = 0;
        int line = spec.outputWidth() * images;
        for (int rowPair = 0; rowPair < layer.filters() * spec.writtenHeight(); rowPair++) {
            for (int x = 0; x < spec.writtenWidth(); x++, source += images) {
                int from = 2 * rowPair * line + 2 * x * images;
                for (int i = 0; i < images; i++) {
                    route(from + i, line, outputGradient[source + i]);
                }
            }
        }
    }

    private void route(int at, int line, float gradient) {
        float a = raw[at];
        float b = raw[at + images];
        float c = raw[at + line];
        float d = raw[at + line + images];
        float most = Math.max(Math.max(a, b), Math.max(c, d));
        boolean first = a == most;
        boolean second = !first && b == most;
        boolean third = !first && !second && c == most;
        raw[at] = first ? gradient : 0f;
        raw[at + images] = second ? gradient : 0f;
        raw[at + line] = third ? gradient : 0f;
        raw[at + line + images] = first || second || third ? 0f : gradient;
    }

    @Override
    public void close() {
        columns.close();
        products.close();
        weightGradient.close();
    }
}
