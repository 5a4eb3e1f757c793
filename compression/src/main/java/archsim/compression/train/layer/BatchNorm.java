package archsim.compression.train.layer;

import archsim.compression.network.Node;
import java.util.Arrays;
import java.util.List;

/**
 * Batch normalisation of one slice, with the mean and variance of the whole batch.
 *
 * <p>In training the slices meet twice: each measures its sums, which are then combined in the order of the slices, so
 * that the number of threads changes nothing. Sums of 64 in single precision are added in double precision. The running mean and variance move a
 * tenth of the way to those of each batch, the variance without bias; evaluation uses them.
 *
 * <p>Source: S. Ioffe, C. Szegedy, "Batch Normalization: Accelerating Deep Network Training by Reducing Internal
 * Covariate Shift", ICML 2015.
 */
public final class BatchNorm implements SliceOp {

    private static final float NEW_SHARE = 0.1f;

    /** Sums that are taken side by side, which the compiler vectorises in single precision only. */
    private static final int LANES = 256;

    /** Elements of a run: each lane adds 64. Runs are added in double precision. */
    private static final int RUN = 64 * LANES;

    private final GradientInput input;
    private final ActivationBuffer output;
    private final int offset;
    private final double[] sums;
    private final double[] products;
    private final float[] mean;
    private final float[] inverseDeviation;
    private final float[] meanGradient;
    private final float[] meanProduct;
    private final float[] laneFactors = new float[LANES];
    private final float[] laneValues = new float[LANES];
    private final float[] laneSums = new float[LANES];
    private final float[] laneProducts = new float[LANES];

    /** @param offset of scales, shifts, running means and running variances among the compact parameters */
    public BatchNorm(GradientInput input, ActivationBuffer output, int offset) {
        this.input = input;
        this.output = output;
        this.offset = offset;
        int channels = output.channels();
        this.sums = new double[channels];
        this.products = new double[channels];
        this.mean = new float[channels];
        this.inverseDeviation = new float[channels];
        this.meanGradient = new float[channels];
        this.meanProduct = new float[channels];
    }

    private int count() {
        return output.channels();
    }

    /** Sums the inputs and their squares. */
    public void measure() {
        for (int channel = 0; channel < count(); channel++) {
            measure(channel, input.values(), 0f);
        }
    }

    /** Sums {@code factors} and their products with the inputs less {@code origin}, over one channel. */
    private void measure(int channel, float[] factors, float origin) {
        sums[channel] = 0;
        products[channel] = 0;
        int end = (channel + 1) * output.plane();
        for (int from = channel * output.plane(); from < end; from += RUN) {
            Arrays.fill(laneSums, 0f);
            Arrays.fill(laneProducts, 0f);
            for (int at = from; at < Math.min(end, from + RUN); at += LANES) {
                int length = Math.min(LANES, Math.min(end, from + RUN) - at);
                System.arraycopy(factors, at, laneFactors, 0, length);
                System.arraycopy(input.values(), at, laneValues, 0, length);
                for (int i = 0; i < length; i++) {
                    laneSums[i] += laneFactors[i];
                    laneProducts[i] += laneFactors[i] * (laneValues[i] - origin);
                }
            }
            for (int i = 0; i < LANES; i++) {
                sums[channel] += laneSums[i];
                products[channel] += laneProducts[i];
            }
        }
    }

    /** Gives all slices the statistics of the batch, and lets the running ones follow. */
    public static void combine(List<BatchNorm> slices, float[] parameters) {
        BatchNorm first = slices.get(0);
        double n = (double) slices.size() * first.output.plane();
        for (int channel = 0; channel < first.count(); channel++) {
            // By hand: sums of slices in their order, so that no number of threads shows in the bytes.
            double mean = total(slices, channel, false) / n;
            double variance = Math.max(0, total(slices, channel, true) / n - mean * mean);
            for (BatchNorm slice : slices) {
                slice.mean[channel] = (float) mean;
                slice.inverseDeviation[channel] = (float) (1 / Math.sqrt(variance + Node.BatchNorm.EPSILON));
            }
            int runningMean = first.offset + 2 * first.count() + channel;
            int runningVariance = runningMean + first.count();
            follow(parameters, runningMean, mean);
            follow(parameters, runningVariance, variance * n / Math.max(1, n - 1));
        }
    }

