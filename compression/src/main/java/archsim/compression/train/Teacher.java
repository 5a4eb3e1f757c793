package archsim.compression.train;

import archsim.compression.network.CompactNetwork;

/**
 * A trained network whose logits another one learns from. Holds native memory until closed.
 *
 * <p>Source: G. Hinton, O. Vinyals, J. Dean, "Distilling the Knowledge in a Neural Network", 2015.
 */
public final class Teacher implements AutoCloseable {

    private final Slices slices;
    private final float[] parameters;
    private final double share;
    private final double temperature;

    /**
     * @param parameters compact ones of {@code network}; copied
     * @param batchSize as of the trainer that it teaches
     * @param share of the loss, the rest being that of the labels; 0 to 1
     * @param temperature that both networks' logits are divided by
     */
    public Teacher(CompactNetwork network, float[] parameters, int batchSize, double share, double temperature) {
        if (!(share >= 0 && share <= 1 && temperature > 0)) {
            throw new IllegalArgumentException(
                    "share must be 0 to 1 and temperature above 0, was %s and %s".formatted(share, temperature));
        }
        this.parameters = parameters.clone();
        this.share = share;
        this.temperature = temperature;
        this.slices = new Slices(network, batchSize);
        slices.publish(this.parameters);
    }

    double share() {
        return share;
    }

    double temperature() {
        return temperature;
    }

    /** Logits for the images that slice {@code index} of the trainer has loaded. */
    float[] logits(int index, SliceNetwork pupil) {
        SliceNetwork slice = slices.get(index);
        slice.loadFrom(pupil);
        return slice.forward(parameters);
    }

    @Override
    public void close() {
        slices.close();
    }
}
