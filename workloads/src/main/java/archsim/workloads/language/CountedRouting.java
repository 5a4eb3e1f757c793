package archsim.workloads.language;

import archsim.workloads.imports.transformer.Routing;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** A routing that remembers how many tokens each expert of each block got. */
final class CountedRouting implements Routing {

    private final Routing routing;
    private final Map<Integer, long[]> tokensByBlock = new TreeMap<>();

    CountedRouting(Routing routing) {
        this.routing = routing;
    }

    @Override
    public int[] tokensOfExperts(int block, int experts, int perToken, long from, int tokens) {
        int[] sent = routing.tokensOfExperts(block, experts, perToken, from, tokens);
        long[] all = tokensByBlock.computeIfAbsent(block, unused -> new long[experts]);
        for (int i = 0; i < experts; i++) {
            all[i] += sent[i];
        }
        return sent;
    }

    /** Largest share of a block's routed tokens that one expert got; empty if none were routed. */
    OptionalDouble busiestShare() {
        return tokensByBlock.values().stream()
                .mapToDouble(all -> (double) Arrays.stream(all).max().orElse(0)
                        / Arrays.stream(all).sum())
                .max();
    }

    /** The same over the share of a mean expert. */
    OptionalDouble busiestOverMean() {
        return tokensByBlock.values().stream()
                .mapToDouble(all -> (double) Arrays.stream(all).max().orElse(0)
                        * all.length
                        / Arrays.stream(all).sum())
                .max();
    }

    /** Gini index of the tokens of a block's experts, the mean of all blocks; empty if no tokens were routed. */
    OptionalDouble gini() {
        return tokensByBlock.values().stream().mapToDouble(CountedRouting::gini).average();
    }

    /** Half the mean difference of two experts' tokens over the mean. */
    private static double gini(long[] tokens) {
        long[] rising = tokens.clone();
        Arrays.sort(rising);
        double weighted = 0;
        double sum = 0;
        for (int i = 0; i < rising.length; i++) {
            weighted += (2.0 * i + 1 - rising.length) * rising[i];
            sum += rising[i];
        }
        return weighted / (sum * rising.length);
    }
}
