package archsim.workloads.imports.transformer;

/**
 * One run of a language model.
 *
 * @param tokens new ones, each of which goes through all layers
 * @param keys positions that each new token attends to, its own included; the causal mask is not exploited
 * @param headOnLastOnly whether only the last token goes through the output head
 */
public record TokenPass(int tokens, int keys, boolean headOnLastOnly) {

    public TokenPass {
        if (tokens < 1 || keys < tokens) {
            throw new IllegalArgumentException(
                    "tokens must be at least 1 and attend to all of themselves, was " + tokens + " with keys " + keys);
        }
    }

    /** A prompt of {@code tokens}, all pairs of which are multiplied, with the head on each. */
    public static TokenPass prefill(int tokens) {
        return new TokenPass(tokens, tokens, false);
    }

    /** One new token that attends to {@code context} positions, its own included. */
    public static TokenPass decode(int context) {
        return new TokenPass(1, context, false);
    }

    /** The same with the head on the last token only, as generation needs it. */
    public TokenPass withHeadOnLastOnly() {
        return new TokenPass(tokens, keys, true);
    }
}
