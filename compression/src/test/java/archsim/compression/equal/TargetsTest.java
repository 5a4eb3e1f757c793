package archsim.compression.equal;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.compression.config.Admm;
import archsim.compression.config.LayerTarget;
import archsim.compression.config.Round;
import archsim.compression.config.Training;
import archsim.compression.network.Architectures;
import archsim.compression.network.LayerSpec;
import archsim.compression.network.NetworkModel;
import archsim.workloads.Scheme;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TargetsTest {

    private static final PruningRound PART = new PruningRound(Admm.of(1, 1, 1, 1, 0, 0), new Training(1, 0, 0));

    private static List<String> names(NetworkModel network) {
        return network.layers().stream().map(LayerSpec::name).toList();
    }

    private static Targets targets(NetworkModel network, List<String> layers) {
        float[] parameters = network.initial(1);
        List<float[]> weights = IntStream.range(0, network.depth())
                .mapToObj(i -> Arrays.copyOfRange(parameters, network.weightOffset(i), network.biasOffset(i)))
                .toList();
        return new Targets(network, layers, weights);
    }

    @Test
    void layersKeepTogetherWhatTheRateAllows() {
        NetworkModel lenet = NetworkModel.lenet5();
        int[] kept = targets(lenet, names(lenet)).kept(10);
        assertThat(IntStream.of(kept).sum()).isEqualTo(43_050);
        assertThat((double) kept[0] / 500).isGreaterThan((double) kept[2] / 400_000);
    }

    @Test
    void layersThatAreNotNamedKeepAllAndHaveNoTarget() {
        NetworkModel lenet = NetworkModel.lenet5();
        Targets targets = targets(lenet, List.of("conv2", "fc1"));
        assertThat(targets.kept(10)).startsWith(500).endsWith(5000);
        assertThat(targets.round(Scheme.COLUMN_FILTER, 10, PART).layers()).containsOnlyKeys("conv2", "fc1");
        assertThat(targets.round(Scheme.NON_STRUCTURED, 10, PART)
                        .total()
                        .orElseThrow()
                        .layers())
                .hasValue(List.of("conv2", "fc1"));
    }

    /** Rows and columns of each matrix hold at most what the layer may keep, but for rounding; all classes stay. */
    @Test
    void matricesHoldWhatTheLayersMayKeep() {
        NetworkModel lenet = NetworkModel.lenet5();
        for (double rate : new double[] {2, 10, 60, 200}) {
            Targets targets = targets(lenet, names(lenet));
            int[] kept = targets.kept(rate);
            Map<String, LayerTarget> layers =
                    targets.round(Scheme.COLUMN_FILTER, rate, PART).layers();
            assertThat(layers.get("fc2").filters()).isEmpty();
            int previous = 0;
            for (int i = 0; i < kept.length; i++) {
                LayerSpec spec = lenet.layer(i);
                LayerTarget target = layers.get(spec.name());
                int rows = target.filters().orElse(spec.filters());
                int columns = target.columns().getAsInt();
                assertThat((double) rows * columns).isLessThanOrEqualTo(kept[i] * 1.1 + spec.filters());
                if (i > 0) {
                    assertThat(columns)
                            .isLessThanOrEqualTo(previous
                                            * spec.columns()
                                            / lenet.layer(i - 1).filters()
                                    + 1);
                }
                previous = rows;
            }
        }
    }

    /** In a residual stream the first layer that writes it names the filters. */
    @Test
    void layersThatShareChannelsHaveOneCount() {
        NetworkModel residual = Architectures.named("resnet20-cifar10");
        Map<String, LayerTarget> layers = targets(residual, names(residual))
                .round(Scheme.COLUMN_FILTER, 8, PART)
                .layers();
        assertThat(layers.get("conv1").filters()).isPresent();
        assertThat(layers.get("layer1.0.conv1").filters()).isPresent();
        assertThat(layers.get("layer1.0.conv2").filters()).isEqualTo(OptionalInt.empty());
        assertThat(layers.get("layer1.1.conv2").filters()).isEqualTo(OptionalInt.empty());
    }

    @Test
    void singleWeightsAreCountedOverAllLayers() {
        NetworkModel lenet = NetworkModel.lenet5();
        Round round = targets(lenet, names(lenet)).round(Scheme.NON_STRUCTURED, 12.5, PART);
        assertThat(round.layers()).isEmpty();
        assertThat(round.total().orElseThrow().rate()).hasValue(12.5);
    }
}
