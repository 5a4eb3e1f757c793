package archsim.compression.train;

import archsim.compression.train.data.Samples;
import archsim.compression.train.data.Shift;
import java.util.ArrayList;

/** Logits of a network for every image in every position that training may show it in. */
final class SoftTargets {

    /** Elements of all answers that are worth their memory: 64 MiB. */
    private static final long MOST = 1 << 24;

    private final int shiftPixels;
    private final boolean mirror;
    private final int classes;
    private final float[][] byPosition;

    private SoftTargets(int shiftPixels, boolean mirror, int classes, float[][] byPosition) {
        this.shiftPixels = shiftPixels;
        this.mirror = mirror;
        this.classes = classes;
        this.byPosition = byPosition;
    }

    /** Whether the answers on {@code images} images fit into the memory that they are given. */
    static boolean fit(int images, int shiftPixels, boolean mirror, int classes) {
        return (long) images * positions(shiftPixels, mirror) * classes <= MOST;
    }

    private static int positions(int shiftPixels, boolean mirror) {
        int side = 2 * shiftPixels + 1;
        return side * side * (mirror ? 2 : 1);
    }

    /**
     * Asks for all answers, each slice for its share of the images.
     *
     * @param slices of the network that is asked
     * @param parameters its compact ones, published to the slices
     */
    static SoftTargets of(
            Samples samples,
            int shiftPixels,
            boolean mirror,
            int classes,
            Slices slices,
            float[] parameters,
            ThreadTeam team) {
        var byPosition = new float[positions(shiftPixels, mirror)][samples.count() * classes];
        var answers = new SoftTargets(shiftPixels, mirror, classes, byPosition);
        var work = new ArrayList<Runnable>();
        for (int slice = 0; slice < slices.count(); slice++) {
            int start = slice * slices.images();
            SliceNetwork network = slices.get(slice);
            work.add(() -> {
                for (int from = start; from < samples.count(); from += slices.count() * slices.images()) {
                    answers.ask(samples, from, network, parameters);
                }
            });
        }
        team.run(work);
        return answers;
    }

    /** Asks about the images from {@code from} on that fit into a slice, in all positions. */
    private void ask(Samples samples, int from, SliceNetwork network, float[] parameters) {
        int count = Math.min(network.images(), samples.count() - from);
        for (int position = 0; position < byPosition.length; position++) {
            Shift shift = shift(position);
            for (int i = 0; i < count; i++) {
                network.load(i, samples, from + i, shift);
            }
            float[] logits = network.forward(parameters);
            for (int i = 0; i < count * classes; i++) {
                byPosition[position][from * classes + i] = logits[i % classes * network.images() + i / classes];
            }
        }
    }

    private Shift shift(int position) {
        int side = 2 * shiftPixels + 1;
        int cell = mirror ? position / 2 : position;
        return new Shift(cell / side - shiftPixels, cell % side - shiftPixels, mirror && position % 2 == 1);
    }

    private int position(Shift shift) {
        int side = 2 * shiftPixels + 1;
        int cell = (shift.down() + shiftPixels) * side + shift.right() + shiftPixels;
        return mirror ? 2 * cell + (shift.mirrored() ? 1 : 0) : cell;
    }

    /** Writes the answer on one image to column {@code column} of {@code logits}, {@code [class][image]}. */
    void write(int image, Shift shift, float[] logits, int column, int images) {
        float[] answers = byPosition[position(shift)];
        for (int c = 0; c < classes; c++) {
            logits[c * images + column] = answers[image * classes + c];
        }
    }
}
