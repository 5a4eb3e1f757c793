package archsim.workloads.language;

import archsim.workloads.imports.transformer.Routing;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** A routing that remembers how many tokens each expert of each block got. */
final class CountedRouting implements Routing {

    private final Routing routing;
    private final Map<Integer, long[]> tokensByBlock = new HashMap<>();

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
}
