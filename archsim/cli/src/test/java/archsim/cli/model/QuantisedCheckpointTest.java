package archsim.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.cli.Outcome;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Quantised checkpoints from the folder to the result: a block of 128 numbers a token, 4 heads of 32 of which 2 have keys and
 * values, 256 wide, without a head of its own. Its seven matrices have 2 x 16,384 + 2 x 8,192 + 3 x 32,768 = 147,456 weights.
 */
class QuantisedCheckpointTest {

    private static final Map<String, int[]> MATRICES = matrices();

    private static final String CONFIG = """
        {"model_type": "llama", "hidden_size": 128, "num_hidden_layers": 1, "num_attention_heads": 4, "head_dim": 32,
         "num_key_value_heads": 2, "intermediate_size": 256, "vocab_size": 128, "tie_word_embeddings": true,
         "quantization_config": {"quant_method": "compressed-tensors", "format": "FORMAT", "ignore": ["lm_head"],
           "config_groups": {"group_0": {"targets": ["Linear"], "weights": WEIGHTS}}}}\
        """;

    @TempDir
    private Path folder;

    private final StringBuilder header = new StringBuilder();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    private static Map<String, int[]> matrices() {
        var matrices = new LinkedHashMap<String, int[]>();
        matrices.put("self_attn.q_proj", new int[] {128, 128});
        matrices.put("self_attn.k_proj", new int[] {64, 128});
        matrices.put("self_attn.v_proj", new int[] {64, 128});
        matrices.put("self_attn.o_proj", new int[] {128, 128});
        matrices.put("mlp.gate_proj", new int[] {256, 128});
        matrices.put("mlp.up_proj", new int[] {256, 128});
        matrices.put("mlp.down_proj", new int[] {128, 256});
        return matrices;
    }

    /** A tensor of one byte over and over. */
    private void add(String name, String type, int bytes, int fill, int... shape) {
        byte[] content = new byte[bytes];
        Arrays.fill(content, (byte) fill);
        add(name, type, content, shape);
    }

