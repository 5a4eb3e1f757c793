package archsim.workloads.language;

import archsim.workloads.imports.transformer.Routing;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.math3.special.Erf;

/**
 * Experts that are drawn, those of a block with log-normal weights, of blocks and of tokens independently.
 *
 * <p>An expert's chance to get a token is in proportion to its weight, and 1 at most: experts in a row are stretches as long as
 * their chances, which add up to the experts of a token, and a token is sent to those in whose stretches {@code u, u + 1, ...}
 * lie, with {@code u} drawn from 0 to 1. A token's experts differ so, and an expert's tokens are binomial in its chance.
 *
 * <p>Sources: the weights {@code exp(sigma z)} have a Gini index of {@code erf(sigma / 2)}, J. Aitchison and J. A. C. Brown,
 * "The Lognormal Distribution", 1957; tokens fit a log-normal distribution best among those tried by deepseek-ai/DeepEP, pull
 * request 393; systematic sampling, W. G. Madow, 1949.
 */
final class LogNormalRouting implements Routing {

    /** Chances are whole multiples of a 2^40th, so that stretches join without gap or overlap. */
    private static final long ONE = 1L << 40;

    private static final long INCREMENT = 0x9e3779b97f4a7c15L;

    private final double sigma;
    private final long seed;
    private final Map<Integer, long[]> endsByBlock = new ConcurrentHashMap<>();

    LogNormalRouting(RoutingSkew skew, long seed) {
        this.sigma = 2 * Erf.erfInv(skew.gini());
        this.seed = seed;
    }

    @Override
    public int[] tokensOfExperts(int block, int experts, int perToken, long from, int tokens) {
        long[] ends = endsByBlock.computeIfAbsent(block, unused -> ends(chances(weights(block, experts), perToken)));
        long ofTokens = new SplittableRandom(seedOf(block)).split().nextLong();
        int[] sent = new int[experts];
        for (long token = from; token < from + tokens; token++) {
            long first = new SplittableRandom(ofTokens + token * INCREMENT).nextLong() >>> (Long.SIZE - 40);
            for (int i = 0; i < perToken; i++) {
                sent[stretch(ends, first + i * ONE)]++;
            }
        }
        return sent;
    }

    private long seedOf(int block) {
        return new SplittableRandom(seed ^ (block + 1L) * INCREMENT).nextLong();
    }

    /** The stretch that {@code place} lies in: the first that ends behind it. */
    private static int stretch(long[] ends, long place) {
        int found = Arrays.binarySearch(ends, place + 1);
        int at = found < 0 ? -found - 1 : found;
        while (at > 0 && ends[at - 1] > place) {
            at--;
        }
        return at;
    }

    double[] weights(int block, int experts) {
        var random = new SplittableRandom(seedOf(block));
        double[] weights = new double[experts];
        for (int i = 0; i < experts; i++) {
            weights[i] = StrictMath.exp(sigma * gaussian(random));
        }
        return weights;
    }

    /** By the method of Box and Muller, whose numbers are the same with every Java. */
    private static double gaussian(SplittableRandom random) {
        double length = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return length * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }

    /** In proportion to {@code weights}, but at most 1, with a sum of {@code perToken}. */
    static double[] chances(double[] weights, int perToken) {
        double[] chances = new double[weights.length];
        int certain = 0;
        while (true) {
            double rest = 0;
            for (int i = 0; i < weights.length; i++) {
                rest += chances[i] < 1 ? weights[i] : 0;
            }
            int before = certain;
            for (int i = 0; i < weights.length; i++) {
                if (chances[i] < 1) {
                    chances[i] = Math.min(1, (perToken - before) * weights[i] / rest);
                    certain += chances[i] == 1 ? 1 : 0;
                }
            }
            if (certain == before) {
                return chances;
            }
        }
    }

    private static long[] ends(double[] chances) {
        long[] lengths = Arrays.stream(chances)
                .mapToLong(chance -> Math.round(chance * ONE))
                .toArray();
        long missing = Math.round(Arrays.stream(chances).sum()) * ONE
                - Arrays.stream(lengths).sum();
        for (int i = 0; i < lengths.length; i++) {
            long added = Math.max(-lengths[i], Math.min(missing, ONE - lengths[i]));
            lengths[i] += added;
            missing -= added;
        }
        Arrays.parallelPrefix(lengths, Long::sum);
        return lengths;
    }
}
