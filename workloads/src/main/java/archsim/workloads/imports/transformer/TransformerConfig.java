package archsim.workloads.imports.transformer;

import archsim.base.Fault.Code;
import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.Suggestion;
import archsim.workloads.imports.checkpoint.ConfigNode;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Reads a {@code config.json} as a transformer; all its faults at once.
 *
 * <p>What changes no multiply-accumulate (kinds of rotary embedding, activation functions, dropout, types of numbers) is not
 * looked at; a key that may change the layers and is not known is a fault.
 */
final class TransformerConfig {

    private static final int MOST = 1 << 24;
    private static final int MOST_BLOCKS = 1_024;
    private static final int MOST_EXPERTS = 4_096;
    private static final String HEADS = "num_attention_heads";

    private final ConfigNode config;
    private final Family family;
    private final Problems problems;

    private TransformerConfig(ConfigNode config, Family family) {
        this.config = config;
        this.family = family;
        this.problems = new Problems(config.file());
    }

    static Transformer read(ConfigNode config) {
        String type = config.text("model_type").orElseThrow(() -> config.fault("model_type", "is missing"));
        Family family = Family.find(type)
                .orElseThrow(() -> config.fault(
                        "model_type",
                        "must be one of %s, was %s%s",
                        String.join(", ", Family.keys()),
                        type,
                        Suggestion.sentence(type, Family.keys())));
        var reader = new TransformerConfig(config, family);
        Optional<Transformer> model = reader.model();
        KnownKeys.check(config, family, reader.mixture(), reader.problems);
        reader.problems.throwIfAny();
        return model.orElseThrow();
    }

    private Optional<Transformer> model() {
        int before = problems.count();
        boolean old = family == Family.GPT2;
        int hidden = required(old ? "n_embd" : "hidden_size");
        int heads = required(old ? "n_head" : HEADS);
        int keyHeads = old || family.isLatent() || !family.isDecoder() ? heads : keyHeads(heads);
        int blocks = read(1, () -> config.required(old ? "n_layer" : "num_hidden_layers", 1, MOST_BLOCKS));
        Optional<Experts> experts = experts();
        var model = new Transformer(
                family,
                hidden,
                heads,
                keyHeads,
                family.isLatent() ? 1 : headSize(hidden, heads),
                width(hidden, experts.isPresent()),
                required("vocab_size"),
                positions(),
                family == Family.BERT ? required("type_vocab_size") : 0,
                flag("tie_word_embeddings", family.tiedByDefault()),
                biases(),
                blocks(blocks, experts.isPresent()),
                family.isLatent() ? Optional.of(latent()) : Optional.empty(),
                experts);
        return problems.count() == before ? Optional.of(model) : Optional.empty();
    }

    private boolean mixture() {
        return switch (family) {
            case MIXTRAL, QWEN2_MOE, QWEN3_MOE, DEEPSEEK_V2, DEEPSEEK_V3 -> true;
            default -> false;
        };
    }

    /** A value; a fault is noted and {@code otherwise} goes on in its place. */
    private <T> T read(T otherwise, Supplier<T> value) {
        try {
            return value.get();
        } catch (InvalidInputException e) {
            e.faults().forEach(problems::add);
            return otherwise;
        }
    }

    private int required(String key) {
        return read(1, () -> config.required(key, 1, MOST));
    }

    private Optional<Integer> number(String key, int least) {
        return read(Optional.empty(), () -> config.number(key, least, Integer.MAX_VALUE));
    }

    private boolean flag(String key, boolean otherwise) {
        return read(otherwise, () -> config.flag(key).orElse(otherwise));
    }

    private int keyHeads(int heads) {
        int found = number("num_key_value_heads", 1)
                .orElseGet(() -> family.usualKeyHeads().orElse(heads));
        if (found > heads || heads % found != 0) {
            problems.add("/num_key_value_heads", "must divide %s, was %d of %d", HEADS, found, heads);
            return heads;
        }
        return found;
    }

    private int headSize(int hidden, int heads) {
        Optional<Integer> said = number("head_dim", 1).filter(size -> size <= MOST);
        if (said.isPresent()) {
            return said.get();
        }
        if (family.needsHeadSize()) {
            problems.add(Code.MISSING, "/head_dim", "is missing");
            return 1;
        }
        if (hidden % heads != 0) {
            String key = family == Family.GPT2 ? "/n_head" : "/" + HEADS;
            problems.add(key, "must divide the %d numbers of a token, was %d", hidden, heads);
        }
        return Math.max(1, hidden / heads);
    }

    private int width(int hidden, boolean mixture) {
        if (family == Family.GPT2) {
            return number("n_inner", 1).filter(width -> width <= MOST).orElse(Math.multiplyExact(4, hidden));
        }
        return mixture && family != Family.MIXTRAL && !config.has("intermediate_size")
                ? 1
                : required("intermediate_size");
    }

    private int positions() {
        return switch (family) {
            case GPT2 -> config.has("n_positions") ? required("n_positions") : required("n_ctx");
            case BERT -> required("max_position_embeddings");
            default -> 0;
        };
    }

