package archsim.workloads.imports.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GgufTest {

    /** 1.0 and 0.5 as halves. */
    private static final short ONE = 0x3c00;

    private static final short HALF = 0x3800;

    @TempDir
    private Path folder;

    private StoredMatrix matrix(GgufSample sample) throws IOException {
        Path file = Files.write(folder.resolve("m.gguf"), sample.toBytes());
        Checkpoint checkpoint = Checkpoint.open(file);
        assertThat(checkpoint.matrices()).hasSize(1);
        return checkpoint.matrices().get(0);
    }

    /** Byte i holds code i below and 15 - i above: weights (i - 8) * 0.5, then (7 - i) * 0.5; codes of 8 are zero. */
    @Test
    void fourBitBlocksHoldLowHalvesThenHighHalves() throws IOException {
        ByteBuffer block = GgufSample.buffer(18).putShort(HALF);
        for (int i = 0; i < 16; i++) {
            block.put((byte) (i | (15 - i) << 4));
        }
        StoredMatrix matrix = matrix(new GgufSample().tensor("blk.0.ffn_up.weight", 2, block, 32, 1));

        float[] weights = matrix.dequantised();
        for (int i = 0; i < 16; i++) {
            assertThat(weights[i]).isEqualTo((i - 8) * 0.5f);
            assertThat(weights[16 + i]).isEqualTo((7 - i) * 0.5f);
        }
        assertThat(matrix.name()).isEqualTo("blk.0.ffn_up");
        assertThat(matrix.bits()).isEqualTo(4);
        assertThat(matrix.keptWeights()).isEqualTo(30);
        assertThat(matrix.quantisation().fileBits()).isEqualTo(144);
    }

    @Test
    void eightBitBlocksAreSigned() throws IOException {
        ByteBuffer block = GgufSample.buffer(34).putShort(HALF);
        for (int i = 0; i < 32; i++) {
            block.put((byte) (i * 8 - 128));
        }
        float[] weights = matrix(new GgufSample().tensor("output.weight", 8, block, 32, 1))
                .dequantised();
        for (int i = 0; i < 32; i++) {
            assertThat(weights[i]).isEqualTo((i * 8 - 128) * 0.5f);
        }
    }

    /**
     * Scales g + 1 of groups 0 to 3 in bytes 0 to 3, minima 2 g + 1 in bytes 4 to 7; groups 4 to 7 have scale 33 + g and minimum
     * 20 + g: low 4 bits in bytes 8 to 11, high 2 bits atop bytes 0 to 7. Codes are the group's number plus i % 8.
     */
    @Test
    void superBlocksHaveScalesAndMinimaOfSixBits() throws IOException {
        ByteBuffer block = GgufSample.buffer(144).putShort(ONE).putShort(HALF);
        for (int g = 0; g < 4; g++) {
            block.put(4 + g, (byte) (g + 1 | (33 + g + 4) >> 4 << 6));
            block.put(8 + g, (byte) (2 * g + 1 | (20 + g + 4) >> 4 << 6));
            block.put(12 + g, (byte) ((33 + g + 4) & 0xf | ((20 + g + 4) & 0xf) << 4));
        }
        for (int g = 0; g < 8; g++) {
            for (int i = 0; i < 32; i++) {
                int at = 16 + g / 2 * 32 + i;
                block.put(at, (byte) (block.get(at) | g + i % 8 << g % 2 * 4));
            }
        }
        StoredMatrix matrix = matrix(new GgufSample().tensor("blk.0.attn_q.weight", 12, block, 256, 1));

        float[] weights = matrix.dequantised();
        for (int i = 0; i < 256; i++) {
            int g = i / 32;
            float scale = g < 4 ? g + 1 : 33 + g;
            float minimum = 0.5f * (g < 4 ? 2 * g + 1 : 20 + g);
            assertThat(weights[i]).as("weight " + i).isEqualTo(scale * (g + i % 8) - minimum);
        }
        assertThat(matrix.quantisation().fileBits()).isEqualTo(256 * 9 / 2);
        long beside = matrix.quantisation().scaleBits() + matrix.quantisation().zeroPointBits();
        assertThat(beside + 256 * 4).isEqualTo(matrix.quantisation().fileBits());
    }

    /** Code i % 64 - 32 of weight i, in groups of 16 with scale group - 8, times 0.5. */
    @Test
    void sixBitBlocksKeepHighBitsApart() throws IOException {
        ByteBuffer block = GgufSample.buffer(210);
        for (int i = 0; i < 256; i++) {
            int code = i % 64;
            int half = i / 128;
            int quarter = i % 128 / 32;
            int low = half * 64 + (quarter % 2) * 32 + i % 32;
            int high = 128 + half * 32 + i % 32;
            block.put(low, (byte) (block.get(low) | (code & 0xf) << quarter / 2 * 4));
            block.put(high, (byte) (block.get(high) | code >> 4 << quarter * 2));
        }
        for (int group = 0; group < 16; group++) {
            block.put(192 + group, (byte) (group - 8));
        }
        block.putShort(208, HALF);
        StoredMatrix matrix = matrix(new GgufSample().tensor("blk.0.attn_v.weight", 14, block, 256, 1));

        float[] weights = matrix.dequantised();
        for (int i = 0; i < 256; i++) {
            assertThat(weights[i] + 0f).as("weight " + i).isEqualTo(0.5f * (i / 16 - 8) * (i % 64 - 32) + 0f);
        }
        assertThat(matrix.quantisation().scaleBits() + 256 * 6)
                .isEqualTo(matrix.quantisation().fileBits())
                .isEqualTo(1680);
    }

    @Test
    void expertsOfOneTensorAreLayersEach() throws IOException {
        ByteBuffer data = GgufSample.buffer(4 * 2 * 3 * 2);
        for (int i = 0; i < 12; i++) {
            data.putFloat(i);
        }
        Path file = Files.write(
                folder.resolve("m.gguf"),
                new GgufSample()
                        .tensor("blk.0.ffn_up_exps.weight", 0, data, 2, 3, 2)
                        .toBytes());
        Checkpoint checkpoint = Checkpoint.open(file);

        assertThat(checkpoint.matrix("blk.0.ffn_up_exps.1").orElseThrow().dequantised())
                .containsExactly(6, 7, 8, 9, 10, 11);
    }

    @Test
    void typesThatAreNotReadAreNamed() {
        assertThatThrownBy(() -> matrix(new GgufSample().tensor("output.weight", 10, GgufSample.buffer(84), 256, 1)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("output.weight")
                .hasMessageContaining("Q4_K, Q6_K")
                .hasMessageContaining("type 10 of ggml");
    }
}
