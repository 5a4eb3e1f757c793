package archsim.workloads.imports.transformer;

import archsim.base.InvalidInputException;
import archsim.base.json.StrictJson;
import archsim.workloads.Layer;
import archsim.workloads.imports.checkpoint.ConfigNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A transformer as its configuration describes it.
 *
 * @param family of models
 * @param hidden numbers of a token between blocks
 * @param blocks equal ones
 * @param heads of queries
 * @param keyHeads heads of keys and values, each shared by as many queries
 * @param headSize numbers of a head
 * @param width of the feed-forward part
 * @param vocabulary tokens that the head tells apart
 * @param positions that are learned; 0 if none are
 * @param segments that are learned; 0 if none are
 * @param tied whether the head is the table of embeddings
 * @param queryBias whether queries, keys and values have biases
 * @param outputBias whether the output of attention has
 * @param feedBias whether the feed-forward part has
 * @param window positions that a token attends to at most, if fewer than all
 * @param experts in the place of the feed-forward part, if it is a mixture
 */
public record Transformer(
        Family family,
        int hidden,
        int blocks,
        int heads,
        int keyHeads,
        int headSize,
        int width,
        int vocabulary,
        int positions,
        int segments,
        boolean tied,
        boolean queryBias,
        boolean outputBias,
        boolean feedBias,
        Optional<Integer> window,
        Optional<Experts> experts) {

    private static final int MOST = 1 << 24;
    private static final int MOST_BLOCKS = 1_024;

    /**
     * Reads {@code file}, a {@code config.json}.
     *
     * @throws InvalidInputException if it is faulty or of a family that is not known
     */
    public static Transformer read(Path file) {
        String name = file.toString();
        return of(new ConfigNode(name, "", StrictJson.parseObject(name, StrictJson.readText(file))));
    }

    /** The transformer that {@code config} describes. */
    public static Transformer of(ConfigNode config) {
        Family family = Family.of(config);
        return family == Family.GPT2 ? gpt2(config) : other(config, family);
    }

    private static Transformer gpt2(ConfigNode config) {
        int hidden = config.required("n_embd", 1, MOST);
        int heads = config.required("n_head", 1, MOST);
        return new Transformer(
                Family.GPT2,
                hidden,
                config.required("n_layer", 1, MOST_BLOCKS),
                heads,
                heads,
                headSize(config, hidden, heads, "n_head"),
                config.number("n_inner", 1, MOST).orElse(Math.multiplyExact(4, hidden)),
                config.required("vocab_size", 1, MOST),
                config.number("n_positions", 1, MOST).orElseGet(() -> config.required("n_ctx", 1, MOST)),
                0,
                config.flag("tie_word_embeddings").orElse(true),
                true,
                true,
                true,
                Optional.empty(),
                Optional.empty());
    }

    private static Transformer other(ConfigNode config, Family family) {
        int hidden = config.required("hidden_size", 1, MOST);
        int heads = config.required("num_attention_heads", 1, MOST);
        int keyHeads = config.number("num_key_value_heads", 1, MOST).orElse(heads);
        if (heads % keyHeads != 0) {
            throw config.fault("num_key_value_heads", "must divide num_attention_heads, was %d of %d", keyHeads, heads);
        }
        boolean bert = family == Family.BERT;
        return new Transformer(
                family,
                hidden,
                config.required("num_hidden_layers", 1, MOST_BLOCKS),
                heads,
                keyHeads,
                config.number("head_dim", 1, MOST)
                        .orElseGet(() -> headSize(config, hidden, heads, "num_attention_heads")),
                config.required("intermediate_size", 1, MOST),
                config.required("vocab_size", 1, MOST),
                bert ? config.required("max_position_embeddings", 1, MOST) : 0,
                bert ? config.required("type_vocab_size", 1, MOST) : 0,
                config.flag("tie_word_embeddings").orElse(family.tiedByDefault()),
                family.hasQueryBias(config),
                bert || (family != Family.QWEN2 && config.flag("attention_bias").orElse(false)),
                bert || config.flag("mlp_bias").orElse(false),
                family.window(config),
                family.experts(config));
    }

    private static int headSize(ConfigNode config, int hidden, int heads, String key) {
        if (hidden % heads != 0) {
            throw config.fault(key, "must divide the %d numbers of a token, was %d", hidden, heads);
        }
        return hidden / heads;
    }

    /** The layers of {@code pass}, in the order of execution; names are those of the checkpoint. */
    public List<Layer> layers(TokenPass pass) {
        return new TransformerLayers(this, pass).all();
    }

    /** Multiply-accumulates of {@code pass}. */
    public long macs(TokenPass pass) {
        return layers(pass).stream().mapToLong(layer -> layer.shape().macs()).reduce(0, Math::addExact);
    }

    /** Bytes of keys and values of {@code tokens} at {@code bits} each; an encoder keeps none. */
    public long cacheBytes(int tokens, int bits) {
        long numbers = family.isDecoder() ? 2L * blocks * keyHeads * headSize : 0;
        return Math.multiplyExact(numbers * bits, (long) Math.min(tokens, window.orElse(tokens))) / 8;
    }

    /** Numbers that training finds: all matrices, biases, norms and embeddings. */
    public long parameters() {
        return new TransformerParameters(this).all();
    }

    /** Name of the table that a tied model uses as its head. */
    public String embedding() {
        return family.names().embedding();
    }
}
