package archsim.compression.admm;

import archsim.compression.config.CompressionConfig;
import archsim.compression.config.Learning;
import archsim.compression.config.Training;
import archsim.compression.network.CompactNetwork;
import archsim.compression.network.NetworkModel;
import archsim.compression.train.Adam;
import archsim.compression.train.MomentumDescent;
import archsim.compression.train.Objective;
import archsim.compression.train.Optimiser;
import archsim.compression.train.Teacher;
import archsim.compression.train.ThreadTeam;
import archsim.compression.train.data.EpochOrder;
import archsim.compression.train.data.Samples;
import archsim.compression.train.data.Variation;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a configuration says about learning, in the terms of the trainer. Holds native memory until closed. */
final class TrainerFactory implements AutoCloseable {

    private static final double USUAL_MOMENTUM = 0.9;

    private final CompressionConfig config;
    private final Learning learning;
    private final NetworkModel architecture;
    private final Variation variation;
    private Optional<Teacher> teacher = Optional.empty();

    TrainerFactory(CompressionConfig config, NetworkModel architecture) {
        this.config = config;
        this.learning = config.learningOrPlain();
        this.architecture = architecture;
        this.variation = new Variation(
                config.shiftPixels(),
                learning.mirror().orElse(false),
                learning.cutoutPixels().orElse(0),
                learning.mixup().orElse(0));
    }

    Optimiser optimiser() {
        return learning.descends()
                ? new MomentumDescent(
                        learning.momentum().orElse(USUAL_MOMENTUM),
                        learning.nesterov().orElse(false))
                : new Adam();
    }

    EpochOrder order(long seed, int images) {
        return new EpochOrder(seed, images, variation);
    }

    /** Share that the average of the weights keeps at each step. */
    OptionalDouble averaging() {
        return learning.averaging();
    }

    double rateAt(Training training, double done) {
        return learning.rateAt(training, done);
    }

    /**
     * The loss; from the second stage on with the dense network as teacher, where one is asked for.
     *
     * @param training what there is to learn from
     */
    Objective objective(CompressionState state, Samples training, ThreadTeam team) {
        if (learning.distillation().isPresent() && state.stage > 0 && teacher.isEmpty()) {
            teacher = learning.distillation()
                    .map(distillation -> new Teacher(
                            CompactNetwork.whole(architecture),
                            state.dense,
                            config.batchSize(),
                            config.slicesOrUsual(),
                            distillation.share(),
                            distillation.temperature()));
            if (variation.onlyMoves()) {
                teacher.get().prepare(training, variation.shiftPixels(), variation.mirror(), team);
            }
        }
        return new Objective(
                learning.labelSmoothing().orElse(0),
                learning.weightDecay().orElse(0),
                learning.decoupledDecay().orElse(0),
                teacher);
    }

    @Override
    public void close() {
        teacher.ifPresent(Teacher::close);
    }
}
