package archsim.workloads.imports.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.workloads.model.ElementType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layouts and versions of them that the published samples do not show, each on a matrix made by hand. */
class LayoutVersionsTest {

    @TempDir
    private Path folder;

    private static String compressed(String format, int bits, String type, String strategy, String more) {
        return """
            {"quant_method": "compressed-tensors", "format": "%s", "version": "0.18.0", "config_groups": {"group_0":
            {"targets": ["Linear"], "weights": {"num_bits": %d, "type": "%s", "strategy": "%s"%s}}}}\
            """.formatted(format, bits, type, strategy, more);
    }

    private StoredMatrix only(Safetensors tensors, String quantisation) throws IOException {
        Checkpoint checkpoint = Checkpoint.open(tensors.write(folder, quantisation));
        assertThat(checkpoint.matrices()).hasSize(1);
        return checkpoint.matrices().get(0);
    }

    /** Code i % 8 - 4 of input i; in 3 dense words field i starts at bit 3 i, in 4 words each holds ten. */
    private static ByteBuffer threeBits(boolean dense) {
        int[] words = new int[dense ? 3 : 4];
        for (int i = 0; i < 32; i++) {
            int bit = dense ? 3 * i : i / 10 * 32 + i % 10 * 3;
            long field = (long) (i % 8) << (bit % 32);
            words[bit / 32] |= (int) field;
            if (field >>> 32 != 0) {
                words[bit / 32 + 1] |= (int) (field >>> 32);
            }
        }
        return Safetensors.words(words);
    }

    @Test
    void threeBitsArePackedDenseSince018AndTenAWordBefore() throws IOException {
        for (boolean dense : new boolean[] {true, false}) {
            StoredMatrix matrix = only(
                    new Safetensors()
                            .add("q.weight_packed", ElementType.I32, threeBits(dense), 1, dense ? 3 : 4)
                            .add("q.weight_scale", ElementType.F32, Safetensors.floats(0.5f), 1, 1)
                            .add("q.weight_shape", ElementType.I64, Safetensors.longs(1, 32), 2),
                    compressed("pack-quantized", 3, "int", "channel", ""));
            float[] weights = matrix.dequantised();
            for (int i = 0; i < 32; i++) {
                assertThat(weights[i]).as("dense " + dense + ", " + i).isEqualTo((i % 8 - 4) * 0.5f);
            }
            assertThat(matrix.keptWeights()).isEqualTo(28);
        }
    }