    private void add(String name, String type, byte[] content, int... shape) {
        int begin = data.size();
        data.writeBytes(content);
        header.append(header.isEmpty() ? "{" : ",")
                .append("\"" + name + "\":{\"dtype\":\"" + type + "\",\"shape\":[")
                .append(Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(",")))
                .append("],\"data_offsets\":[" + begin + "," + data.size() + "]}");
    }

    private void write(String format, String weights) throws IOException {
        add("model.embed_tokens.weight", "BF16", 2 * 128 * 128, 0x3C, 128, 128);
        byte[] text = header.append("}").toString().getBytes(StandardCharsets.UTF_8);
        var file = new ByteArrayOutputStream();
        file.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .array());
        file.writeBytes(text);
        data.writeTo(file);
        Files.write(folder.resolve("model.safetensors"), file.toByteArray());
        Files.writeString(
                folder.resolve("config.json"), CONFIG.replace("FORMAT", format).replace("WEIGHTS", weights));
    }

    /** int4 in groups of 128: a code of 9 in each field is 1, all weights are kept. */
    private void writeInt4() throws IOException {
        MATRICES.forEach((name, shape) -> {
            String full = "model.layers.0." + name;
            add(full + ".weight_packed", "I32", shape[0] * shape[1] / 2, 0x99, shape[0], shape[1] / 8);
            add(full + ".weight_scale", "BF16", shape[0] * shape[1] / 64, 0x3C, shape[0], shape[1] / 128);
            byte[] extents = ByteBuffer.allocate(16)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(shape[0])
                    .putLong(shape[1])
                    .array();
            add(full + ".weight_shape", "I64", extents, 2);
        });
        write(
                "pack-quantized",
                "{\"num_bits\": 4, \"type\": \"int\", \"symmetric\": true, \"strategy\": \"group\", \"group_size\":"
                        + " 128}");
    }

    /** NVFP4: a code of 2 in each field is 1; scales of 8 bits for 16 weights, and one of 32 bits for a matrix. */
    private void writeNvfp4() throws IOException {
        MATRICES.forEach((name, shape) -> {
            String full = "model.layers.0." + name;
            add(full + ".weight_packed", "U8", shape[0] * shape[1] / 2, 0x22, shape[0], shape[1] / 2);
            add(full + ".weight_scale", "F8_E4M3", shape[0] * shape[1] / 16, 0x38, shape[0], shape[1] / 16);
            add(full + ".weight_global_scale", "F32", 4, 0x3F, 1);
        });
        write(
                "nvfp4-pack-quantized",
                "{\"num_bits\": 4, \"type\": \"float\", \"symmetric\": true, \"strategy\": \"tensor_group\","
                        + " \"group_size\": 16, \"scale_dtype\": \"torch.float8_e4m3fn\"}");
    }

    private Path imported() {
        Path model = folder.resolve("imported.safetensors");
        Outcome imported = Outcome.of("import", folder.toString(), "-o", model.toString());
        assertThat(imported.exitCode()).as(imported.err()).isZero();
        return model;
    }

    /** The dense format of each layer, by its name. */
    private Map<String, JsonObject> stored(Path model) {
        Outcome storage = Outcome.of("storage", model.toString(), "--format", "json");
        return Json.createReader(new StringReader(storage.out())).readArray().getValuesAs(JsonObject.class).stream()
                .filter(row -> row.getString("format").equals("dense"))
                .collect(Collectors.toMap(row -> row.getString("layer"), row -> row));
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private JsonObject totals(Path model) throws IOException {
        Path config = Files.writeString(
                folder.resolve("run.json"),
                "{\"schemaVersion\": 1, \"accelerator\": \"systolic\", \"memory\": \"lpddr4-2400\", \"workloads\":"
                        + " [{\"model\": \""
                        + model + "\"}]}");
        Outcome run = Outcome.of("run", "--config", config.toString(), "--format", "json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        return json(run.out()).getJsonArray("runs").getJsonObject(0).getJsonObject("totals");
    }

    private static long number(JsonObject object, String group, String key) {
        return object.getJsonObject(group).getJsonNumber(key).longValueExact();
    }

    private static double energyPj(JsonObject totals, String component, String type) {
        return totals.getJsonObject("energyPj")
                .getJsonObject(component)
                .getJsonNumber(type)
                .doubleValue();
    }

    /**
     * 147,456 / 128 = 1,152 scales of 16 bits are 18,432 bits beside 589,824: 4.125 a weight. On one token each is read once:
     * 2,304 bytes from DRAM, and from the buffer a 32nd of the weights' 4,608 words of 128 bits. A tile of 512 weights has 64 bits
     * of scales, which fill a word of its own where they are written: 288 for 288 tiles.
     */
    @Test
    void int4InGroupsOf128Takes4125BitsAWeight() throws IOException {
        writeInt4();
        Path model = imported();
        JsonObject query = stored(model).get("model.layers.0.self_attn.q_proj");
        assertThat(query.getJsonNumber("bitsAWeight").doubleValue()).isEqualTo(4.125);
        assertThat(query.getInt("scaleBits")).isEqualTo(128 * 16);
        JsonObject totals = totals(model);
        assertThat(number(totals, "storageBits", "weights")).isEqualTo(589_824);
        assertThat(number(totals, "storageBits", "scales")).isEqualTo(18_432);
        assertThat(number(totals, "dramBytes", "weights")).isEqualTo(73_728);
        assertThat(number(totals, "dramBytes", "scales")).isEqualTo(2_304);
        assertThat(number(totals, "sramAccesses", "weightBuffer")).isEqualTo(2 * 4_608 + 4_608 / 32 + 288);
        assertThat(energyPj(totals, "weightBuffer", "scales")).isPositive();
        assertThat(energyPj(totals, "dram", "scales")).isPositive();
    }

    /**
     * 147,456 / 16 = 9,216 scales of 8 bits, and 7 of 32: 73,952 bits, 4.5 a weight but for the seven. Each layer's scales of 8
     * bits fill whole bursts of 128 bytes, and its global one begins another. From the buffer an eighth of the weights' words
     * is read, and one more a layer. A tile of 512 weights has 257 bits of scales, 258 of the smallest matrices, three words, and
     * of the largest every other tile has 256: 2 x 32 x 3 + 2 x 16 x 3 + 3 x (32 x 3 + 32 x 2) = 768 are written.
     */
    @Test
    void nvfp4Takes45BitsAWeight() throws IOException {
        writeNvfp4();
        Path model = imported();
        JsonObject down = stored(model).get("model.layers.0.mlp.down_proj");
        assertThat(down.getJsonNumber("bitsAWeight").doubleValue()).isEqualTo(4.5 + 32.0 / 32_768);
        JsonObject totals = totals(model);
        assertThat(number(totals, "storageBits", "weights")).isEqualTo(589_824);
        assertThat(number(totals, "storageBits", "scales")).isEqualTo(73_728 + 7 * 32);
        assertThat(number(totals, "dramBytes", "scales")).isEqualTo(9_216 + 7 * 128);
        assertThat(number(totals, "sramAccesses", "weightBuffer")).isEqualTo(2 * 4_608 + 4_608 / 8 + 7 + 768);
        assertThat(energyPj(totals, "weightBuffer", "scales")).isPositive();
    }
}
