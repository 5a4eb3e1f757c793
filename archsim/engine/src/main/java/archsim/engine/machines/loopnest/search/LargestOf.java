package archsim.engine.machines.loopnest.search;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.math3.distribution.NormalDistribution;

/** Expected largest of several standard normal variables, by the approximation of Blom (1958). */
final class LargestOf {

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
    private static final Map<Integer, Double> KNOWN = new ConcurrentHashMap<>();

    private LargestOf() {}

    static double normal(int count) {
        return count == 1
                ? 0
                : KNOWN.computeIfAbsent(count, n -> NORMAL.inverseCumulativeProbability((n - 0.375) / (n + 0.25)));
    }
}
