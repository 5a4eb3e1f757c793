package archsim.workloads.imports.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes in blocks, one row of 32 inputs at a time; code {@code i} of a byte stands {@code i * bits} from its lowest bit. */
class BlockQuantisedRuleTest {

    private static float[] weights(TestGraph graph, int bits, List<String> inputs) {
        return graph.input("x", "1x32")
                .node("com.microsoft.MatMulNBits", inputs, List.of("y"), "K=32", "N=1", "bits=" + bits, "block_size=16")
                .follow(Answers.NONE)
                .layers()
                .get(0)
                .weights()
                .orElseThrow()
                .values()
                .get();
    }

    /** Byte 5 is 0b0101: of 8 bits 5 less 128; of 4 bits 5 and 0, less 8; of 2 bits 1, 1, 0 and 0, less 2. Scales 1 and 2. */
    @ParameterizedTest
    @CsvSource({
        "8, 1x2x16, 5, -123",
        "8, 1x2x16, 21, -214",
        "4, 1x2x8, 10, -3",
        "4, 1x2x8, 11, -8",
        "2, 1x2x4, 20, -2",
        "2, 1x2x4, 23, -4"
    })
    void codesLieInBytesLowestFirst(int bits, String shape, int place, float weight) {
        int[] extents =
                List.of(shape.split("x")).stream().mapToInt(Integer::parseInt).toArray();
        var graph = new TestGraph().bytes("b", extents).floats("s", 1, 2);
        assertThat(weights(graph, bits, List.of("x", "b", "s"))[place]).isEqualTo(weight);
    }

    /** Byte 10 holds codes 10 and 0, in the second block: (10 - 7) x 2, where 0.5 is the zero point of the first. */
    @Test
    void zeroPointsMayBeNumbers() {
        var graph = new TestGraph().bytes("b", 1, 2, 8).floats("s", 1, 2).floats("z", 0.5f, 7);
        float[] weights = weights(graph, 4, List.of("x", "b", "s", "z"));
        assertThat(weights[20]).isEqualTo(6);
        assertThat(weights[21]).isEqualTo(-14);
        assertThat(weights[0]).isEqualTo(-0.5f);
    }

    /** All 32 places in block 1, of scale 2: the first is 2 (0 - 8). */
    @Test
    void aNodeMaySayTheBlockOfEachPlace() {
        long[] blocks = new long[32];
        Arrays.fill(blocks, 1);
        var graph = new TestGraph().bytes("b", 1, 2, 8).floats("s", 1, 2).integers("g", false, blocks);
        assertThat(weights(graph, 4, List.of("x", "b", "s", "", "g"))[0]).isEqualTo(-16);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            K=32 N=1 bits=3 block_size=16 | needs 2, 4 or 8 bits in blocks of at least 8, was 3 bits in blocks of 16
            K=32 N=1 bits=4 block_size=4  | needs 2, 4 or 8 bits in blocks of at least 8, was 4 bits in blocks of 4
            K=31 N=1 bits=4 block_size=16 | needs inputs of K = 31 numbers, was 1x32
            K=32 N=2 bits=4 block_size=16 | needs 2 rows of 16 bytes, was 1x2x8 of UINT8
            K=32 N=1 bits=4 block_size=32 | needs scales of shape 1x1, was 2
            N=1 bits=4 block_size=16      | needs its attribute K
            K=32 N=0 block_size=16        | needs N of 1 to 16777216, was 0
            """)
    void whatDoesNotFitIsRefused(String attributes, String fault) {
        var graph = new TestGraph()
                .bytes("b", 1, 2, 8)
                .floats("s", 1, 2)
                .input("x", "1x32")
                .node("com.microsoft.MatMulNBits", List.of("x", "b", "s"), List.of("y"), attributes.split(" ", -1));
        assertThatThrownBy(() -> graph.follow(Answers.NONE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/y_node com.microsoft.MatMulNBits " + fault);
    }

    /** An answer to what a node makes says nothing of its work. */
    @Test
    void aProductWithoutARuleIsRefusedWhateverIsAssumed() {
        var graph = new TestGraph()
                .input("x", "1x32")
                .weights("w", 32, 4)
                .node("com.microsoft.MatMulBnb4", List.of("x", "w"), List.of("y"));
        var said = new Answers(Map.of(), OptionalInt.empty(), OptionalInt.empty(), Map.of("y_node", List.of(1, 4)));
        assertThatThrownBy(() -> graph.follow(said))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("has no rule, and multiplies: its multiply-accumulates would be missing");
    }
}
