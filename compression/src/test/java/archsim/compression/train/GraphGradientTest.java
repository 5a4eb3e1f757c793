package archsim.compression.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.compression.network.CompactNetwork;
import archsim.compression.network.LayerSpec;
import archsim.compression.network.LiveChannels;
import archsim.compression.network.NetworkModel;
import archsim.compression.network.Node;
import archsim.compression.network.Storage;
import archsim.compression.train.data.EpochOrder;
import archsim.compression.train.data.Samples;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphGradientTest {

    private static final int BATCH = 6;

    private final Samples samples = Graphs.samples(BATCH, 4);

    /** One batch in training mode on parameters that may not move: its loss, and the gradient that it leaves. */
    private double loss(Trainer trainer, float[] parameters, Objective objective) {
        int size = parameters.length;
        var frozen = new TrainState(parameters.clone(), new float[size], new float[size], new float[size], 0);
        var order = new EpochOrder(1, BATCH, 0);
        return trainer.trainEpoch(samples, order, frozen, objective, Penalty.NONE, done -> 0)
                .loss();
    }

    private void compare(Trainer trainer, float[] parameters, Objective objective) {
        loss(trainer, parameters, objective);
        float[] gradient = trainer.gradient();
        for (int i = 0; i < parameters.length; i++) {
            float[] moved = parameters.clone();
            moved[i] = parameters[i] + 1e-4f;
            double above = loss(trainer, moved, objective);
            double width = moved[i];
            moved[i] = parameters[i] - 1e-4f;
            width -= moved[i];
            double slope = (above - loss(trainer, moved, objective)) / width;
            assertThat((double) gradient[i])
                    .as("parameter %d", i)
                    .isCloseTo(slope, within(4e-3 * (1 + Math.abs(slope))));
        }
    }

    /** Central differences of the training loss, parameter by parameter: batch statistics and dropout included. */
    @ParameterizedTest
    @CsvSource({
        "STRIDED, DENSE", "STRIDED, SPARSE",
        "GROUPED, DENSE", "GROUPED, SPARSE",
        "PADDED, DENSE", "PADDED, SPARSE",
        "DEPTHWISE, DENSE", "DEPTHWISE, SPARSE",
        "RESIDUAL, DENSE", "RESIDUAL, SPARSE",
        "SHORTCUT, DENSE", "SHORTCUT, SPARSE",
        "CONCATENATED, DENSE", "CONCATENATED, SPARSE",
        "EXCITED, DENSE", "EXCITED, SPARSE",
        "TRANSPOSED, DENSE", "TRANSPOSED, SPARSE",
        "DROPPED, DENSE"
    })
    void backPropagationAgreesWithFiniteDifferences(Graphs graph, Storage storage) {
        boolean[] all = new boolean[graph.architecture().parameters()];
        Arrays.fill(all, true);
        var network = CompactNetwork.of(graph.architecture(), LiveChannels.of(graph.architecture(), all), storage);
        try (var team = new ThreadTeam(1);
                var trainer = new Trainer(network, BATCH, 2, team)) {
            compare(trainer, network.gather(graph.parameters(7)), Objective.PLAIN);
        }
    }

    /**
     * A network rebuilt from what is live has the loss and the gradient of the whole one with zeros in the place of the rest; also
     * where a channel of a residual stream is read of one term and not of the sum.
     */
    @ParameterizedTest
    @CsvSource({
        "RESIDUAL, DENSE", "RESIDUAL, SPARSE",
        "SHORTCUT, DENSE", "SHORTCUT, SPARSE",
        "CONCATENATED, DENSE", "CONCATENATED, SPARSE",
        "EXCITED, DENSE", "EXCITED, SPARSE",
        "TRANSPOSED, DENSE", "TRANSPOSED, SPARSE"
    })
    void prunedGraphsAgreeWithWholeOnesThatHoldZeros(Graphs graph, Storage storage) {
        NetworkModel architecture = graph.architecture();
        var random = new SplittableRandom(3);
        for (int i = 0; i < 40; i++) {
            LiveChannels live = LiveChannels.of(architecture, mask(architecture, random));
            float[] parameters = graph.parameters(7);
            for (int parameter = 0; parameter < parameters.length; parameter++) {
                parameters[parameter] *= live.mask()[parameter] ? 1 : 0;
            }
            var pruned = CompactNetwork.of(architecture, live, storage);
            try (var team = new ThreadTeam(1);
                    var whole = new Trainer(CompactNetwork.whole(architecture), BATCH, 2, team);
                    var trainer = new Trainer(pruned, BATCH, 2, team)) {
                double loss = loss(whole, parameters, Objective.PLAIN);
                assertThat(loss(trainer, pruned.gather(parameters), Objective.PLAIN))
                        .isCloseTo(loss, within(1e-5));
                assertThat(trainer.gradient())
                        .usingComparatorWithPrecision(1e-3f)
                        .containsExactly(pruned.gather(whole.gradient()));
            }
        }
    }

    /** Two weights of three, none that read one of four channels, and all that read the first, so that there is a path. */
    private static boolean[] mask(NetworkModel architecture, SplittableRandom random) {
        boolean[] kept = new boolean[architecture.parameters()];
        for (int layer = 0; layer < architecture.depth(); layer++) {
            LayerSpec spec = architecture.layer(layer);
            boolean[] read = new boolean[spec.channels()];
            for (int channel = 1; channel < read.length; channel++) {
                read[channel] = random.nextInt(4) > 0;
            }
            for (int i = 0; i < spec.weights(); i++) {
                int channel = spec.channelOf(i % spec.columns());
                kept[architecture.weightOffset(layer) + i] = channel == 0 || (read[channel] && random.nextInt(3) > 0);
            }
        }
        return kept;
    }

    @Test
    void smoothedAndTaughtLossesHaveTheirGradients() {
        var network = CompactNetwork.whole(Graphs.STRIDED.architecture());
        try (var team = new ThreadTeam(1);
                var trainer = new Trainer(network, BATCH, 2, team);
                var teacher = new Teacher(network, Graphs.STRIDED.parameters(8), BATCH, 2, 0.6, 3)) {
            compare(trainer, Graphs.STRIDED.parameters(7), new Objective(0.1, 0, Optional.of(teacher)));
        }
    }

    /** A pupil with its teacher's parameters, that heeds nothing else, has nothing to learn. */
    @Test
    void whoIsItsOwnTeacherLearnsNothing() {
        var network = CompactNetwork.whole(Graphs.STRIDED.architecture());
        float[] parameters = Graphs.STRIDED.parameters(7);
        try (var team = new ThreadTeam(1);
                var trainer = new Trainer(network, BATCH, 2, team);
                var teacher = new Teacher(network, parameters, BATCH, 2, 1, 3)) {
            assertThat(loss(trainer, parameters, new Objective(0, 0, Optional.of(teacher))))
                    .isCloseTo(0, within(1e-9));
            assertThat(trainer.gradient()).usingComparatorWithPrecision(1e-7f).containsOnly(0f);
        }
    }

    /** d/2 ||W||^2 has the gradient d W on weights, and none on biases and normalisation. */
    @Test
    void weightDecayPullsWeightsOnly() {
        var architecture = Graphs.RESIDUAL.architecture();
        float[] parameters = Graphs.RESIDUAL.parameters(7);
        var network = CompactNetwork.whole(architecture);
        try (var team = new ThreadTeam(1);
                var trainer = new Trainer(network, BATCH, 2, team)) {
            loss(trainer, parameters, Objective.PLAIN);
            float[] plain = trainer.gradient();
            loss(trainer, parameters, new Objective(0, 0.5, Optional.empty()));
            float[] decayed = trainer.gradient();
            for (int layer = 0; layer < architecture.depth(); layer++) {
                int weight = architecture.weightOffset(layer);
                assertThat(decayed[weight]).isCloseTo(plain[weight] + 0.5f * parameters[weight], within(1e-6f));
                int bias = architecture.biasOffset(layer);
                assertThat(decayed[bias]).isEqualTo(plain[bias]);
            }
            int norm = architecture
                    .nodes()
                    .indexOf(architecture.nodes().stream()
                            .filter(Node.BatchNorm.class::isInstance)
                            .findFirst()
                            .orElseThrow());
            assertThat(decayed[architecture.offset(norm)]).isEqualTo(plain[architecture.offset(norm)]);
        }
    }
}
