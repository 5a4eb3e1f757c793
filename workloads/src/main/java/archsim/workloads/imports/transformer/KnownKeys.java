package archsim.workloads.imports.transformer;

import archsim.base.Problems;
import archsim.workloads.imports.checkpoint.ConfigNode;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the keys of a configuration that may change its layers and are not read. */
final class KnownKeys {

    /** Those that are read, or are known to change no layer of a run. */
    private static final Set<String> KNOWN = Set.of(
            "decoder_sparse_step",
            "first_k_dense_replace",
            "head_dim",
            "hidden_size",
            "initializer_range",
            "intermediate_size",
            "kv_lora_rank",
            "layer_types",
            "max_position_embeddings",
            "max_window_layers",
            "mlp_only_layers",
            "moe_intermediate_size",
            "moe_layer_freq",
            "n_routed_experts",
            "n_shared_experts",
            "num_attention_heads",
            "num_beam_groups",
            "num_beams",
            "num_experts",
            "num_experts_per_tok",
            "num_hidden_layers",
            "num_key_value_heads",
            "num_labels",
            "num_local_experts",
            "num_nextn_predict_layers",
            "num_return_sequences",
            "pad_vocab_size",
            "q_lora_rank",
            "qk_head_dim",
            "qk_nope_head_dim",
            "qk_rope_head_dim",
            "shared_expert_intermediate_size",
            "sliding_window",
            "sliding_window_pattern",
            "_sliding_window_pattern",
            "type_vocab_size",
            "use_sliding_window",
            "v_head_dim",
            "vocab_size");

    private static final Pattern STRUCTURE = Pattern.compile(
            "num_.*|n_(layer|head|embd|inner|positions|ctx).+|.*_(size|dim|rank|heads|layers|experts|window|pattern|types)"
                    + "|.*(cross_attention|vision_config|audio_config|text_config|encoder_config|decoder_config).*"
                    + "|is_encoder_decoder|attention_chunk.*|block_types");

    private static final Pattern OF_MIXTURES =
            Pattern.compile(".*(expert|moe|routed|mlp_only|sparse_step|dense_replace).*");
    private static final Pattern OF_LATENT = Pattern.compile(".*(lora_rank|qk_.*_dim|v_head_dim)");
    private static final Set<String> HARMLESS =
            Set.of("ep_size", "chunk_size_feed_forward", "summary_hidden_size", "unk_token_size");

    private KnownKeys() {}

    /** Adds a fault for each key that looks like a part of the structure and is not known; what is off changes nothing. */
    static void check(ConfigNode config, Family family, boolean mixture, Problems problems) {
        config.object().forEach((key, value) -> {
            boolean read = KNOWN.contains(key)
                    && (mixture || !OF_MIXTURES.matcher(key).matches())
                    && (family.isLatent() || !OF_LATENT.matcher(key).matches());
            if (STRUCTURE.matcher(key).matches() && !read && !HARMLESS.contains(key) && !isOff(value)) {
                problems.add(
                        "/" + Json.encodePointer(key),
                        "is not known and may change the layers; take it out if it does not, was %s",
                        shown(value));
            }
        });
    }

    private static boolean isOff(JsonValue value) {
        return value.getValueType() == ValueType.NULL
                || value.getValueType() == ValueType.FALSE
                || (value instanceof JsonNumber number && number.doubleValue() == 0)
                || (value instanceof JsonArray array && array.isEmpty())
                || (value instanceof JsonObject object && object.isEmpty());
    }

    private static String shown(JsonValue value) {
        String text = value.toString();
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }
}
