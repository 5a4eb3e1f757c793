package archsim.compression.libtorch;

import archsim.compression.network.CompactNetwork;
import archsim.compression.train.Penalty;
import archsim.compression.train.ThreadTeam;
import archsim.compression.train.TrainState;
import archsim.compression.train.Trainer;
import archsim.compression.train.data.EpochOrder;
import archsim.compression.train.data.Samples;
import java.util.Arrays;

/** The trainer of {@code archsim compress}; all images are in memory, as bytes, and turned to floats. */
final class OwnTraining implements Training {

    /** Two, so that two threads share a batch. */
    private static final int SLICES = 2;

    private final Subject subject;
    private final Samples samples;
    private final ThreadTeam team;
    private final Trainer trainer;
    private final TrainState state;
    private int seed;

    /**
     * @param network of the subject, whole or pruned
     * @param weights of the whole network to start from
     * @param images in memory; at least those of the steps that are asked for at once
     */
    OwnTraining(Subject subject, CompactNetwork network, float[] weights, int images, int threads) {
        this.subject = subject;
        samples = Samples.of(
                subject.pixels(images), subject.labels(images), subject.model().input());
        team = new ThreadTeam(threads);
        trainer = new Trainer(network, subject.batch(), SLICES, team);
        int count = network.parameters();
        float[] trainable = new float[count];
        Arrays.fill(trainable, 1f);
        state = new TrainState(
                subject.optimiser(), network.gather(weights), new float[count], new float[count], trainable, 0);
    }

    /** Compact ones. */
    float[] parameters() {
        return state.parameters();
    }

    @Override
    public double train(int steps) {
        int images = steps * subject.batch();
        var order = new EpochOrder(seed++, images, 0);
        return trainer.trainEpoch(samples.part(0, images), order, state, Penalty.NONE, done -> subject.learningRate())
                .loss();
    }

    @Override
    public void close() {
        trainer.close();
        team.close();
    }
}