    /** Both layouts take two words for 20 inputs of 3 bits: only the version tells them apart. */
    @Test
    void wordsThatDoNotTellTheVersionNeedIt() throws IOException {
        Safetensors tensors = new Safetensors()
                .add("q.weight_packed", ElementType.I32, Safetensors.words(0, 0), 1, 2)
                .add("q.weight_scale", ElementType.F32, Safetensors.floats(1), 1, 1)
                .add("q.weight_shape", ElementType.I64, Safetensors.longs(1, 20), 2);
        String told = compressed("pack-quantized", 3, "int", "channel", "");
        assertThat(only(tensors, told).keptWeights()).isEqualTo(20);
        assertThatThrownBy(() -> only(tensors, told.replace("\"version\": \"0.18.0\", ", "")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("0.18")
                .hasMessageContaining("version");
    }

    /** Ten inputs of 3 bits are one word in both layouts, zero points of 64 rows are six dense words or seven of ten fields. */
    @Test
    void zeroPointsTellTheVersionWhereWeightsDoNot() throws IOException {
        for (boolean dense : new boolean[] {true, false}) {
            int[] words = new int[dense ? 6 : 7];
            for (int row = 0; row < 64; row++) {
                int bit = dense ? 3 * row : row / 10 * 32 + row % 10 * 3;
                long field = (long) (row % 8) << (bit % 32);
                words[bit / 32] |= (int) field;
                if (field >>> 32 != 0) {
                    words[bit / 32 + 1] |= (int) (field >>> 32);
                }
            }
            StoredMatrix matrix = only(
                    new Safetensors()
                            .add("q.weight_packed", ElementType.I32, Safetensors.words(new int[64]), 64, 1)
                            .add("q.weight_scale", ElementType.F32, Safetensors.floats(ones(64)), 64, 1)
                            .add("q.weight_zero_point", ElementType.I32, Safetensors.words(words), words.length, 1)
                            .add("q.weight_shape", ElementType.I64, Safetensors.longs(64, 10), 2),
                    compressed("pack-quantized", 3, "int", "channel", ", \"symmetric\": false"));
            float[] weights = matrix.dequantised();
            for (int i = 0; i < weights.length; i++) {
                assertThat(weights[i]).as("dense " + dense + ", " + i).isEqualTo(-(i / 10 % 8));
            }
        }
    }

    /**
     * One word in both layouts, and four words of zero points of 40 rows: only the version tells them apart. Bit 27 of the second
     * word is the lowest of row 19's tenth field of that word, or the highest of its dense field at bits 57 to 59.
     */
    @Test
    void zeroPointsThatDoNotTellTheVersionNeedIt() throws IOException {
        int[] old = {0, 1 << 27, 0, 0};
        Safetensors tensors = new Safetensors()
                .add("q.weight_packed", ElementType.I32, Safetensors.words(new int[40]), 40, 1)
                .add("q.weight_scale", ElementType.F32, Safetensors.floats(ones(40)), 40, 1)
                .add("q.weight_zero_point", ElementType.I32, Safetensors.words(old), 4, 1)
                .add("q.weight_shape", ElementType.I64, Safetensors.longs(40, 10), 2);
        String since = compressed("pack-quantized", 3, "int", "channel", ", \"symmetric\": false");
        assertThat(only(tensors, since.replace("0.18.0", "0.12.2")).dequantised()[19 * 10])
                .isEqualTo(-1);
        assertThat(only(tensors, since).dequantised()[19 * 10]).isEqualTo(-4);
        assertThatThrownBy(() -> only(tensors, since.replace("\"version\": \"0.18.0\", ", "")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("version");
    }

    private static float[] ones(int count) {
        float[] ones = new float[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Two rows of 8 inputs, groups of 4 by g_idx 0 0 1 1 0 0 1 1; zero points -1, 0 and 2, 7 of the rows' groups. */
    @Test
    void asymmetricGroupsFollowTheirIndexAndZeroPointsArePackedAlongOutputs() throws IOException {
        Safetensors tensors = new Safetensors()
                .add("q.weight_packed", ElementType.I32, Safetensors.words(0x76543210, 0xfedcba98), 2, 1)
                .add("q.weight_scale", ElementType.F32, Safetensors.floats(1, 10, 100, 1000), 2, 2)
                .add("q.weight_zero_point", ElementType.I32, Safetensors.words(0xa7, 0xf8), 1, 2)
                .add("q.weight_g_idx", ElementType.I32, Safetensors.words(0, 0, 1, 1, 0, 0, 1, 1), 8)
                .add("q.weight_shape", ElementType.I64, Safetensors.longs(2, 8), 2);
        StoredMatrix matrix = only(
                tensors, compressed("pack-quantized", 4, "int", "group", ", \"group_size\": 4, \"symmetric\": false"));

        assertThat(matrix.dequantised())
                .containsExactly(-7, -6, -60, -50, -3, -2, -20, -10, -200, -100, -5000, -4000, 200, 300, -1000, 0);
        assertThat(matrix.quantisation().zeroPoints().count()).isEqualTo(4);
        assertThat(matrix.quantisation().zeroPoints().storedBits()).isEqualTo(64);
        assertThat(matrix.quantisation().groupIndices().storedBits()).isEqualTo(256);
    }

    /** E2M1 code 2 is 1, code 10 is -1; E8M0 128 is 2. */
    @Test
    void mxfp4HasPowersOfTwo() throws IOException {
        int[] packed = new int[16];
        packed[0] = 0xa2;
        StoredMatrix matrix = only(
                new Safetensors()
                        .add("q.weight_packed", ElementType.U8, Safetensors.bytes(packed), 1, 16)
                        .add("q.weight_scale", ElementType.U8, Safetensors.bytes(128), 1, 1),
                compressed("mxfp4-pack-quantized", 4, "float", "group", ", \"group_size\": 32"));
        assertThat(matrix.dequantised()).startsWith(2, -2, 0).hasSize(32);
        assertThat(matrix.keptWeights()).isEqualTo(2);
        assertThat(matrix.quantisation().fileBits()).isEqualTo(32 * 4 + 8);
    }

    /** Blocks of 2 x 2 of a 3 x 3 matrix of ones (E4M3 0x38). */
    @Test
    void blocksOfFp8ShareAScale() throws IOException {
        StoredMatrix matrix = only(
                new Safetensors()
                        .add(
                                "q.weight",
                                ElementType.F8_E4M3,
                                Safetensors.bytes(0x38, 0x38, 0x38, 0x38, 0x38, 0x38, 0x38, 0x38, 0x38),
                                3,
                                3)
                        .add("q.weight_scale_inv", ElementType.F32, Safetensors.floats(1, 2, 3, 4), 2, 2),
                "{\"quant_method\": \"fp8\", \"weight_block_size\": [2, 2]}");
        assertThat(matrix.dequantised()).containsExactly(1, 1, 2, 1, 1, 2, 3, 3, 4);
        assertThat(matrix.quantisation().groupSize()).containsExactly(2, 2);
    }

    /** Rows keep inputs 0 and 8, then 1: offsets 0 and 2. */
    @Test
    void aBitmaskOfAnyPatternHasRowOffsets() throws IOException {
        String config =
                "{\"quant_method\": \"compressed-tensors\", \"sparsity_config\": {\"format\": \"sparse-bitmask\"}}";
        Safetensors tensors = new Safetensors()
                .add("q.compressed", ElementType.F32, Safetensors.floats(1, 2, 3), 3)
                .add("q.bitmask", ElementType.U8, Safetensors.bytes(1, 1, 2, 0), 2, 2)
                .add("q.row_offsets", ElementType.I64, Safetensors.longs(0, 2), 2)
                .add("q.shape", ElementType.I64, Safetensors.longs(2, 9), 2);
        StoredMatrix matrix = only(tensors, config);
        assertThat(matrix.dequantised()).containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 3, 0, 0, 0, 0, 0, 0, 0);
        assertThat(matrix.quantisation().fileBits()).isEqualTo(3 * 32 + 32 + 2 * 64);
    }

    /** 32 inputs of 3 bits in three words, code i % 8; stored zero point 3. */
    @Test
    void gptqStoresTheZeroPointLessOneAndItsSecondVersionAsItIs() throws IOException {
        int[] columns = new int[3 * 32];
        ByteBuffer words = threeBits(true);
        for (int word = 0; word < 3; word++) {
            columns[word * 32 + 1] = words.getInt(4 * word);
        }
        int[] zeros = {0x3 << 3, 0, 0};
        float[] scales = new float[32];
        scales[1] = 1;
        Safetensors tensors = new Safetensors()
                .add("q.qweight", ElementType.I32, Safetensors.words(columns), 3, 32)
                .add("q.qzeros", ElementType.I32, Safetensors.words(zeros), 1, 3)
                .add("q.scales", ElementType.F32, Safetensors.floats(scales), 1, 32);
        for (int version = 1; version <= 2; version++) {
            String format = version == 1 ? "gptq" : "gptq_v2";
            StoredMatrix matrix = only(
                    tensors,
                    "{\"quant_method\": \"gptq\", \"bits\": 3, \"group_size\": -1, \"checkpoint_format\": \"" + format
                            + "\"}");
            float[] weights = matrix.dequantised();
            for (int i = 0; i < 32; i++) {
                assertThat(weights[32 + i]).as(format + " " + i).isEqualTo(i % 8 - (version == 1 ? 4 : 3));
            }
        }
    }

    @Test
    void aZeroPointThatReadersDifferOnIsRefused() throws IOException {
        StoredMatrix matrix = only(
                new Safetensors()
                        .add("q.qweight", ElementType.I32, Safetensors.words(new int[8]), 1, 8)
                        .add("q.qzeros", ElementType.I32, Safetensors.words(0xf), 1, 1)
                        .add("q.scales", ElementType.F32, Safetensors.floats(new float[8]), 1, 8),
                "{\"quant_method\": \"gptq\", \"bits\": 4, \"group_size\": 8}");
        assertThatThrownBy(matrix::dequantised)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("readers differ");
    }

    @Test
    void packedTensorsWithoutASettingAreRefusedByTheirFormat() throws IOException {
        Safetensors tensors = new Safetensors()
                .add("q.qweight", ElementType.I32, Safetensors.words(new int[8]), 1, 8)
                .add("q.qzeros", ElementType.I32, Safetensors.words(0), 1, 1)
                .add("q.scales", ElementType.F32, Safetensors.floats(new float[8]), 1, 8);
        assertThatThrownBy(() -> only(tensors, "null"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("gptq")
                .hasMessageContaining("q.qweight");
    }

    @Test
    void aPickleIsRefusedWithTheWayOut() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{}");
        Files.writeString(folder.resolve("pytorch_model.bin"), "x");
        assertThatThrownBy(() -> Checkpoint.open(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("pytorch_model.bin")
                .hasMessageContaining("safe_serialization=True");
    }

    @Test
    void aMethodThatIsNotReadIsNamed() throws IOException {
        Safetensors tensors = new Safetensors().add("q.weight", ElementType.F32, Safetensors.floats(1), 1, 1);
        assertThatThrownBy(() -> only(tensors, "{\"quant_method\": \"bitsandbytes\"}"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/quantization_config/quant_method")
                .hasMessageContaining("bitsandbytes");
    }
}
