package archsim.workloads.imports.transformer;

/**
 * A mixture of experts in the place of one gated feed-forward part.
 *
 * @param count of experts
 * @param perToken that a token is sent to
 * @param width of an expert
 * @param router name of the layer that chooses, after the block's
 * @param prefix of an expert's layers, before its number
 * @param gate layer of an expert, likewise up and down
 */
record Experts(int count, int perToken, int width, String router, String prefix, String gate, String up, String down) {

    Experts {
        if (perToken > count) {
            throw new IllegalArgumentException(
                    "experts for a token must be at most all, was " + perToken + " of " + count);
        }
    }

    /** Tokens of expert {@code expert} where {@code tokens} are spread as evenly as they can be. */
    int tokensOf(int expert, int tokens) {
        long sent = Math.multiplyExact((long) tokens, (long) perToken);
        return (int) (sent / count + (expert < sent % count ? 1 : 0));
    }
}
