package archsim.workloads.imports.transformer;

import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.imports.transformer.PlacedLayer.Operand;
import archsim.workloads.network.LayerEntry;
import archsim.workloads.network.MatrixOperand;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Lays a pass out as layers.
 *
 * <p>Query heads that share keys are rows of one product, so that keys and values are read once for all of them.
 */
final class TransformerLayers {

    private final Transformer model;
    private final TokenPass pass;
    private final Routing routing;
    private final long from;
    private final int sequences;
    private final Names names;
    private final List<PlacedLayer> layers = new ArrayList<>();

    TransformerLayers(Transformer model, TokenPass pass, Routing routing, long from, int sequences) {
        this.model = model;
        this.pass = pass;
        this.routing = routing;
        this.from = from;
        this.sequences = sequences;
        this.names = model.family().names();
    }

    List<PlacedLayer> all() {
        for (int i = 0; i < model.blocks().size(); i++) {
            Block block = model.blocks().get(i);
            String name = names.block() + i + ".";
            if (model.latent().isPresent()) {
                addLatentAttention(name, block, model.latent().get());
            } else {
                addAttention(name, block);
            }
            if (block.mixture()) {
                addMixture(i, name, model.experts().orElseThrow());
            } else {
                addFeedForward(name);
            }
        }
        if (model.family().isDecoder()) {
            int rows = pass.headOnLastOnly() ? 1 : pass.tokens();
            add("lm_head", rows, model.hidden(), model.vocabulary(), 0);
        }
        return List.copyOf(layers);
    }

    private void addAttention(String block, Block kind) {
        int queries = Math.multiplyExact(model.heads(), model.headSize());
        int keys = Math.multiplyExact(model.keyHeads(), model.headSize());
        String attention = block + names.attention();
        boolean kept = model.family().isDecoder();
        if (names.fused().isEmpty()) {
            add(attention + names.query(), pass.tokens(), model.hidden(), queries, 0);
            add(attention + names.key(), pass.tokens(), model.hidden(), keys, kept ? keys : 0);
            add(attention + names.value(), pass.tokens(), model.hidden(), keys, kept ? keys : 0);
        } else {
            add(attention + names.fused(), pass.tokens(), model.hidden(), queries + 2 * keys, kept ? 2 * keys : 0);
        }
        int together = model.heads() / model.keyHeads();
        Operand operand = kept ? Operand.CACHE : Operand.COMPUTED;
        addProducts(attention, kind, together, model.keyHeads(), model.headSize(), model.headSize(), operand);
        add(block + names.output(), pass.tokens(), queries, model.hidden(), 0);
    }

    private void addLatentAttention(String block, Block kind, LatentAttention latent) {
        String attention = block + names.attention();
        int heads = model.heads();
        int queries = Math.multiplyExact(heads, latent.plain() + latent.rotary());
        int tokens = pass.tokens();
        if (latent.queryRank().isPresent()) {
            add(
                    attention + "q_a_proj",
                    tokens,
                    model.hidden(),
                    latent.queryRank().get(),
                    0);
            add(attention + "q_b_proj", tokens, latent.queryRank().get(), queries, 0);
        } else {
            add(attention + "q_proj", tokens, model.hidden(), queries, 0);
        }
        add(attention + "kv_a_proj_with_mqa", tokens, model.hidden(), latent.cached(), latent.cached());
        if (pass.fromCache()) {
            String expanding = attention + "kv_b_proj";
            addHeads(expanding + ".key", latent.plain(), latent.rank(), expanding);
            addProducts(attention, kind, heads, 1, latent.cached(), latent.rank(), Operand.CACHE);
            addHeads(expanding + ".value", latent.rank(), latent.value(), expanding);
        } else {
            int expanded = Math.multiplyExact(heads, latent.plain() + latent.value());
            add(attention + "kv_b_proj", tokens, latent.rank(), expanded, 0);
            addProducts(attention, kind, 1, heads, latent.plain() + latent.rotary(), latent.value(), Operand.COMPUTED);
        }
        add(attention + "o_proj", tokens, Math.multiplyExact(heads, latent.value()), model.hidden(), 0);
    }

