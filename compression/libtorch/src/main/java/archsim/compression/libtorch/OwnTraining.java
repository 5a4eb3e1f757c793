package archsim.compression.libtorch;

import archsim.compression.network.CompactNetwork;
import archsim.compression.train.Penalty;
import archsim.compression.train.ThreadTeam;
import archsim.compression.train.TrainState;
import archsim.compression.train.Trainer;
import archsim.compression.train.data.EpochOrder;
import archsim.compression.train.data.Samples;
import java.util.Arrays;
import java.util.SplittableRandom;

/** The trainer of {@code archsim compress}; all of MNIST's 60,000 images are in memory, as bytes, and turned to floats. */
final class OwnTraining implements Training {

    private static final int IMAGES = 60_000;

    private final Samples samples = Samples.of(LeNet.pixels(IMAGES), LeNet.labels(IMAGES), LeNet.SIDE, LeNet.SIDE);
    private final ThreadTeam team;
    private final Trainer trainer;
    private final TrainState state;
    private int seed;

    OwnTraining(CompactNetwork network, int threads) {
        team = new ThreadTeam(threads);
        trainer = new Trainer(network, LeNet.BATCH, 2, team);
        int count = network.parameters();
        float[] trainable = new float[count];
        Arrays.fill(trainable, 1f);
        state = new TrainState(weights(count), new float[count], new float[count], trainable, 0);
    }

    /** Uniform in plus or minus 0.05. */
    private static float[] weights(int count) {
        float[] weights = new float[count];
        var random = new SplittableRandom(3);
        for (int i = 0; i < count; i++) {
            weights[i] = (float) (random.nextDouble() - 0.5) * 0.1f;
        }
        return weights;
    }

    @Override
    public void train(int steps) {
        int images = steps * LeNet.BATCH;
        var order = new EpochOrder(seed++, images, 0);
        trainer.trainEpoch(samples.part(0, images), order, state, Penalty.NONE, done -> LeNet.LEARNING_RATE);
    }

    @Override
    public void close() {
        trainer.close();
        team.close();
    }
}
