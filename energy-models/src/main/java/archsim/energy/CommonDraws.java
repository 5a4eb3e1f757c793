package archsim.energy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Energies of workloads under draws of all prices, workload by workload.
 *
 * <p>What a price is in a draw depends on the seed, the action and the draw alone, so that workloads that are drawn apart
 * share it. Prices are drawn as those of a {@link MonteCarlo}.
 *
 * @param draws how often all prices are drawn
 * @param seed of the draws
 */
public record CommonDraws(int draws, long seed) {

    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    public CommonDraws {
        if (draws < 1) {
            throw new IllegalArgumentException("draws must be at least 1, was " + draws);
        }
    }

    /**
     * Energy of {@code counts} in each draw, in picojoules.
     *
     * @throws UnpricedActionException if the model does not cover an action
     */
    public double[] energiesPj(ActionCounts counts, EnergyModel model) {
        Map<Action, Long> byAction = new LinkedHashMap<>();
        counts.forEach((key, count) -> byAction.merge(key.action(), count, Long::sum));
        double[] energiesPj = new double[draws];
        byAction.forEach((action, count) -> {
            var draw = new PriceDraw(new SplittableRandom(seedOf(action)));
            EnergyModel.Price price = model.price(action);
            for (int i = 0; i < draws; i++) {
                energiesPj[i] += count * draw.draw(price);
            }
        });
        return energiesPj;
    }

    private long seedOf(Action action) {
        long hash = FNV_BASIS;
        for (byte octet : action.toString().getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ Byte.toUnsignedLong(octet)) * FNV_PRIME;
        }
        return new SplittableRandom(seed).nextLong() ^ hash;
    }
}
