package archsim.workloads.sparsity;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.Problems;
import archsim.workloads.BlockPattern;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.UniformLayer;
import jakarta.json.Json;
import java.io.StringReader;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockMaskTest {

    private static Mask draw(String pattern, LayerShape shape, double density, long seed) {
        return new BlockMask(BlockPattern.parse(pattern).orElseThrow())
                .draw(shape, density, Selection.of(seed, "layer", "weights"));
    }

    private static List<Integer> columns(Mask mask, int width, int filter) {
        return IntStream.range(0, width)
                .filter(column -> mask.get(filter * width + column))
                .boxed()
                .toList();
    }

    /** 128 filters of 64 columns: the 64 of a row of blocks have weights in the same 16 columns, 4 of each 16, 2 of these 4. */
    @Test
    void filtersOfABlockShareTheirColumns() {
        Mask mask = draw("64:2:16", LayerShape.fullyConnected(1, 64, 128), 0.125, 1);
        assertThat(mask.count()).isEqualTo(128 * 64 / 8);
        for (int block = 0; block < 2; block++) {
            int first = 64 * block;
            for (int group = 0; group < 64; group += 16) {
                int from = group;
                var used = IntStream.range(first, first + 64)
                        .mapToObj(filter -> columns(mask, 64, filter).stream()
                                .filter(column -> column / 16 == from / 16)
                                .toList())
                        .toList();
                assertThat(used).allMatch(columns -> columns.size() == 2);
                assertThat(used.stream().flatMap(List::stream).distinct()).hasSize(4);
            }
        }
    }

    /** Random ragged layers: each group of 8 blocks of 4 keeps 4 of them, and each of these 2 weights. */
    @Test
    void bothRanksAreKeptExactly() {
        var random = new SplittableRandom(4);
        for (int round = 0; round < 100; round++) {
            int width = 1 + random.nextInt(100);
            int filters = 1 + random.nextInt(5);
            Mask mask = draw("4:8/2:4", LayerShape.fullyConnected(1, width, filters), 0.25, round);
            for (int filter = 0; filter < filters; filter++) {
                for (int group = 0; group < width; group += 32) {
                    int end = Math.min(group + 32, width);
                    int blocks = 0;
                    for (int block = group; block < end; block += 4) {
                        int blockEnd = Math.min(block + 4, end);
                        int present = mask.count(filter * width + block, filter * width + blockEnd);
                        assertThat(present).isIn(0, Math.min(2, blockEnd - block));
                        blocks += present > 0 ? 1 : 0;
                    }
                    assertThat(blocks).isEqualTo(Math.min(4, (end - group + 3) / 4));
                }
            }
        }
    }

    /** 3 x 3 filters of 8 channels, 72 columns, 10 filters: 3 x 18 blocks of 4 x 4, of which 40 % are 21.6. */
    @Test
    void blocksAnywhereAreWholeAndAsManyAsAsked() {
        LayerShape shape = UniformLayer.shape(1, 8, 10, 5, 5, 3, 3, 1, 0, 1);
        Mask mask = draw("4x4", shape, 0.4, 3);
        int blocks = 0;
        for (int row = 0; row < 10; row += 4) {
            for (int column = 0; column < 72; column += 4) {
                int present = 0;
                int rows = Math.min(4, 10 - row);
                for (int filter = row; filter < row + rows; filter++) {
                    present += mask.count(filter * 72 + column, filter * 72 + column + 4);
                }
                assertThat(present).isIn(0, 4 * rows);
                blocks += present > 0 ? 1 : 0;
            }
        }
        assertThat(blocks).isEqualTo(22);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4x4", "64:2:16", "4:8/2:4"})
    void theSeedMakesTheMask(String pattern) {
        LayerShape shape = LayerShape.fullyConnected(1, 96, 70);
        Mask mask = draw(pattern, shape, 0.5, 1);
        assertThat(draw(pattern, shape, 0.5, 1)).isEqualTo(mask);
        assertThat(draw(pattern, shape, 0.5, 2)).isNotEqualTo(mask);
        assertThat(draw(pattern, shape, 1, 1)).isEqualTo(Mask.full(96 * 70));
        assertThat(new BlockMask(BlockPattern.parse(pattern).orElseThrow()).scheme(mask))
                .isEqualTo(Scheme.BLOCK);
    }

    /** 1,000 draws of 1 of 4 blocks: each block a quarter, within four standard deviations of 14. */
    @Test
    void eachSetOfBlocksIsAsLikely() {
        int[] counts = new int[4];
        for (int seed = 0; seed < 1000; seed++) {
            Mask mask = draw("1x2,1:4", LayerShape.fullyConnected(1, 8, 1), 0.25, seed);
            counts[mask.next(0) / 2]++;
        }
        assertThat(counts).satisfies(all -> assertThat(IntStream.of(all)).allMatch(each -> Math.abs(each - 250) < 56));
    }

    private static List<String> faults(String json) {
        var problems = new Problems("run.json");
        Sparsity.read(problems, Json.createReader(new StringReader(json)).readValue(), "/workloads/0/sparsity");
        return problems.isEmpty()
                ? List.of()
                : problems.toException().faults().stream().map(Object::toString).toList();
    }

    @Test
    void aConfigurationIsCheckedAtOnce() {
        assertThat(faults("{\"kind\": \"block\", \"block\": {\"rows\": 64, \"columns\": 1, \"blocksN\": 4,"
                        + " \"blocksM\": 16, \"n\": 2, \"m\": 4}}"))
                .isEmpty();
        assertThat(faults("{\"kind\": \"block\", \"block\": {\"rows\": 4, \"columns\": 4}, \"weightDensity\": 0.5}"))
                .isEmpty();
        assertThat(faults(
                        "{\"kind\": \"block\", \"block\": {\"rows\": 4, \"columns\": 3, \"blocksN\": 9, \"blocksM\": 8,"
                                + " \"n\": 2, \"m\": 4}}"))
                .hasSize(2)
                .anyMatch(
                        fault -> fault.contains("/workloads/0/sparsity/block/blocksN must be below blocksM, 8, was 9"))
                .anyMatch(fault -> fault.contains("/workloads/0/sparsity/block/m must divide columns, 3"));
        assertThat(faults("{\"kind\": \"block\", \"weightDensity\": 0.5}"))
                .singleElement()
                .asString()
                .contains("block belongs to kind \"block\", is missing");
        assertThat(faults("{\"kind\": \"block\", \"block\": {\"rows\": 4, \"columns\": 4}}"))
                .singleElement()
                .asString()
                .contains("weightDensity is missing");
        assertThat(faults("{\"kind\": \"block\", \"weightDensity\": 0.3, \"block\": {\"rows\": 1, \"columns\": 4,"
                        + " \"blocksN\": 4, \"blocksM\": 8}}"))
                .singleElement()
                .asString()
                .contains("weightDensity must be that of 1x4,4:8 = 0.5, or 1");
        assertThat(faults("{\"kind\": \"nm\", \"n\": 2, \"m\": 4, \"block\": {\"rows\": 4, \"columns\": 4}}"))
                .singleElement()
                .asString()
                .contains("block belongs to kind \"block\" only");
    }
}
