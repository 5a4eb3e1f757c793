package archsim.workloads.imports.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import archsim.base.InvalidInputException;
import archsim.base.json.StrictJson;
import archsim.workloads.imports.checkpoint.ConfigNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a {@code config.json} says, and what is refused. */
class TransformerConfigTest {

    private static final String LLAMA = """
        "model_type": "llama", "hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4,
        "num_key_value_heads": 2, "intermediate_size": 64, "vocab_size": 64, "tie_word_embeddings": true\
        """;

    private static Transformer model(String config) {
        return Transformer.of(new ConfigNode("config.json", "", StrictJson.parseObject("c", "{" + config + "}")));
    }

    private static List<String> faults(String config) {
        return catchThrowableOfType(InvalidInputException.class, () -> model(config))
                .lines();
    }

    /** Phi-3-mini and Gemma 2 and 3 by their published parameters, DeepSeek-V2-Lite and Qwen1.5-MoE by their checkpoints. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3821079552 |"
                        + " \"model_type\":\"phi3\",\"hidden_size\":3072,\"num_hidden_layers\":32,\"num_attention_heads\":32,"
                        + "\"num_key_value_heads\":32,\"intermediate_size\":8192,\"vocab_size\":32064,\"sliding_window\":2047,"
                        + "\"tie_word_embeddings\":false",
                "2614341888 |"
                        + " \"model_type\":\"gemma2\",\"hidden_size\":2304,\"num_hidden_layers\":26,\"num_attention_heads\":8,"
                        + "\"num_key_value_heads\":4,\"head_dim\":256,\"intermediate_size\":9216,\"vocab_size\":256000",
                "999885952 | \"model_type\":\"gemma3_text\",\"hidden_size\":1152,\"num_hidden_layers\":26,"
                        + "\"num_attention_heads\":4,\"num_key_value_heads\":1,\"head_dim\":256,\"intermediate_size\":6912,"
                        + "\"vocab_size\":262144,\"sliding_window\":512,\"sliding_window_pattern\":6",
                "15706484224 | \"model_type\":\"deepseek_v2\",\"hidden_size\":2048,\"num_hidden_layers\":27,"
                        + "\"num_attention_heads\":16,\"q_lora_rank\":null,\"kv_lora_rank\":512,\"qk_nope_head_dim\":128,"
                        + "\"qk_rope_head_dim\":64,\"v_head_dim\":128,\"intermediate_size\":10944,"
                        + "\"moe_intermediate_size\":1408,\"n_routed_experts\":64,\"n_shared_experts\":2,"
                        + "\"num_experts_per_tok\":6,\"first_k_dense_replace\":1,\"vocab_size\":102400,"
                        + "\"tie_word_embeddings\":false",
                "14315784192 | \"model_type\":\"qwen2_moe\",\"hidden_size\":2048,\"num_hidden_layers\":24,"
                        + "\"num_attention_heads\":16,\"num_key_value_heads\":16,\"intermediate_size\":5632,"
                        + "\"moe_intermediate_size\":1408,\"shared_expert_intermediate_size\":5632,\"num_experts\":60,"
                        + "\"num_experts_per_tok\":4,\"vocab_size\":151936,\"tie_word_embeddings\":false"
            })
    void parametersAreThosePublished(long parameters, String config) {
        assertThat(model(config).parameters()).isEqualTo(parameters);
    }

    /** Of phi-3-mini's 2,047 a token at 2,048 attends to all but one: 32 blocks x 32 heads x 2 x 96 x 2,047. */
    @Test
    void aWindowIsTheMostThatIsAttendedTo() {
        String phi = "\"model_type\":\"phi3\",\"hidden_size\":3072,\"num_hidden_layers\":32,\"num_attention_heads\":32,"
                + "\"num_key_value_heads\":32,\"intermediate_size\":8192,\"vocab_size\":32064,\"sliding_window\":2047,"
                + "\"tie_word_embeddings\":false";
        assertThat(model(phi).macs(TokenPass.decode(2048))).isEqualTo(4_124_835_840L);
        assertThat(model(phi).macs(TokenPass.prefill(512).withHeadOnLastOnly())).isEqualTo(1_907_063_980_032L);
    }

    /** Of six blocks of Gemma 3 the last attends to all 100, the others to 10: 2 x 1 x 8 numbers of 1 byte each. */
    @Test
    void someBlocksAttendToAll() {
        String gemma =
                "\"model_type\":\"gemma3_text\",\"hidden_size\":32,\"num_hidden_layers\":6,\"num_attention_heads\":4,"
                        + "\"num_key_value_heads\":1,\"head_dim\":8,\"intermediate_size\":64,\"vocab_size\":64,\"sliding_window\":10";
        assertThat(model(gemma).cacheBytes(100, 8)).isEqualTo(2 * 8 * (5 * 10 + 100));
        assertThat(model(gemma + ", \"layer_types\": [\"full_attention\", \"full_attention\", \"sliding_attention\","
                                + "\"sliding_attention\", \"sliding_attention\", \"sliding_attention\"]")
                        .cacheBytes(100, 8))
                .isEqualTo(2 * 8 * (4 * 10 + 2 * 100));
    }

    @Test
    void allFaultsAreReportedAtOnce() {
        assertThat(faults("\"model_type\": \"llama\", \"hidden_size\": 30, \"num_hidden_layers\": \"2\","
                        + "\"num_attention_heads\": 4, \"num_key_value_heads\": 3, \"vocab_size\": 0"))
                .hasSize(5)
                .anyMatch(line -> line.contains("/num_hidden_layers must be a whole number"))
                .anyMatch(line -> line.contains("/intermediate_size is missing"))
                .anyMatch(line -> line.contains("/num_key_value_heads must divide"))
                .anyMatch(line -> line.contains("/num_attention_heads must divide the 30"))
                .anyMatch(line -> line.contains("/vocab_size must be"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"num_kv_shared_layers\": 1",
                "\"attention_chunk_size\": 8192",
                "\"num_local_experts\": 8",
                "\"kv_lora_rank\": 512",
                "\"vision_config\": {\"depth\": 2}",
                "\"is_encoder_decoder\": true",
                "\"layer_types\": [\"full_attention\", \"linear_attention\"]"
            })
    void whatMayChangeTheLayersIsRefused(String key) {
        assertThat(faults(LLAMA + ", " + key))
                .hasSize(1)
                .first()
                .asString()
                .contains(key.substring(1, key.indexOf('"', 1)));
    }

    @Test
    void whatChangesNoLayerIsLeftAlone() {
        assertThat(model(LLAMA + ", \"rope_scaling\": {\"rope_type\": \"llama3\"}, \"torch_dtype\": \"bfloat16\","
                                + "\"bos_token_id\": 1, \"attention_dropout\": 0.1, \"num_local_experts\": null")
                        .parameters())
                .isEqualTo(model(LLAMA).parameters());
    }

    @Test
    void anUnknownFamilyIsRefusedWithThoseKnown() {
        assertThat(faults("\"model_type\": \"mamba\"")).first().asString().contains("gpt2, bert", "was mamba");
    }
}
