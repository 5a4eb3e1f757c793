package archsim.workloads.imports.transformer;

import archsim.workloads.Layer;
import archsim.workloads.network.LayerEntry;
import archsim.workloads.network.MatrixOperand;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Lays a pass out as layers.
 *
 * <p>Query heads that share keys are rows of one product, so that keys and values are read once for all of them. Tokens are
 * spread evenly over experts.
 */
final class TransformerLayers {

    private final Transformer model;
    private final TokenPass pass;
    private final Names names;
    private final List<Layer> layers = new ArrayList<>();

    TransformerLayers(Transformer model, TokenPass pass) {
        this.model = model;
        this.pass = pass;
        this.names = model.family().names();
    }

    List<Layer> all() {
        for (int block = 0; block < model.blocks(); block++) {
            addAttention(names.block() + block + ".");
            addFeedForward(names.block() + block + ".");
        }
        if (model.family().isDecoder()) {
            int rows = pass.headOnLastOnly() ? 1 : pass.tokens();
            add("lm_head", rows, model.hidden(), model.vocabulary());
        }
        return List.copyOf(layers);
    }

    private void addAttention(String block) {
        int queries = Math.multiplyExact(model.heads(), model.headSize());
        int keys = Math.multiplyExact(model.keyHeads(), model.headSize());
        String attention = block + names.attention();
        switch (model.family()) {
            case GPT2 -> add(attention + "c_attn", pass.tokens(), model.hidden(), queries + 2 * keys);
            case BERT -> addProjections(attention, "query", "key", "value", queries, keys);
            default -> addProjections(attention, "q_proj", "k_proj", "v_proj", queries, keys);
        }
        int rows = Math.multiplyExact(pass.tokens(), model.heads() / model.keyHeads());
        int attended = Math.min(pass.keys(), model.window().orElse(pass.keys()));
        addProduct(attention + "scores", rows, model.headSize(), attended);
        addProduct(attention + "context", rows, attended, model.headSize());
        add(block + names.output(), pass.tokens(), queries, model.hidden());
    }

    private void addProjections(String attention, String query, String key, String value, int queries, int keys) {
        add(attention + query, pass.tokens(), model.hidden(), queries);
        add(attention + key, pass.tokens(), model.hidden(), keys);
        add(attention + value, pass.tokens(), model.hidden(), keys);
    }

    private void addFeedForward(String block) {
        model.experts().ifPresentOrElse(experts -> addExperts(block, experts), () -> {
            if (model.family().isGated()) {
                add(block + "mlp.gate_proj", pass.tokens(), model.hidden(), model.width());
            }
            add(block + names.up(), pass.tokens(), model.hidden(), model.width());
            add(block + names.down(), pass.tokens(), model.width(), model.hidden());
        });
    }

    private void addExperts(String block, Experts experts) {
        add(block + experts.router(), pass.tokens(), model.hidden(), experts.count());
        for (int i = 0; i < experts.count(); i++) {
            int tokens = experts.tokensOf(i, pass.tokens());
            String expert = block + experts.prefix() + i + ".";
            if (tokens > 0) {
                add(expert + experts.gate(), tokens, model.hidden(), experts.width());
                add(expert + experts.up(), tokens, model.hidden(), experts.width());
                add(expert + experts.down(), tokens, experts.width(), model.hidden());
            }
        }
    }

    private void add(String name, int rows, int reduction, int columns) {
        layers.add(
                new LayerEntry.MatrixProduct(name, rows, reduction, columns, MatrixOperand.WEIGHTS, OptionalInt.empty())
                        .layer());
    }

    private void addProduct(String name, int rows, int reduction, int columns) {
        layers.add(new LayerEntry.MatrixProduct(
                        name, rows, reduction, columns, MatrixOperand.ACTIVATIONS, OptionalInt.of(model.keyHeads()))
                .layer());
    }
}
