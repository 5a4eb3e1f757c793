package archsim.workloads.imports.transformer;

/** Counts the numbers that training finds. */
record TransformerParameters(Transformer model) {

    long all() {
        long norm = (long) model.hidden() * (model.family().hasBiases() ? 2 : 1);
        long block = attention() + feedForward() + 2 * norm;
        return embeddings(norm) + model.blocks() * block + head(norm);
    }

    private long embeddings(long norm) {
        long rows = (long) model.vocabulary() + model.positions() + model.segments();
        return rows * model.hidden() + (model.family() == Family.BERT ? norm : 0);
    }

    private long attention() {
        long queries = (long) model.heads() * model.headSize();
        long keys = (long) model.keyHeads() * model.headSize();
        long weights = model.hidden() * (2 * queries + 2 * keys);
        long biases = (model.queryBias() ? queries + 2 * keys : 0) + (model.outputBias() ? model.hidden() : 0);
        long norms = model.family().hasQueryNorm() ? 2L * model.headSize() : 0;
        return weights + biases + norms;
    }

    private long feedForward() {
        long matrices = model.family().isGated() ? 3 : 2;
        return model.experts()
                .map(experts -> (long) experts.count() * model.hidden() * (matrices * experts.width() + 1))
                .orElseGet(() -> matrices * model.hidden() * model.width()
                        + (model.feedBias() ? (matrices - 1) * model.width() + model.hidden() : 0));
    }

    /** The last norm and the head of a decoder; of an encoder the layer on its first token. */
    private long head(long norm) {
        if (model.family() == Family.BERT) {
            return (long) model.hidden() * (model.hidden() + 1);
        }
        return norm + (model.tied() ? 0 : (long) model.vocabulary() * model.hidden());
    }
}
