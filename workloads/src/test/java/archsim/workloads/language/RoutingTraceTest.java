package archsim.workloads.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import archsim.base.InvalidInputException;
import archsim.workloads.imports.transformer.Routing;
import archsim.workloads.imports.transformer.Transformer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces of a model of three blocks, the last two of which have four experts of which a token takes two. */
class RoutingTraceTest {

    private static final String CONFIG = """
        {"model_type": "deepseek_v3", "hidden_size": 64, "num_hidden_layers": 3, "num_attention_heads": 4,
         "intermediate_size": 128, "vocab_size": 128, "n_routed_experts": 4, "num_experts_per_tok": 2,
         "moe_intermediate_size": 32, "first_k_dense_replace": 1, "n_shared_experts": 1, "kv_lora_rank": 16,
         "q_lora_rank": 16, "qk_nope_head_dim": 16, "qk_rope_head_dim": 8, "v_head_dim": 16}\
        """;

    /** Tokens 0 to 3 in block 1. */
    private static final int[] FIRST = {0, 1, 1, 0, 3, 1, 1, 2};

    private static final int[] SECOND = {2, 3, 2, 3, 2, 3, 3, 2};

    @TempDir
    private Path folder;

    private Transformer model() throws IOException {
        return Transformer.read(Files.writeString(folder.resolve("config.json"), CONFIG));
    }

    private static byte[] npy(String descr, String shape, int... values) {
        String header = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (" + shape + "), }\n";
        int bytes = descr.charAt(2) - '0';
        var file = ByteBuffer.allocate(10 + header.length() + bytes * values.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) header.length());
        file.put(header.getBytes(StandardCharsets.US_ASCII));
        for (int value : values) {
            for (int i = 0; i < bytes; i++) {
                file.put((byte) ((long) value >> (Byte.SIZE * i)));
            }
        }
        return file.array();
    }

    private Path trace(Map<String, byte[]> arrays) throws IOException {
        Path file = folder.resolve("trace.npz");
        try (OutputStream out = Files.newOutputStream(file);
                var zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> array : new LinkedHashMap<>(arrays).entrySet()) {
                zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
                zip.write(array.getValue());
            }
        }
        return file;
    }

    private StatedRouting read(Map<String, byte[]> arrays, long tokens) throws IOException {
        return StatedRouting.traced(trace(arrays), model(), tokens);
    }

    private String faults(Map<String, byte[]> arrays, long tokens) {
        return String.join(
                "\n",
                catchThrowableOfType(InvalidInputException.class, () -> read(arrays, tokens))
                        .lines());
    }

    /** Block 1: tokens 1 to 3 take experts 1 0, 3 1, 1 2. */
    @Test
    void tokensGoWhereTheTraceSendsThem() throws IOException {
        Routing routing = read(Map.of("layer_1", npy("<i8", "4, 2", FIRST), "layer_2", npy("|u1", "4, 2", SECOND)), 4)
                .routing();
        assertThat(routing.tokensOfExperts(1, 4, 2, 1, 3)).containsExactly(1, 3, 1, 1);
        assertThat(routing.tokensOfExperts(2, 4, 2, 0, 4)).containsExactly(0, 0, 4, 4);
    }

    @Test
    void oneArrayMayHoldAllBlocks() throws IOException {
        int[] both = IntStream.concat(IntStream.of(FIRST), IntStream.of(SECOND)).toArray();
        Routing routing = read(Map.of("arr_0", npy("<i4", "2, 4, 2", both)), 4).routing();
        assertThat(routing.tokensOfExperts(1, 4, 2, 3, 1)).containsExactly(0, 1, 1, 0);
        assertThat(routing.tokensOfExperts(2, 4, 2, 0, 2)).containsExactly(0, 0, 2, 2);
    }

    @Test
    void oneArrayWithoutANumberIsForAllBlocks() throws IOException {
        StatedRouting stated = read(Map.of("experts", npy("<i2", "4, 2", FIRST)), 3);
        assertThat(stated.routing().tokensOfExperts(2, 4, 2, 0, 1)).containsExactly(1, 1, 0, 0);
        assertThat(stated.sentence()).contains("trace.npz", "the same in all blocks", "first 3 tokens");
    }

    /** Each fault with its place: a wrong shape, experts out of range, one expert twice, and too few tokens. */
    @Test
    void allFaultsAreTold() {
        int[] faulty = {0, 1, 4, 0, 3, 3, -1, 2};
        assertThat(faults(Map.of("layer_1", npy("<i8", "4, 2", faulty), "layer_2", npy("<i8", "8, 1", SECOND)), 9)
                        .lines())
                .anyMatch(line -> line.contains("/layer_1/1/0 must be an expert, 0 to 3, was 4 (and 1 more)"))
                .anyMatch(line -> line.contains("/layer_1/2/1 must be an expert that the token was not sent to before"))
                .anyMatch(line -> line.contains("/layer_1 must hold the 9 tokens of the run at least, was 4"))
                .anyMatch(line -> line.contains("/layer_2 must be of shape [tokens, 2 experts of each], was [8, 1]"));
    }

    @Test
    void blocksMustBeThoseWithExperts() {
        byte[] sound = npy("<i8", "4, 2", FIRST);
        assertThat(faults(Map.of("layer_0", sound, "layer_1", sound), 4))
                .contains("must be of a block with experts, which are 1, 2 counted from 0, was of block 0")
                .contains("was without blocks 2");
        assertThat(faults(Map.of("layer_1", sound), 4)).contains("was without blocks 2");
        assertThat(faults(Map.of("1", sound, "layer_1", sound, "l2", sound), 4))
                .contains("must be the only one of block 1");
        assertThat(faults(Map.of("a", sound, "b", sound), 4))
                .contains("/a must have the number of one block in its name");
        assertThat(faults(Map.of("a", npy("<i8", "1, 4, 2", FIRST)), 4))
                .contains("/a must be of shape [2 blocks with experts, tokens, 2 experts], was [1, 4, 2]");
    }

    @Test
    void onlyWholeNumbersAreExperts() {
        assertThat(faults(Map.of("experts", npy("<f4", "4, 2", FIRST)), 4))
                .contains("/experts must hold whole numbers");
        assertThat(faults(Map.of(), 4)).contains("must hold at least one .npy array, was none");
    }
}
