package archsim.workloads.imports.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.json.StrictJson;
import archsim.workloads.imports.checkpoint.ConfigNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Counts of published models: parameters to the last digit where their authors give them, else to the rounded figure; multiply
 * accumulates of a prompt of 512 tokens with all pairs multiplied and the head on the last, and of one token that attends to
 * 2,048 (GPT-2: 1,024); bytes of keys and values a token at 16 bits.
 */
class PublishedModelsTest {

    private static final String LLAMA_3_8B = """
            "model_type": "llama", "hidden_size": 4096, "num_hidden_layers": 32, "num_attention_heads": 32,
            "num_key_value_heads": 8, "intermediate_size": 14336, "vocab_size": 128256, "tie_word_embeddings": false""";
    private static final String LLAMA_32_1B = """
            "model_type": "llama", "hidden_size": 2048, "num_hidden_layers": 16, "num_attention_heads": 32,
            "num_key_value_heads": 8, "head_dim": 64, "intermediate_size": 8192, "vocab_size": 128256,
            "tie_word_embeddings": true""";
    private static final String QWEN_25_7B = """
            "model_type": "qwen2", "hidden_size": 3584, "num_hidden_layers": 28, "num_attention_heads": 28,
            "num_key_value_heads": 4, "intermediate_size": 18944, "vocab_size": 152064, "sliding_window": 131072,
            "use_sliding_window": false, "tie_word_embeddings": false""";
    private static final String QWEN_3_30B = """
            "model_type": "qwen3_moe", "hidden_size": 2048, "num_hidden_layers": 48, "num_attention_heads": 32,
            "num_key_value_heads": 4, "head_dim": 128, "intermediate_size": 6144, "moe_intermediate_size": 768,
            "num_experts": 128, "num_experts_per_tok": 8, "decoder_sparse_step": 1, "mlp_only_layers": [],
            "vocab_size": 151936, "tie_word_embeddings": false""";
    private static final String MISTRAL_7B = """
            "model_type": "mistral", "hidden_size": 4096, "num_hidden_layers": 32, "num_attention_heads": 32,
            "num_key_value_heads": 8, "intermediate_size": 14336, "vocab_size": 32000, "sliding_window": 4096,
            "tie_word_embeddings": false""";
    private static final String MIXTRAL_8X7B = """
            "model_type": "mixtral", "hidden_size": 4096, "num_hidden_layers": 32, "num_attention_heads": 32,
            "num_key_value_heads": 8, "intermediate_size": 14336, "vocab_size": 32000, "sliding_window": null,
            "num_local_experts": 8, "num_experts_per_tok": 2, "tie_word_embeddings": false""";
    private static final String GPT2 = """
            "model_type": "gpt2", "n_embd": 768, "n_layer": 12, "n_head": 12, "n_inner": null, "n_positions": 1024,
            "vocab_size": 50257""";
    private static final String BERT_BASE = """
            "model_type": "bert", "hidden_size": 768, "num_hidden_layers": 12, "num_attention_heads": 12,
            "intermediate_size": 3072, "vocab_size": 30522, "max_position_embeddings": 512, "type_vocab_size": 2""";
    private static final String GEMMA_2B = """
            "model_type": "gemma", "hidden_size": 2048, "num_hidden_layers": 18, "num_attention_heads": 8,
            "num_key_value_heads": 1, "head_dim": 256, "intermediate_size": 16384, "vocab_size": 256000""";

    static Transformer model(String name) {
        String config =
                switch (name) {
                    case "llama-3-8b" -> LLAMA_3_8B;
                    case "llama-3.2-1b" -> LLAMA_32_1B;
                    case "qwen2.5-7b" -> QWEN_25_7B;
                    case "qwen3-30b-a3b" -> QWEN_3_30B;
                    case "mistral-7b" -> MISTRAL_7B;
                    case "mixtral-8x7b" -> MIXTRAL_8X7B;
                    case "gpt2" -> GPT2;
                    case "bert-base" -> BERT_BASE;
                    default -> GEMMA_2B;
                };
        return Transformer.of(new ConfigNode(name, "", StrictJson.parseObject(name, "{" + config + "}")));
    }

    @ParameterizedTest
    @CsvSource({
        "llama-3-8b, 8030261248, 3642657603584, 2048, 8041529344, 131072",
        "llama-3.2-1b, 1235814400, 515658743808, 2048, 1369964544, 32768",
        "qwen2.5-7b, 7615616512, 3394106032128, 2048, 7481327616, 57344",
        "qwen3-30b-a3b, 30532122624, 1501402234880, 2048, 3846963200, 98304",
        "mistral-7b, 7241732096, 3642263339008, 2048, 7647264768, 131072",
        "mixtral-8x7b, 46702792704, 6529018232832, 2048, 13285457920, 131072",
        "gpt2, 124439808, 48356979456, 1024, 142406400, 36864",
        "gemma-2b, 2506172416, 1034537664512, 2048, 2657091584, 18432"
    })
    void parametersMacsAndCacheAreThosePublished(
            String name, long parameters, long prefill, int context, long decode, long cacheBytes) {
        Transformer model = model(name);
        assertThat(model.parameters()).isEqualTo(parameters);
        assertThat(model.macs(TokenPass.prefill(512).withHeadOnLastOnly())).isEqualTo(prefill);
        assertThat(model.macs(TokenPass.decode(context))).isEqualTo(decode);
        assertThat(model.cacheBytes(1, 16)).isEqualTo(cacheBytes);
    }

    /** BERT has no head that generates and keeps nothing. */
    @ParameterizedTest
    @CsvSource("bert-base, 109482240, 48318382080")
    void anEncoderHasNoHeadAndNoCache(String name, long parameters, long prefill) {
        Transformer model = model(name);
        assertThat(model.parameters()).isEqualTo(parameters);
        assertThat(model.macs(TokenPass.prefill(512))).isEqualTo(prefill);
        assertThat(model.cacheBytes(512, 16)).isZero();
    }
}
