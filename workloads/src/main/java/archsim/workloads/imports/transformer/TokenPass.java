package archsim.workloads.imports.transformer;

/**
 * One run of a language model over tokens of each sequence of a batch.
 *
 * @param tokens new ones of a sequence, each of which goes through all layers
 * @param keys positions that each new token attends to, its own included
 * @param fromCache whether keys and values of earlier tokens come from a cache
 * @param headOnLastOnly whether only the last token goes through the output head
 * @param causalBlock queries that are computed together, each with the keys up to the last of them; 0 if the causal mask is
 *     not exploited, so that all pairs are multiplied
 */
public record TokenPass(int tokens, int keys, boolean fromCache, boolean headOnLastOnly, int causalBlock) {

    public TokenPass {
        if (tokens < 1 || keys < tokens || causalBlock < 0) {
            throw new IllegalArgumentException(
                    "tokens must be at least 1 and attend to all of themselves, was " + tokens + " with keys " + keys);
        }
    }

    /** A prompt of {@code tokens}, all pairs of which are multiplied, with the head on each. */
    public static TokenPass prefill(int tokens) {
        return new TokenPass(tokens, tokens, false, false, 0);
    }

    /** One new token that attends to {@code context} positions, its own included. */
    public static TokenPass decode(int context) {
        return new TokenPass(1, context, true, false, 0);
    }

    /** The same with the head on the last token only, as generation needs it. */
    public TokenPass withHeadOnLastOnly() {
        return new TokenPass(tokens, keys, fromCache, true, causalBlock);
    }

    /** The same with queries in blocks of {@code queries}, each with the keys up to its last. */
    public TokenPass inCausalBlocks(int queries) {
        return new TokenPass(tokens, keys, fromCache, headOnLastOnly, queries);
    }
}
