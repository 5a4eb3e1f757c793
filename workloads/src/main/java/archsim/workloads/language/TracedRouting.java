package archsim.workloads.language;

import archsim.workloads.imports.IntegerArray;
import archsim.workloads.imports.transformer.Routing;
import java.util.Map;

/** Experts as a trace has them, token by token. */
final class TracedRouting implements Routing {

    private final Map<Integer, Choices> choicesByBlock;

    /**
     * The experts of a block's tokens.
     *
     * @param array that holds them
     * @param from index of the first token's first expert
     */
    record Choices(IntegerArray array, int from) {}

    /** @param choicesByBlock sound for the model, of as many tokens as the run has at least */
    TracedRouting(Map<Integer, Choices> choicesByBlock) {
        this.choicesByBlock = Map.copyOf(choicesByBlock);
    }

    @Override
    public int[] tokensOfExperts(int block, int experts, int perToken, long from, int tokens) {
        Choices choices = choicesByBlock.get(block);
        int first = Math.toIntExact(choices.from() + from * perToken);
        int[] sent = new int[experts];
        for (int i = first; i < first + tokens * perToken; i++) {
            sent[(int) choices.array().at(i)]++;
        }
        return sent;
    }
}
