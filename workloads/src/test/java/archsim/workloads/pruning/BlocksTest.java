package archsim.workloads.pruning;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.workloads.BlockGrid;
import archsim.workloads.BlockPattern;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.UniformLayer;
import archsim.workloads.model.CompressedModel;
import archsim.workloads.model.ModelFile;
import archsim.workloads.model.ModelLibrary;
import archsim.workloads.storage.BlockFormat;
import archsim.workloads.storage.StorageFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlocksTest {

    private static BlockPattern pattern(String text) {
        return BlockPattern.parse(text).orElseThrow();
    }

    /** Blocks of 2 x 2: squares 1+1+1+1 = 4, 9, 4 + 1 = 5 and 25: at rate 2 the second and the last stay. */
    @Test
    void theLargestBlocksStayWhole() {
        float[] values = {1, 1, 3, 0, 1, 1, 0, 0, 2, 1, 0, 5, 0, 0, 0, 0};
        Mask kept = new Blocks(pattern("2x2"), 2).project(values, LayerShape.fullyConnected(1, 4, 4), false);
        assertThat(kept).isEqualTo(Mask.of(16, i -> i % 4 >= 2));
    }

    /**
     * 2 filters, 8 columns, 4 of 8 columns by the norm of both: squares 1 4 10 17 2 25 36 1, so columns 2, 3, 5 and 6; of
     * these each filter keeps its two largest.
     */
    @Test
    void columnsGoByTheNormOfAllFiltersOfABlock() {
        float[] values = {0, 2, 1, 1, 1, 0, 6, 1, 1, 0, 3, 4, 1, 5, 0, 0};
        Mask kept = new Blocks(pattern("2:2:8")).project(values, LayerShape.fullyConnected(1, 8, 2), false);
        assertThat(kept).isEqualTo(Mask.of(16, i -> i == 2 || i == 6 || i == 8 + 3 || i == 8 + 5));
    }

    /** 1 of 2 blocks by what 1 of 4 leaves of it: 3 against 4 though the first has the larger norm, 36 against 16. */
    @Test
    void aBlockCountsWithWhatItsWeightsLeave() {
        float[] values = {3, 3, 3, 3, 4, 0, 0, 0};
        Mask kept = new Blocks(pattern("1:2/1:4")).project(values, LayerShape.fullyConnected(1, 8, 1), false);
        assertThat(kept).isEqualTo(Mask.of(8, i -> i == 4));
    }

    /** No other choice of one group keeps more: all 6 x 3^2 choices of 2 of 4 blocks of 3 and 1 of 3 weights. */
    @Test
    void theProjectionIsTheNearest() {
        var random = new SplittableRandom(9);
        for (int round = 0; round < 200; round++) {
            float[] values = new float[12];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextInt(8);
            }
            Mask kept = new Blocks(pattern("2:4/1:3")).project(values, LayerShape.fullyConnected(1, 12, 1), false);
            double most = 0;
            for (int first = 0; first < 12; first++) {
                for (int second = 0; second < 12; second++) {
                    if (first / 3 != second / 3) {
                        most = Math.max(most, values[first] * values[first] + values[second] * values[second]);
                    }
                }
            }
            double squares = 0;
            for (int i = kept.next(0); i < 12; i = kept.next(i + 1)) {
                squares += values[i] * values[i];
            }
            assertThat(squares).isEqualTo(most);
        }
    }

    @Test
    void whatIsLeftKeepsToThePatternInRaggedAndGroupedLayers() {
        var random = new SplittableRandom(7);
        for (String text : new String[] {"4:2:8", "2:4/1:3", "3x5,1:3", "2x4,2:4,1:2"}) {
            for (int round = 0; round < 50; round++) {
                int groups = 1 + random.nextInt(3);
                LayerShape shape = UniformLayer.shape(
                        1,
                        groups * (1 + random.nextInt(6)),
                        groups * (1 + random.nextInt(9)),
                        5,
                        5,
                        3,
                        3,
                        1,
                        0,
                        groups);
                float[] values = new float[(int) shape.weights()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = 1 + random.nextInt(100);
                }
                Mask kept = new Blocks(pattern(text)).project(values, shape, false);
                var grid = new BlockGrid(pattern(text), shape);
                assertThat(grid.holds(kept)).isTrue();
                assertThat(kept.count()).isLessThanOrEqualTo((int) (shape.k() * grid.storedWeights()));
            }
        }
    }

    /** LeNet-5's fc1, 500 filters of 800 weights: 1 of 4 x 2 of 4 is 50,000, one of which was zero; read again it is stored in its blocks. */
    @Test
    void aModelSaysItsBlocks(@TempDir Path folder) throws IOException {
        CompressedModel dense = ModelLibrary.find("lenet5-mnist-dense");
        var oneShot = new OneShot(new Blocks(pattern("4:2:16")), OptionalInt.empty(), Set.of("fc2"));
        CompressedModel pruned = oneShot.apply(dense, "test");
        Path file = folder.resolve("blocks.safetensors");
        ModelFile.write(file, pruned);
        CompressedModel read = ModelFile.read(file);
        assertThat(read.manifest().scheme()).isEqualTo(Scheme.BLOCK);
        assertThat(read.manifest().block()).contains(pattern("4:2:16"));
        var layers = read.toWorkload("lenet5", 1).layers();
        var connected = layers.stream()
                .filter(layer -> layer.layer().name().equals("fc1"))
                .findFirst()
                .orElseThrow();
        assertThat(connected.weights().count()).isEqualTo(500 * 800 / 8 - 1);
        assertThat(StorageFormat.usual(connected)).isEqualTo(new BlockFormat(pattern("4:2:16")));
    }
}
