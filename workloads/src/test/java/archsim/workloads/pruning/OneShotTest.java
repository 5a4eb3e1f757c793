package archsim.workloads.pruning;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.workloads.FilterScale;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.UniformLayer;
import archsim.workloads.WeightTensor;
import archsim.workloads.model.CompressedLayer;
import archsim.workloads.model.CompressedModel;
import archsim.workloads.model.ModelFile;
import archsim.workloads.model.ModelLibrary;
import archsim.workloads.storage.Compaction;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OneShotTest {

    private static final LayerShape MATRIX = LayerShape.fullyConnected(1, 4, 3);

    private static Mask project(Projection projection, float... magnitudes) {
        return projection.project(magnitudes, MATRIX, false);
    }

    /** 12 / 4 = 3 stay: 9, 8 and the first of the two 5s. */
    @Test
    void theLargestStayAndOfEqualsTheFirst() {
        Mask kept = project(new SingleWeights(4), 1, 5, 0, 9, 2, 5, 3, 4, 8, 1, 1, 1);
        assertThat(kept).isEqualTo(Mask.of(12, i -> i == 1 || i == 3 || i == 8));
    }

    /** Norms of the rows: 4, 9, 9: 3 / 1.5 = 2 stay. Of the columns: 11, 11, 0, 0: 4 / 4 = 1 stays, the first. */
    @Test
    void filtersAndColumnsGoByNorm() {
        float[] values = {1, 1, 1, 1, 3, 0, 0, 0, 0, 3, 0, 0};
        assertThat(project(new Filters(1.5), values)).isEqualTo(Mask.of(12, i -> i >= 4));
        assertThat(project(new Columns(4, false), values)).isEqualTo(Mask.of(12, i -> i % 4 == 0));
        assertThat(new Filters(1.5).project(values, MATRIX, true)).isEqualTo(Mask.full(12));
    }

    /** 2 channels of 2 x 2: norms 2 * 3 and 2 * 4: of 2 / 1.9, 1 stays, the second. */
    @Test
    void channelsAreColumnsTogether() {
        var shape = UniformLayer.shape(1, 2, 2, 4, 4, 2, 2, 1, 0, 1);
        float[] values = {1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1};
        var channels = new Columns(1.9, true);
        assertThat(channels.project(values, shape, false)).isEqualTo(Mask.of(16, i -> i % 8 >= 4));
        assertThat(channels.scheme()).isEqualTo(Scheme.CHANNEL);
    }

    /**
     * Kernels A = nine ones (norm 9, in any pattern 4) and B = norm 5 within one pattern: of 18 weights at rate 4.5, 4
     * stay, and they are B's.
     */
    @Test
    void patternsAndKernelsAreChosenTogether() {
        var shape = UniformLayer.shape(1, 2, 1, 5, 5, 3, 3, 1, 1, 1);
        float[] values = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1.5f, 0, 0, 0, 0};
        Mask kept = new Patterns(4.5, 8).project(values, shape, false);
        assertThat(kept).isEqualTo(Mask.of(18, i -> i == 9 || i == 10 || i == 12 || i == 13));
    }

    /** Kernels by nature: three of pattern 0 1 3 4, two of 4 5 7 8. With one pattern all take the first. */
    @Test
    void theLibraryHasTheMostFrequentPatterns() {
        var shape = UniformLayer.shape(1, 5, 1, 5, 5, 3, 3, 1, 1, 1);
        float[] values = new float[45];
        for (int i = 0; i < values.length; i++) {
            int pattern = i / 9 % 2 == 0 ? 0b000_011_011 : 0b110_110_000;
            values[i] = (pattern >> (i % 9) & 1) == 1 ? 2 : 1;
        }
        assertThat(new Patterns(2.25, 1).project(values, shape, false))
                .isEqualTo(Mask.of(45, i -> (0b000_011_011 >> (i % 9) & 1) == 1));
        assertThat(new Patterns(2, 2).project(values, shape, false)).isEqualTo(Mask.of(45, i -> values[i] == 2));
    }

    /** A depthwise layer keeps its 3 kernels; a 1 x 1 layer of 12 kernels keeps 12 / 4 = 3, the largest. */
    @Test
    void otherKernelsStayWholeOrGo() {
        var depthwise = UniformLayer.shape(1, 3, 3, 5, 5, 3, 3, 1, 1, 3);
        assertThat(new Patterns(9, 8).project(new float[27], depthwise, false).count())
                .isEqualTo(12);
        Mask kept = project(new Patterns(4, 8), 1, 5, 0, 9, 2, 5, 3, 4, 8, 1, 1, 1);
        assertThat(kept).isEqualTo(Mask.of(12, i -> i == 1 || i == 3 || i == 8));
    }

    /** In each group of four the two largest, of equals the first. */
    @Test
    void twoOfFourStay() {
        Mask kept = project(new Groups(2, 4), 1, 2, 3, 4, 5, 5, 5, 5, 0, 9, 0, 1);
        assertThat(kept).isEqualTo(Mask.of(12, i -> i == 2 || i == 3 || i == 4 || i == 5 || i == 9 || i == 11));
    }

    /** A quarter of 50 x 500 is 6250; 25 filters stay, so 250 columns. */
    @Test
    void columnsAndFiltersKeepTheirShare() {
        var random = new SplittableRandom(2);
        var shape = LayerShape.fullyConnected(1, 500, 50);
        float[] values = new float[25_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        Mask kept = new ColumnsAndFilters(4).project(values, shape, false);
        assertThat(kept.count()).isEqualTo(6250);
        Compaction left = Compaction.of(kept, shape);
        assertThat(left.keptFilters()).hasSize(25);
        assertThat(left.keptColumns()).hasSize(250);
    }

    /** LeNet-5: 500 / 10 = 50, 25 000 / 10, 400 000 / 10, and fc2 is spared; read again as written. */
    @Test
    void aShippedModelIsPrunedExactlyAndReadAgain() {
        CompressedModel dense = ModelLibrary.find("lenet5-mnist-dense");
        var oneShot = new OneShot(new SingleWeights(10), OptionalInt.of(3), Set.of("fc2"));
        CompressedModel pruned = oneShot.apply(dense, "1");
        assertThat(pruned.layers())
                .extracting(layer -> layer.manifest().keptWeights())
                .startsWith(50L, 2500L, 40_000L);
        assertThat(pruned.layers().get(3)).isEqualTo(dense.layers().get(3));
        assertThat(pruned.manifest().scheme()).isEqualTo(Scheme.NON_STRUCTURED);
        assertThat(pruned.manifest().accuracyAfter()).isEmpty();
        assertThat(ModelFile.read("m", ModelFile.toBytes(pruned)).layers()).isEqualTo(pruned.layers());
    }

    @Test
    void scalesOfNormalisedLayersStay() {
        CompressedModel dense = ModelLibrary.find("lenet5-mnist-dense");
        List<CompressedLayer> layers = dense.layers().stream()
                .map(layer -> new CompressedLayer(
                        layer.layer(),
                        layer.weights(),
                        Optional.of(
                                FilterScale.of(new float[layer.layer().shape().k()])),
                        layer.bias(),
                        layer.input()))
                .toList();
        var oneShot = new OneShot(new SingleWeights(10), OptionalInt.of(3), Set.of());
        CompressedModel pruned = oneShot.apply(new CompressedModel(dense.manifest(), layers), "1");
        assertThat(pruned.layers())
                .extracting(CompressedLayer::scale)
                .isEqualTo(layers.stream().map(CompressedLayer::scale).toList());
    }

    /** 3 bits: -3 to 3. Multiples of 0.25 are met exactly; no weight becomes zero, however small. */
    @Test
    void quantisingPrunesNothing() {
        WeightTensor exact = EqualLevels.quantise(new float[] {0.25f, -0.5f, 0.75f, 0}, 3);
        assertThat(exact.toLevels()).containsExactly(1, -2, 3, 0);
        assertThat(exact.scale()).isEqualTo(0.25f);
        assertThat(EqualLevels.quantise(new float[] {1e-9f, 1, -1e-9f}, 4).toLevels())
                .containsExactly(1, 7, -1);
        assertThat(EqualLevels.quantise(new float[3], 4).toLevels()).containsOnly(0);
    }
}
