package archsim.compression.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.compression.network.ArchitectureBuilder;
import archsim.compression.network.CompactNetwork;
import archsim.compression.network.LayerSpec;
import archsim.compression.network.LiveChannels;
import archsim.compression.network.NetworkModel;
import archsim.compression.network.Storage;
import archsim.compression.train.data.EpochOrder;
import archsim.compression.train.data.Samples;
import archsim.compression.train.data.Shift;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GraphTrainingTest {

    private final Samples samples = Graphs.samples(40, 5);

    private float[] trained(CompactNetwork network, float[] parameters, int threads) {
        try (var team = new ThreadTeam(threads);
                var trainer = new Trainer(network, 8, 8, team)) {
            float[] ones = new float[parameters.length];
            Arrays.fill(ones, 1f);
            var state = new TrainState(parameters, new float[ones.length], new float[ones.length], ones, 0);
            for (int epoch = 0; epoch < 2; epoch++) {
                trainer.trainEpoch(samples, new EpochOrder(epoch, 40, 1, true), state, Penalty.NONE, done -> 1e-2);
            }
        }
        return parameters;
    }

    private float[] logits(CompactNetwork network, float[] parameters) {
        try (var team = new ThreadTeam(1);
                var trainer = new Trainer(network, 16, 2, team)) {
            return trainer.logits(samples, 8, parameters);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theNumberOfThreadsDoesNotChangeABit(Graphs graph) {
        var network = CompactNetwork.whole(graph.architecture());
        assertThat(trained(network, graph.parameters(1), 8)).isEqualTo(trained(network, graph.parameters(1), 1));
    }

    /** Masks at a third of the weights: the same training, weight by weight or as products with zeros. */
    @ParameterizedTest
    @CsvSource({"STRIDED", "GROUPED", "DEPTHWISE", "RESIDUAL", "CONCATENATED", "EXCITED", "TRANSPOSED"})
    void sparseLayersTrainAsDenseOnesDo(Graphs graph) {
        NetworkModel architecture = graph.architecture();
        LiveChannels survivors = LiveChannels.of(architecture, Nets.mask(architecture.parameters(), 0.5, 3));
        float[] start = graph.parameters(1);
        boolean[] mask = survivors.mask();
        for (int i = 0; i < start.length; i++) {
            start[i] = mask[i] ? start[i] : 0f;
        }
        float[][] ends = new float[2][];
        for (Storage storage : new Storage[] {Storage.DENSE, Storage.SPARSE}) {
            var network = CompactNetwork.of(architecture, survivors, storage);
            float[] end = start.clone();
            float[] compact = network.gather(start);
            try (var team = new ThreadTeam(1);
                    var trainer = new Trainer(network, 8, 2, team)) {
                var state = new TrainState(
                        compact, new float[compact.length], new float[compact.length], network.gather(mask), 0);
                trainer.trainEpoch(samples, new EpochOrder(1, 40, 1), state, Penalty.NONE, done -> 1e-3);
            }
            network.scatter(compact, end);
            ends[storage == Storage.DENSE ? 0 : 1] = end;
        }
        assertThat(ends[0]).isNotEqualTo(start);
        assertThat(ends[1]).usingComparatorWithPrecision(1e-4f).containsExactly(ends[0]);
    }

    /** Filters, their normalisation and the channels of all that read or are added to them leave together. */
    @ParameterizedTest
    @CsvSource({
        "STRIDED, 0.3",
        "GROUPED, 0.2",
        "DEPTHWISE, 0.45",
        "RESIDUAL, 0.2",
        "RESIDUAL, 0.25",
        "CONCATENATED, 0.2",
        "EXCITED, 0.3",
        "TRANSPOSED, 0.2"
    })
    void theCompactedGraphGivesTheSameLogits(Graphs graph, double density) {
        NetworkModel architecture = graph.architecture();
        LiveChannels survivors = LiveChannels.of(architecture, Nets.mask(architecture.parameters(), density, 11));
        float[] parameters = graph.parameters(2);
        boolean[] mask = survivors.mask();
        for (int i = 0; i < mask.length; i++) {
            parameters[i] = mask[i] ? parameters[i] : 0f;
        }
        var compact = CompactNetwork.of(architecture, survivors, Storage.DENSE);
        assertThat(compact.parameters()).isLessThan(architecture.parameters());
        assertThat(logits(compact, compact.gather(parameters)))
                .usingComparatorWithPrecision(1e-4f)
                .containsExactly(logits(CompactNetwork.whole(architecture), parameters));
    }

    /** Channel 0 of a stream is read by the block, but nobody reads what the block adds to it: the sum goes without it. */
    @Test
    void aSumLeavesOutWhatOnlyItsTermsAreReadFor() {
        NetworkModel architecture = Graphs.RESIDUAL.architecture();
        boolean[] mask = new boolean[architecture.parameters()];
        Arrays.fill(mask, true);
        for (String reader : List.of("shortcut", "b")) {
            int layer =
                    architecture.layers().stream().map(LayerSpec::name).toList().indexOf(reader);
            LayerSpec spec = architecture.layer(layer);
            for (int i = 0; i < spec.weights(); i++) {
                mask[architecture.weightOffset(layer) + i] = spec.channelOf(i % spec.columns()) != 0;
            }
        }
        LiveChannels survivors = LiveChannels.of(architecture, mask);
        float[] parameters = Graphs.RESIDUAL.parameters(2);
        boolean[] live = survivors.mask();
        for (int i = 0; i < live.length; i++) {
            parameters[i] = live[i] ? parameters[i] : 0f;
        }
        var compact = CompactNetwork.of(architecture, survivors, Storage.DENSE);
        assertThat(logits(compact, compact.gather(parameters)))
                .usingComparatorWithPrecision(1e-4f)
                .containsExactly(logits(CompactNetwork.whole(architecture), parameters));
    }

    /** im2col matrices of 9 x 48 x 48 x 64 images outgrow what is kept: rows are unfolded in parts, to the same sums. */
    @Test
    void aLargeLayerIsWorkedOnInParts() {
        var large = new ArchitectureBuilder("large", 1, 48, 48)
                .layer(Graphs.convolution("a", 1, 2, 48, 3, 1, 1, 1))
                .averagePool(48, 48, 0)
                .connected("out", 2)
                .build();
        byte[] pixels = new byte[128 * 48 * 48];
        new SplittableRandom(1).nextBytes(pixels);
        Samples images = Samples.of(pixels, new byte[128], 48, 48);
        float[][] gradients = new float[2][];
        for (Storage storage : new Storage[] {Storage.DENSE, Storage.SPARSE}) {
            boolean[] all = new boolean[large.parameters()];
            Arrays.fill(all, true);
            var network = CompactNetwork.of(large, LiveChannels.of(large, all), storage);
            float[] parameters = large.initial(1);
            int size = parameters.length;
            try (var team = new ThreadTeam(1);
                    var trainer = new Trainer(network, 128, 2, team)) {
                var frozen = new TrainState(parameters, new float[size], new float[size], new float[size], 0);
                trainer.trainEpoch(images, new EpochOrder(1, 128, 0), frozen, Penalty.NONE, done -> 0);
                gradients[storage == Storage.DENSE ? 0 : 1] = trainer.gradient();
            }
        }
        assertThat(gradients[0]).usingComparatorWithPrecision(1e-5f).containsExactly(gradients[1]);
        assertThat(Math.abs(gradients[0][0])).isGreaterThan(1e-4f);
    }

    /** Running means start at 0 and follow those of the batches by a tenth, variances from 1. */
    @Test
    void runningStatisticsFollowTheBatches() {
        var architecture = new ArchitectureBuilder("norm", 2, 7, 7)
                .norm()
                .connected("out", 3)
                .build();
        var network = CompactNetwork.whole(architecture);
        float[] parameters = architecture.initial(1);
        int size = parameters.length;
        try (var team = new ThreadTeam(1);
                var trainer = new Trainer(network, 40, 2, team)) {
            var frozen = new TrainState(parameters, new float[size], new float[size], new float[size], 0);
            trainer.trainEpoch(samples, new EpochOrder(1, 40, 0), frozen, Penalty.NONE, done -> 0);
        }
        float[] block = new float[98];
        double sum = 0;
        double squares = 0;
        for (int image = 0; image < 40; image++) {
            samples.write(image, Shift.NONE, block, 0, 1);
            for (int i = 0; i < 49; i++) {
                sum += block[i];
                squares += block[i] * block[i];
            }
        }
        double n = 40 * 49;
        double variance = (squares - sum * sum / n) / (n - 1);
        assertThat((double) parameters[4]).isCloseTo(0.1 * sum / n, within(1e-5));
        assertThat((double) parameters[6]).isCloseTo(0.9 + 0.1 * variance, within(1e-5));
    }

    /** A bright pixel at column 1 of 7 is at column 5 of the mirrored image, and at 4 after a move by one to the left. */
    @Test
    void anImageIsMirroredBeforeItMoves() {
        byte[] pixels = new byte[98];
        pixels[49 + 15] = (byte) 255;
        float[] block = new float[98];
        Samples.of(pixels, new byte[1], new archsim.compression.network.TensorShape(2, 7, 7))
                .write(0, new Shift(0, -1, true), block, 0, 1);
        assertThat(block[49 + 14 + 4]).isEqualTo(1f);
    }
}
