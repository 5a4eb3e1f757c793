package archsim.compression.train;

import archsim.base.RootLocale;
import archsim.compression.network.CompactNetwork;
import archsim.compression.train.data.EpochOrder;
import archsim.compression.train.data.Samples;
import java.util.Optional;

/**
 * A trained network whose logits another one learns from. Holds native memory until closed.
 *
 * <p>Source: G. Hinton, O. Vinyals, J. Dean, "Distilling the Knowledge in a Neural Network", 2015.
 */
public final class Teacher implements AutoCloseable {

    private final CompactNetwork network;
    private final Slices slices;
    private final float[] parameters;
    private final double share;
    private final double temperature;
    private final float[][] logits;
    private Optional<SoftTargets> answers = Optional.empty();

    /**
     * @param parameters compact ones of {@code network}; copied
     * @param batchSize as of the trainer that it teaches
     * @param slices likewise
     * @param share of the loss, the rest being that of the labels; 0 to 1
     * @param temperature that both networks' logits are divided by
     */
    public Teacher(
            CompactNetwork network, float[] parameters, int batchSize, int slices, double share, double temperature) {
        if (!(share >= 0 && share <= 1 && temperature > 0)) {
            throw new IllegalArgumentException(RootLocale.format(
                    "share must be 0 to 1 and temperature above 0, was %s and %s", share, temperature));
        }
        this.network = network;
        this.parameters = parameters.clone();
        this.share = share;
        this.temperature = temperature;
        this.slices = new Slices(network, batchSize, slices);
        this.logits = new float[slices][network.architecture().classes() * this.slices.images()];
        this.slices.publish(this.parameters);
    }

    /** Works out all answers on {@code samples} now, for all epochs, if they do not take too much memory. */
    public void prepare(Samples samples, int shiftPixels, boolean mirror, ThreadTeam team) {
        int classes = network.architecture().classes();
        if (SoftTargets.fit(samples.count(), shiftPixels, mirror, classes)) {
            answers = Optional.of(SoftTargets.of(samples, shiftPixels, mirror, classes, slices, parameters, team));
        }
    }

    double share() {
        return share;
    }

    double temperature() {
        return temperature;
    }

    /**
     * Logits {@code [class][image]} for the images that slice {@code index} of the trainer has loaded, from place {@code
     * start} of {@code order} on. Valid until asked again for the same slice.
     */
    float[] logits(int index, SliceNetwork pupil, EpochOrder order, int start) {
        if (answers.isEmpty()) {
            SliceNetwork slice = slices.get(index);
            slice.loadFrom(pupil);
            return slice.forward(parameters);
        }
        for (int i = 0; i < pupil.images(); i++) {
            answers.get().write(order.image(start + i), order.shift(start + i), logits[index], i, pupil.images());
        }
        return logits[index];
    }

    @Override
    public void close() {
        slices.close();
    }
}
