package archsim.workloads.imports.transformer;

import archsim.base.InvalidInputException;
import archsim.base.json.StrictJson;
import archsim.workloads.Layer;
import archsim.workloads.imports.checkpoint.ConfigNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A transformer as its configuration describes it.
 *
 * @param family of models
 * @param hidden numbers of a token between blocks
 * @param heads of queries
 * @param keyHeads heads of keys and values, each shared by as many queries
 * @param headSize numbers of a head
 * @param width of the feed-forward part
 * @param vocabulary tokens that the head tells apart
 * @param positions that are learned; 0 if none are
 * @param segments that are learned; 0 if none are
 * @param tied whether the head is the table of embeddings
 * @param biases of its layers
 * @param blocks in the order of execution
 * @param latent how keys and values are kept, if not as they are
 * @param experts in the place of the feed-forward part of some blocks
 */
public record Transformer(
        Family family,
        int hidden,
        int heads,
        int keyHeads,
        int headSize,
        int width,
        int vocabulary,
        int positions,
        int segments,
        boolean tied,
        Biases biases,
        List<Block> blocks,
        Optional<LatentAttention> latent,
        Optional<Experts> experts) {

    public Transformer {
        blocks = List.copyOf(blocks);
    }

    /**
     * Reads {@code file}, a {@code config.json}.
     *
     * @throws InvalidInputException if it is faulty or of a family that is not known
     */
    public static Transformer read(Path file) {
        String name = file.toString();
        return of(new ConfigNode(name, "", StrictJson.parseObject(name, StrictJson.readText(file))));
    }

    /**
     * The transformer that {@code config} describes.
     *
     * @throws InvalidInputException with all faults of the configuration
     */
    public static Transformer of(ConfigNode config) {
        return TransformerConfig.read(config);
    }

    /** The layers of {@code pass} over one sequence, in the order of execution; names are those of the checkpoint. */
    public List<Layer> layers(TokenPass pass) {
        return placed(pass, Routing.EVEN, 0, 1).stream().map(PlacedLayer::layer).toList();
    }

    /**
     * The layers of {@code pass} over a batch of {@code sequences}, in the order of execution.
     *
     * @param routing of tokens to experts
     * @param from tokens of all sequences that were routed before
     */
    public List<PlacedLayer> placed(TokenPass pass, Routing routing, long from, int sequences) {
        return new TransformerLayers(this, pass, routing, from, sequences).all();
    }

    /** Multiply-accumulates of {@code pass} over one sequence. */
    public long macs(TokenPass pass) {
        return layers(pass).stream().mapToLong(layer -> layer.shape().macs()).reduce(0, Math::addExact);
    }

    /** Bytes of keys and values of {@code tokens} of a sequence at {@code bits} each; an encoder keeps none. */
    public long cacheBytes(int tokens, int bits) {
        if (!family.isDecoder()) {
            return 0;
        }
        long numbers = latent.map(LatentAttention::cached)
                .orElseGet(() -> Math.multiplyExact(2, Math.multiplyExact(keyHeads, headSize)));
        long positions =
                blocks.stream().mapToLong(block -> block.attended(tokens)).sum();
        return Math.multiplyExact(numbers * bits, positions) / Byte.SIZE;
    }

    /** Numbers that training finds: all matrices, biases, norms and embeddings. */
    public long parameters() {
        return new TransformerParameters(this).all();
    }

    /** Those of them that one token meets, its whole table of embeddings included. */
    public long activeParameters() {
        return new TransformerParameters(this).active();
    }

    /**
     * Operations of one token beside the products of layers, by what they are for; those of softmax and of choosing a token are
     * not among them.
     */
    public Map<String, Long> otherOperations() {
        return new OtherOperations(this).ofToken();
    }

    /** Whether it generates: keeps keys and values, and has a head. */
    public boolean isDecoder() {
        return family.isDecoder();
    }

    /** Whether some blocks are mixtures of experts. */
    public boolean isMixture() {
        return experts.isPresent();
    }

    /** Experts of a block; 0 if no block is a mixture. */
    public int expertCount() {
        return experts.map(Experts::count).orElse(0);
    }

    /** Experts that a token is sent to in each such block. */
    public int expertsPerToken() {
        return experts.map(Experts::perToken).orElse(0);
    }

    /** Numbers of the blocks that are mixtures, counted from 0. */
    public List<Integer> mixtures() {
        return IntStream.range(0, blocks.size())
                .filter(i -> blocks.get(i).mixture())
                .boxed()
                .toList();
    }

    /** Rows of the matrix that expands keys and values, if they are kept as latent vectors. */
    public Optional<ExpandedHead> expandedHead() {
        return latent.map(found -> new ExpandedHead(heads, found.plain(), found.value()));
    }

    /** Name of the table that a tied model uses as its head. */
    public String embedding() {
        return family.names().embedding();
    }
}
