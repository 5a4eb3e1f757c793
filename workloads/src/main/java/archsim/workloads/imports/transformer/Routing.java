package archsim.workloads.imports.transformer;

/** Which experts tokens are sent to. */
@FunctionalInterface
public interface Routing {

    /** Tokens are spread over experts as evenly as they can be, one expert after the other. */
    Routing EVEN = (block, experts, perToken, from, tokens) -> {
        long sent = Math.multiplyExact((long) tokens, (long) perToken);
        int first = (int) (Math.multiplyExact(from, (long) perToken) % experts);
        int[] each = new int[experts];
        for (int i = 0; i < experts; i++) {
            each[(first + i) % experts] = (int) (sent / experts + (i < sent % experts ? 1 : 0));
        }
        return each;
    };

    /**
     * Tokens that each expert of a block gets.
     *
     * @param block number of the block among all
     * @param experts of the block
     * @param perToken experts for a token
     * @param from tokens of the run that came before
     * @param tokens of all sequences
     * @return as many as {@code experts}, each at most {@code tokens}, with a sum of {@code tokens * perToken}
     */
    int[] tokensOfExperts(int block, int experts, int perToken, long from, int tokens);
}
