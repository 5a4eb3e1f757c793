package archsim.compression.train.layer;

import archsim.compression.network.LayerSpec;
import archsim.compression.network.Taps;

/**
 * A layer's input laid out so that whatever one weight reads for all outputs is a single run.
 *
 * <p>Each channel is padded with zeros and parted by the stride: {@code [channel][row phase][column phase][row][column]
 * [image]}. Outputs lie at the same pitch, so that the input of output position {@code i} lies at {@code i} plus an offset
 * that depends on the weight alone. Positions past the end of an output row have no meaning.
 */
final class Planes {

    private final LayerSpec spec;
    private final int images;
    private final int rows;
    private final int pitch;
    private final float[] line;

    Planes(LayerSpec spec, int images) {
        this.spec = spec;
        this.images = images;
        this.rows = ceiling(spec.height() + 2 * spec.padding());
        this.pitch = ceiling(spec.width() + 2 * spec.padding());
        this.line = new float[pitch * images];
    }

    private int ceiling(int length) {
        return (length + spec.stride() - 1) / spec.stride();
    }

    /** Elements of one channel of the input. */
    int inputPlane() {
        return spec.stride() * spec.stride() * rows * pitch * images;
    }

    /** Elements of one filter's outputs. */
    int outputPlane() {
        return spec.outputHeight() * pitch * images;
    }

    /** Elements that one weight adds to. */
    int run() {
        return ((spec.outputHeight() - 1) * pitch + spec.outputWidth()) * images;
    }

    /** Where the run starts that tap {@code tap} reads. */
    int start(Taps taps, int tap) {
        int stride = spec.stride();
        int phase = taps.row(tap) % stride * stride + taps.column(tap) % stride;
        int position = (phase * rows + taps.row(tap) / stride) * pitch + taps.column(tap) / stride;
        return taps.channel(tap) * inputPlane() + position * images;
    }

    /** Copies a signal in; padding is left as it is. */
    void load(ActivationBuffer signal, Matrix planes) {
        for (int row = 0; row < signal.channels() * spec.height(); row++) {
            for (int phase = 0; phase < spec.stride(); phase++) {
                int count = count(phase);
                copyPhase(signal.values(), row, phase, count, true);
                planes.put(place(row, phase), line, 0, count * images);
            }
        }
    }

    /** Hands to {@code input} the gradient that lies where {@link #load} would put its values. */
    void unload(Matrix planes, GradientInput input) {
        boolean sets = spec.stride() == 1 && !input.adds();
        float[] gradient = sets ? input.signal().gradient() : input.openGradient();
        for (int row = 0; row < input.signal().channels() * spec.height(); row++) {
            for (int phase = 0; phase < spec.stride(); phase++) {
                int count = count(phase);
                if (sets) {
                    planes.get(place(row, phase), gradient, row * count * images, count * images);
                } else {
                    planes.get(place(row, phase), line, 0, count * images);
                    copyPhase(gradient, row, phase, count, false);
                }
            }
        }
    }

    /** First column of the input in a column phase. */
    private int firstColumn(int phase) {
        return Math.floorMod(phase - spec.padding(), spec.stride());
    }

    private int count(int phase) {
        return Math.max(0, (spec.width() - firstColumn(phase) + spec.stride() - 1) / spec.stride());
    }

    private int place(int row, int phase) {
        int padded = row % spec.height() + spec.padding();
        int plane = padded % spec.stride() * spec.stride() + phase;
        int position =
                (plane * rows + padded / spec.stride()) * pitch + (firstColumn(phase) + spec.padding()) / spec.stride();
        return row / spec.height() * inputPlane() + position * images;
    }

    private void copyPhase(float[] values, int row, int phase, int count, boolean out) {
        int from = (row * spec.width() + firstColumn(phase)) * images;
        if (spec.stride() == 1 && out) {
            System.arraycopy(values, from, line, 0, count * images);
            return;
        }
        int step = spec.stride() * images;
        for (int x = 0; x < count; x++, from += step) {
            if (out) {
                System.arraycopy(values, from, line, x * images, images);
            } else {
                Lanes.addScaled(values, from, 1f, line, x * images, images);
            }
        }
    }

    /** Copies the rows of one filter's outputs out of {@code plane} to position {@code at} of {@code values}. */
    void readOutputs(Matrix plane, float[] values, int at) {
        int length = spec.outputWidth() * images;
        for (int y = 0; y < spec.outputHeight(); y++) {
            plane.get(y * pitch * images, values, at + y * length, length);
        }
    }

    /** The other way round; past the ends of rows nothing changes. */
    void writeOutputs(Matrix plane, float[] values, int at) {
        int length = spec.outputWidth() * images;
        for (int y = 0; y < spec.outputHeight(); y++) {
            plane.put(y * pitch * images, values, at + y * length, length);
        }
    }
}
