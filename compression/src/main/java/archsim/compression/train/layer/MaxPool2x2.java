package archsim.compression.train.layer;

import java.util.Arrays;

/**
 * Maximum pooling by windows of 2 x 2 next to each other; of equal maxima the first takes the whole gradient.
 *
 * <p>Separate from {@link MaxPool} for speed: each row is laid out as the four corners of its windows, in arrays that loops
 * without branches run over, which the compiler vectorises.
 */
final class MaxPool2x2 implements SliceOp {

    private final GradientInput input;
    private final ActivationBuffer output;
    private final int images;
    private final float[][] corners = new float[4][];
    private final float[] result;
    private final float[] upper;
    private final float[] lower;

    /** @param input that no one else reads, so that its gradient is set here alone */
    MaxPool2x2(GradientInput input, ActivationBuffer output) {
        this.input = input;
        this.output = output;
        this.images = output.images();
        int line = output.width() * images;
        for (int corner = 0; corner < corners.length; corner++) {
            corners[corner] = new float[line];
        }
        this.result = new float[line];
        this.upper = new float[line];
        this.lower = new float[line];
    }

    @Override
    public void forward(Pass pass) {
        float[] a = corners[0];
        float[] b = corners[1];
        float[] c = corners[2];
        float[] d = corners[3];
        for (int row = 0; row < output.channels() * output.height(); row++) {
            readCorners(row);
            for (int i = 0; i < result.length; i++) {
                result[i] = Math.max(Math.max(a[i], b[i]), Math.max(c[i], d[i]));
            }
            System.arraycopy(result, 0, output.values(), row * result.length, result.length);
        }
    }

    /** Where corner {@code corner} of the first window of a row starts. */
    private int start(int row, int corner) {
        int inputRow = row / output.height() * input.signal().height() + 2 * (row % output.height()) + corner / 2;
        return (inputRow * input.signal().width() + corner % 2) * images;
    }

    private void readCorners(int row) {
        for (int corner = 0; corner < corners.length; corner++) {
            int from = start(row, corner);
            for (int to = 0; to < result.length; to += images, from += 2 * images) {
                System.arraycopy(input.values(), from, corners[corner], to, images);
            }
        }
    }

    private void writeCorners(int row, float[] inputGradient) {
        for (int corner = 0; corner < corners.length; corner++) {
            int to = start(row, corner);
            for (int from = 0; from < result.length; from += images, to += 2 * images) {
                System.arraycopy(corners[corner], from, inputGradient, to, images);
            }
        }
    }

    @Override
    public void backward(Pass pass) {
        float[] inputGradient = input.signal().gradient();
        if (input.signal().height() % 2 != 0 || input.signal().width() % 2 != 0) {
            Arrays.fill(inputGradient, 0f);
        }
        for (int row = 0; row < output.channels() * output.height(); row++) {
            readCorners(row);
            System.arraycopy(output.gradient(), row * result.length, result, 0, result.length);
            part(corners[0], corners[1], corners[2], corners[3]);
            writeCorners(row, inputGradient);
        }
    }

    /** Replaces the values at the corners by their parts of the gradient; in loops short enough to be vectorised. */
    private void part(float[] a, float[] b, float[] c, float[] d) {
        Lanes.max(upper, a, b);
        Lanes.max(lower, c, d);
        Lanes.isAbove(lower, lower, upper);
        Lanes.multiply(lower, result);
        Lanes.subtract(upper, result, lower);
        Lanes.isAbove(b, b, a);
        Lanes.multiply(b, upper);
        Lanes.subtract(a, upper, b);
        Lanes.isAbove(d, d, c);
        Lanes.multiply(d, lower);
        Lanes.subtract(c, lower, d);
    }
}
