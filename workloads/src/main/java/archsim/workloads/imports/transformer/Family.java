package archsim.workloads.imports.transformer;

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
    GEMMA2,
    GEMMA3_TEXT,
    PHI3,
    MIXTRAL,
    QWEN2_MOE,
    QWEN3_MOE,
    DEEPSEEK_V2,
    DEEPSEEK_V3;

    private static final List<Family> GEMMAS = List.of(GEMMA, GEMMA2, GEMMA3_TEXT);

    /** The family whose {@code model_type} is {@code key}, if it is known. */
    static Optional<Family> find(String key) {
        return Arrays.stream(values())
                .filter(family -> family.key().equals(key))
                .findFirst();
    }

    /** Every {@code model_type} that is known. */
    static List<String> keys() {
        return Arrays.stream(values()).map(Family::key).toList();
    }

    private String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    Names names() {
        return switch (this) {
            case GPT2 -> Names.GPT2;
            case BERT -> Names.BERT;
            case PHI3 -> Names.PHI3;
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

    boolean isLatent() {
        return this == DEEPSEEK_V2 || this == DEEPSEEK_V3;
    }

    boolean tiedByDefault() {
        return !isGated() || GEMMAS.contains(this);
    }

    /** Whether every layer and norm has a bias. */
    boolean hasBiases() {
        return !isGated();
    }

    /** Whether queries, keys and values have biases though no key of the configuration says so. */
    boolean hasQueryBias() {
        return hasBiases() || this == QWEN2 || this == QWEN2_MOE;
    }

    /** Norms of queries and keys, one weight for each of a head's numbers. */
    boolean hasQueryNorm() {
        return this == QWEN3 || this == QWEN3_MOE || this == GEMMA3_TEXT;
    }

    /** Norms of a block, those of single heads and latent vectors left out. */
    int normsOfBlock() {
        return this == GEMMA2 || this == GEMMA3_TEXT ? 4 : 2;
    }

    /** Whether the size of a head is not the numbers of a token over the heads where it is left out. */
    boolean needsHeadSize() {
        return GEMMAS.contains(this) || this == QWEN3;
    }

    /** Heads of keys and values where they are left out; empty if those of the queries. */
    Optional<Integer> usualKeyHeads() {
        return switch (this) {
            case MISTRAL, MIXTRAL -> Optional.of(8);
            default -> Optional.empty();
        };
    }

    /** Sliding window where it is left out. */
    Optional<Integer> usualWindow() {
        return switch (this) {
            case MISTRAL, GEMMA2, GEMMA3_TEXT -> Optional.of(4_096);
            default -> Optional.empty();
        };
    }
}