    private Biases biases() {
        boolean all = family.hasBiases();
        boolean attention = flag("attention_bias", false);
        if (attention && family.isLatent()) {
            problems.add("/attention_bias", "must be false: biases of latent attention are not read");
        }
        return new Biases(
                family.hasQueryBias() || attention,
                all || (attention && !family.hasQueryBias()),
                all || flag("mlp_bias", false));
    }

    private LatentAttention latent() {
        return new LatentAttention(
                number("q_lora_rank", 1),
                required("kv_lora_rank"),
                required("qk_nope_head_dim"),
                required("qk_rope_head_dim"),
                required("v_head_dim"));
    }

    private Optional<Experts> experts() {
        return switch (family) {
            case MIXTRAL -> Optional.of(experts("num_local_experts", "intermediate_size", 0, Experts.Names.MIXTRAL));
            case QWEN2_MOE ->
                Optional.of(experts(
                        "num_experts",
                        "moe_intermediate_size",
                        required("shared_expert_intermediate_size"),
                        Experts.Names.QWEN));
            case QWEN3_MOE -> Optional.of(experts("num_experts", "moe_intermediate_size", 0, Experts.Names.QWEN));
            case DEEPSEEK_V2, DEEPSEEK_V3 -> Optional.of(deepSeek());
            default -> Optional.empty();
        };
    }

    private Experts deepSeek() {
        int shared = number("n_shared_experts", 0).orElse(0);
        return experts(
                "n_routed_experts",
                "moe_intermediate_size",
                (int) Math.min(MOST, (long) shared * required("moe_intermediate_size")),
                Experts.Names.DEEPSEEK);
    }

    private Experts experts(String countKey, String widthKey, int shared, Experts.Names names) {
        int count = read(1, () -> config.required(countKey, 1, MOST_EXPERTS));
        int most = count;
        int perToken = read(1, () -> config.required("num_experts_per_tok", 1, most));
        return new Experts(
                count,
                Math.min(perToken, count),
                required(widthKey),
                shared,
                family == Family.QWEN2_MOE,
                family == Family.DEEPSEEK_V3,
                names);
    }

    private List<Block> blocks(int count, boolean mixture) {
        List<Boolean> sliding = sliding(count);
        Optional<Integer> window = config.has("sliding_window")
                ? number("sliding_window", 1)
                : config.object().containsKey("sliding_window") ? Optional.empty() : family.usualWindow();
        List<Boolean> mixtures = mixtures(count, mixture);
        return IntStream.range(0, count)
                .mapToObj(i -> new Block(
                        sliding.get(i) ? window.orElse(Integer.MAX_VALUE) : Integer.MAX_VALUE, mixtures.get(i)))
                .toList();
    }

    /** Whether each block attends within the window only. */
    private List<Boolean> sliding(int count) {
        if (config.has("layer_types")) {
            return listed(count);
        }
        return switch (family) {
            case MISTRAL, MIXTRAL, PHI3 -> each(count, i -> true);
            case GEMMA2 -> each(count, i -> i % 2 == 0);
            case GEMMA3_TEXT -> {
                int every = number("sliding_window_pattern", 1).orElse(6);
                yield each(count, i -> (i + 1) % every != 0);
            }
            case QWEN2, QWEN3, QWEN2_MOE, QWEN3_MOE -> {
                boolean used = flag("use_sliding_window", false);
                int first = number("max_window_layers", 0).orElse(used ? 28 : 0);
                yield each(count, i -> used && i >= first);
            }
            default -> each(count, i -> false);
        };
    }

    private List<Boolean> listed(int count) {
        List<String> types = read(List.of(), () -> config.texts("layer_types"));
        for (int i = 0; i < types.size(); i++) {
            if (!List.of("full_attention", "sliding_attention").contains(types.get(i))) {
                problems.add("/layer_types/" + i, "must be full_attention or sliding_attention, was %s", types.get(i));
            }
        }
        if (types.size() != count) {
            problems.add("/layer_types", "must say one for each of the %d layers, was %d", count, types.size());
            return each(count, i -> false);
        }
        return types.stream().map("sliding_attention"::equals).toList();
    }

    /** Whether each block is a mixture of experts. */
    private List<Boolean> mixtures(int count, boolean mixture) {
        return switch (family) {
            case QWEN2_MOE, QWEN3_MOE -> {
                int step = number("decoder_sparse_step", 1).orElse(1);
                List<Integer> dense = read(List.of(), () -> config.numbers("mlp_only_layers", 0, MOST_BLOCKS));
                boolean all = step == 1 && dense.isEmpty();
                if (!all && !config.has("intermediate_size")) {
                    problems.add(Code.MISSING, "/intermediate_size", "is missing, though some layers are no mixtures");
                }
                yield each(count, i -> (i + 1) % step == 0 && !dense.contains(i));
            }
            case DEEPSEEK_V2, DEEPSEEK_V3 -> {
                int first = number("first_k_dense_replace", 0).orElse(0);
                int step = number("moe_layer_freq", 1).orElse(1);
                yield each(count, i -> i >= first && i % step == 0);
            }
            default -> each(count, i -> mixture);
        };
    }

    private static List<Boolean> each(int count, IntPredicate rule) {
        return IntStream.range(0, count).mapToObj(rule::test).toList();
    }
}