    private static double total(List<BatchNorm> slices, int channel, boolean products) {
        double total = 0;
        for (BatchNorm slice : slices) {
            total += products ? slice.products[channel] : slice.sums[channel];
        }
        return total;
    }

    private static void follow(float[] parameters, int index, double value) {
        parameters[index] += NEW_SHARE * ((float) value - parameters[index]);
    }

    @Override
    public void forward(Pass pass) {
        float[] parameters = pass.parameters();
        for (int channel = 0; channel < count(); channel++) {
            if (!pass.training()) {
                mean[channel] = parameters[offset + 2 * count() + channel];
                float variance = parameters[offset + 3 * count() + channel];
                inverseDeviation[channel] = (float) (1 / Math.sqrt((double) variance + Node.BatchNorm.EPSILON));
            }
            float scale = parameters[offset + channel] * inverseDeviation[channel];
            float shift = parameters[offset + count() + channel] - mean[channel] * scale;
            normalise(channel, scale, shift);
        }
    }

    private void normalise(int channel, float scale, float shift) {
        float[] from = input.values();
        float[] to = output.values();
        int end = (channel + 1) * output.plane();
        for (int i = channel * output.plane(); i < end; i++) {
            to[i] = from[i] * scale + shift;
        }
    }

    /** Sums the gradients by the outputs, and their products with the normalised inputs. */
    public void measureGradients() {
        for (int channel = 0; channel < count(); channel++) {
            measure(channel, output.gradient(), mean[channel]);
            products[channel] *= inverseDeviation[channel];
        }
    }

    /** Gives all slices the means over the batch; each keeps its own sums for the gradient of its parameters. */
    public static void combineGradients(List<BatchNorm> slices) {
        BatchNorm first = slices.get(0);
        double n = (double) slices.size() * first.output.plane();
        for (int channel = 0; channel < first.count(); channel++) {
            float meanGradient = (float) (total(slices, channel, false) / n);
            float meanProduct = (float) (total(slices, channel, true) / n);
            for (BatchNorm slice : slices) {
                slice.meanGradient[channel] = meanGradient;
                slice.meanProduct[channel] = meanProduct;
            }
        }
    }

    @Override
    public void backward(Pass pass) {
        for (int channel = 0; channel < count(); channel++) {
            pass.gradient()[offset + channel] = (float) products[channel];
            pass.gradient()[offset + count() + channel] = (float) sums[channel];
            float scale = pass.parameters()[offset + channel] * inverseDeviation[channel];
            float slope = meanProduct[channel] * inverseDeviation[channel];
            if (input.adds()) {
                addGradients(channel, scale, slope, mean[channel], meanGradient[channel]);
            } else {
                setGradients(channel, scale, slope, mean[channel], meanGradient[channel]);
            }
        }
    }

    private void setGradients(int channel, float scale, float slope, float centre, float excess) {
        float[] to = input.signal().gradient();
        float[] gradient = output.gradient();
        float[] values = input.values();
        int end = (channel + 1) * output.plane();
        for (int i = channel * output.plane(); i < end; i++) {
            to[i] = scale * (gradient[i] - excess - (values[i] - centre) * slope);
        }
    }

    private void addGradients(int channel, float scale, float slope, float centre, float excess) {
        float[] to = input.signal().gradient();
        float[] gradient = output.gradient();
        float[] values = input.values();
        int end = (channel + 1) * output.plane();
        for (int i = channel * output.plane(); i < end; i++) {
            to[i] += scale * (gradient[i] - excess - (values[i] - centre) * slope);
        }
    }
}
