package archsim.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockPatternTest {

    /** Text, rows, columns, density: 4 of 16 columns x 2 of 4; 4 of 8 blocks x 2 of 4; 4 of 8 blocks. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "4x4;4;4;1",
                "64:2:16;64;1;0.125",
                "4:8/2:4;1;4;0.25",
                "2x8,4:8;2;8;0.5",
                "2x8,4:8,2:4;2;8;0.25",
                "1x2,2:8,1:4;1;2;0.0625"
            })
    void aPatternIsReadAsItIsWritten(String text, int rows, int columns, double density) {
        BlockPattern pattern = BlockPattern.parse(text).orElseThrow();
        assertThat(pattern).hasToString(text);
        assertThat(pattern.rows()).isEqualTo(rows);
        assertThat(pattern.columns()).isEqualTo(columns);
        assertThat(pattern.density()).isEqualTo(density);
    }

    @ParameterizedTest
    @CsvSource({"2:4", "nm", "4x", "64:2", "4:8/2", "'4x4,4:8,'"})
    void anythingElseIsNone(String text) {
        assertThat(BlockPattern.parse(text)).isEmpty();
    }

    @Test
    void allFaultsAreSaidAtOnce() {
        var two = OptionalInt.of(2);
        assertThatThrownBy(() -> new BlockPattern(0, 3, two, two, two, two))
                .hasMessage(
                        "rows must be at least 1, was 0; blocksN must be below blocksM, 2, was 2; n must be below m, 2,"
                                + " was 2; m must divide columns, 3, or be blocksN x columns, was 2");
        assertThatThrownBy(() -> new BlockPattern(
                        1, 1, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.of(1), OptionalInt.of(4)))
                .hasMessageContaining("m needs blocksM: blocks anywhere stay whole")
                .hasMessageContaining("columns must make blocks of more than one weight");
    }

    /** 2 groups of 5 filters of 10 weights in blocks of 2 x 4: 3 rows each, the last of one filter; 3 blocks across. */
    @Test
    void blocksLieWithinTheGroupsOfTheConvolution() {
        var grid = new BlockGrid(BlockPattern.anywhere(2, 4), UniformLayer.shape(1, 20, 10, 3, 3, 1, 1, 1, 0, 2));
        assertThat(grid.across()).isEqualTo(3);
        assertThat(IntStream.range(0, grid.down()).mapToObj(row -> grid.filterFrom(row) + "-" + grid.filterTo(row)))
                .containsExactly("0-2", "2-4", "4-5", "5-7", "7-9", "9-10");
        assertThat(grid.columnTo(2)).isEqualTo(10);
    }

    /** 10 columns, 2 of 4: blocks of one column, groups of 4, 4 and 2: 2 + 2 + 2; of what stays 1 of 2. */
    @Test
    void theLastGroupKeepsWhatItCan() {
        var grid = new BlockGrid(BlockPattern.ofGroups(2, 1, 2, 4).with(1, 2), LayerShape.fullyConnected(1, 10, 4));
        assertThat(grid.storedBlocks()).isEqualTo(6);
        assertThat(grid.storedWeights()).isEqualTo(3);
    }
}