    /** Scores and context; a block of queries attends to the keys up to its last one if the causal mask is exploited. */
    private void addProducts(
            String attention, Block kind, int together, int keyHeads, int keySize, int valueSize, Operand operand) {
        int step = pass.causalBlock() == 0 ? pass.tokens() : pass.causalBlock();
        for (int first = 0; first < pass.tokens(); first += step) {
            int queries = Math.min(step, pass.tokens() - first);
            int upTo = pass.keys() - pass.tokens() + first + queries;
            int keys = step < pass.tokens()
                    ? (int) Math.min(upTo, (long) kind.window() + queries - 1)
                    : kind.attended(upTo);
            int rows = Math.multiplyExact(queries, together);
            String part = step < pass.tokens() ? "@" + first : "";
            addProduct(attention, "scores", part, rows, keySize, keys, keyHeads, keys, operand);
            addProduct(attention, "context", part, rows, keys, valueSize, keyHeads, keys, operand);
        }
    }

    private void addFeedForward(String block) {
        if (names.gate().isEmpty()) {
            int outputs = model.family().isGated() ? Math.multiplyExact(2, model.width()) : model.width();
            add(block + names.up(), pass.tokens(), model.hidden(), outputs, 0);
        } else {
            add(block + names.gate(), pass.tokens(), model.hidden(), model.width(), 0);
            add(block + names.up(), pass.tokens(), model.hidden(), model.width(), 0);
        }
        add(block + names.down(), pass.tokens(), model.width(), model.hidden(), 0);
    }

    private void addMixture(int number, String block, Experts experts) {
        Experts.Names parts = experts.names();
        add(block + parts.router(), pass.tokens(), model.hidden(), experts.count(), 0);
        int tokens = Math.multiplyExact(pass.tokens(), sequences);
        int[] sent = routing.tokensOfExperts(number, experts.count(), experts.perToken(), from, tokens);
        for (int i = 0; i < experts.count(); i++) {
            if (sent[i] > 0) {
                String expert = block + parts.prefix() + i + ".";
                addExpert(expert + parts.gate(), sent[i], model.hidden(), experts.width());
                addExpert(expert + parts.up(), sent[i], model.hidden(), experts.width());
                addExpert(expert + parts.down(), sent[i], experts.width(), model.hidden());
            }
        }
        if (experts.shared() > 0) {
            add(block + parts.shared() + parts.gate(), pass.tokens(), model.hidden(), experts.shared(), 0);
            add(block + parts.shared() + parts.up(), pass.tokens(), model.hidden(), experts.shared(), 0);
            add(block + parts.shared() + parts.down(), pass.tokens(), experts.shared(), model.hidden(), 0);
        }
        if (experts.gatedShare()) {
            add(block + "mlp.shared_expert_gate", pass.tokens(), model.hidden(), 1, 0);
        }
    }

    private static String pattern(String name) {
        return name.replaceAll("\\.[0-9]+\\.", ".*.");
    }

    private void add(String name, int rows, int reduction, int columns, int cached) {
        Layer layer = product(name, rows, reduction, columns, MatrixOperand.WEIGHTS, 1);
        layers.add(new PlacedLayer(layer, pattern(name), rows, name, Operand.WEIGHTS, cached, true));
    }

    /** One matrix of weights for each head. */
    private void addHeads(String name, int reduction, int columns, String storedAs) {
        Layer layer = product(name, pass.tokens(), reduction, columns, MatrixOperand.WEIGHTS, model.heads());
        layers.add(new PlacedLayer(layer, pattern(name), pass.tokens(), storedAs, Operand.WEIGHTS, 0, true));
    }

    /** Tokens of all sequences; while decoding each is a vector of its own, as in all other layers. */
    private void addExpert(String name, int tokens, int reduction, int columns) {
        Layer layer = pass.fromCache()
                ? new Layer(name, LayerShape.fullyConnected(tokens, reduction, columns))
                : product(name, tokens, reduction, columns, MatrixOperand.WEIGHTS, 1);
        layers.add(new PlacedLayer(layer, pattern(name), tokens, name, Operand.WEIGHTS, 0, false));
    }

    private void addProduct(
            String attention,
            String what,
            String part,
            int rows,
            int reduction,
            int columns,
            int heads,
            int keys,
            Operand operand) {
        String name = attention + what;
        Layer layer = product(name + part, rows, reduction, columns, MatrixOperand.ACTIVATIONS, heads);
        layers.add(new PlacedLayer(layer, pattern(name), keys, name, operand, 0, true));
    }

    private static Layer product(String name, int rows, int reduction, int columns, MatrixOperand times, int heads) {
        return new LayerEntry.MatrixProduct(name, rows, reduction, columns, times, OptionalInt.of(heads)).layer();
    }
}
