package archsim.workloads.imports.transformer;

import archsim.workloads.imports.checkpoint.ConfigNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Kinds of transformers, by {@code model_type}. */
enum Family {
    GPT2,
    BERT,
    LLAMA,
    MISTRAL,
    QWEN2,
    QWEN3,
    GEMMA,
    MIXTRAL,
    QWEN3_MOE;

    private static final int MOST = 1 << 24;

    /** The family of {@code config}; one that is not known is a fault. */
    static Family of(ConfigNode config) {
        List<String> known = Arrays.stream(values()).map(Family::key).toList();
        String found = config.text("model_type").orElseThrow(() -> config.fault("model_type", "is missing"));
        if (!known.contains(found)) {
            throw config.fault("model_type", "must be one of %s, was %s", String.join(", ", known), found);
        }
        return valueOf(found.toUpperCase(Locale.ROOT));
    }

    private String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    Names names() {
        return switch (this) {
            case GPT2 -> Names.GPT2;
            case BERT -> Names.BERT;
            default -> Names.LLAMA;
        };
    }

    /** Whether the feed-forward part multiplies two layers' outputs. */
    boolean isGated() {
        return this != GPT2 && this != BERT;
    }

    /** Whether keys and values of earlier tokens are kept. */
    boolean isDecoder() {
        return this != BERT;
    }

    boolean tiedByDefault() {
        return this == GPT2 || this == BERT || this == GEMMA;
    }

    /** Whether every layer and norm has a bias. */
    boolean hasBiases() {
        return !isGated();
    }

    boolean hasQueryBias(ConfigNode config) {
        return hasBiases() || this == QWEN2 || config.flag("attention_bias").orElse(false);
    }

    /** Norms of queries and keys, one weight for each of a head's numbers. */
    boolean hasQueryNorm() {
        return this == QWEN3 || this == QWEN3_MOE;
    }

    /** Positions that a token attends to at most, if they are fewer than all. */
    Optional<Integer> window(ConfigNode config) {
        boolean used =
                switch (this) {
                    case MISTRAL, MIXTRAL -> true;
                    case QWEN2, QWEN3, QWEN3_MOE ->
                        config.flag("use_sliding_window").orElse(false);
                    default -> false;
                };
        return used ? config.number("sliding_window", 1, Integer.MAX_VALUE) : Optional.empty();
    }

    Optional<Experts> experts(ConfigNode config) {
        return switch (this) {
            case MIXTRAL ->
                Optional.of(new Experts(
                        config.required("num_local_experts", 1, 4_096),
                        perToken(config, "num_local_experts"),
                        config.required("intermediate_size", 1, MOST),
                        "block_sparse_moe.gate",
                        "block_sparse_moe.experts.",
                        "w1",
                        "w3",
                        "w2"));
            case QWEN3_MOE -> Optional.of(qwen(config));
            default -> Optional.empty();
        };
    }

    private static Experts qwen(ConfigNode config) {
        if (config.number("decoder_sparse_step", 1, 1).orElse(1) != 1
                || !config.numbers("mlp_only_layers", 0, MOST).isEmpty()) {
            throw config.fault("mlp_only_layers", "must be empty: blocks without experts among others are not read");
        }
        return new Experts(
                config.required("num_experts", 1, 4_096),
                perToken(config, "num_experts"),
                config.required("moe_intermediate_size", 1, MOST),
                "mlp.gate",
                "mlp.experts.",
                "gate_proj",
                "up_proj",
                "down_proj");
    }

    private static int perToken(ConfigNode config, String experts) {
        return config.required("num_experts_per_tok", 1, config.required(experts, 1, 4_096));
    }
}
