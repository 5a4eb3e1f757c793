package archsim.workloads.imports.transformer;

/** Counts the numbers that training finds. */
record TransformerParameters(Transformer model) {

    /** All of them. */
    long all() {
        return count(false);
    }

    /** Those that a token meets: of the experts those that it is sent to. */
    long active() {
        return count(true);
    }

    private long count(boolean active) {
        long sum = embeddings() + head();
        for (Block block : model.blocks()) {
            sum = Math.addExact(sum, attention() + model.family().normsOfBlock() * norm());
            sum = Math.addExact(sum, block.mixture() ? mixture(active) : feedForward(model.width()) + feedBiases());
        }
        return sum;
    }

    private long norm() {
        return (long) model.hidden() * (model.family().hasBiases() ? 2 : 1);
    }

    private long embeddings() {
        long rows = (long) model.vocabulary() + model.positions() + model.segments();
        return rows * model.hidden() + (model.family() == Family.BERT ? norm() : 0);
    }

    private long attention() {
        return model.latent().map(this::latentAttention).orElseGet(this::groupedAttention);
    }

    private long groupedAttention() {
        long queries = (long) model.heads() * model.headSize();
        long keys = (long) model.keyHeads() * model.headSize();
        long weights = model.hidden() * (2 * queries + 2 * keys);
        long biases = (model.biases().queries() ? queries + 2 * keys : 0)
                + (model.biases().output() ? model.hidden() : 0);
        long norms = model.family().hasQueryNorm() ? 2L * model.headSize() : 0;
        return weights + biases + norms;
    }

    private long latentAttention(LatentAttention latent) {
        long heads = model.heads();
        long head = (long) latent.plain() + latent.rotary();
        long queries = latent.queryRank()
                .map(rank -> (long) rank * (model.hidden() + 1 + heads * head))
                .orElse(model.hidden() * heads * head);
        long keys = (long) model.hidden() * latent.cached() + latent.rank();
        long expanded = latent.rank() * heads * ((long) latent.plain() + latent.value());
        return queries + keys + expanded + heads * latent.value() * model.hidden();
    }

    private long feedForward(int width) {
        long matrices = model.family().isGated() ? 3 : 2;
        return matrices * model.hidden() * width;
    }

    private long feedBiases() {
        long matrices = model.family().isGated() ? 3 : 2;
        return model.biases().feedForward() ? (matrices - 1) * model.width() + model.hidden() : 0;
    }

    private long mixture(boolean active) {
        Experts experts = model.experts().orElseThrow();
        long router = (long) experts.count() * (model.hidden() + (experts.bias() ? 1 : 0));
        long used = active ? experts.perToken() : experts.count();
        long share = feedForward(experts.shared()) + (experts.gatedShare() ? model.hidden() : 0);
        return router + used * feedForward(experts.width()) + share;
    }

    /** The last norm and the head of a decoder; of an encoder the layer on its first token. */
    private long head() {
        if (model.family() == Family.BERT) {
            return (long) model.hidden() * (model.hidden() + 1);
        }
        return norm() + (model.tied() ? 0 : (long) model.vocabulary() * model.hidden());
    }
}
