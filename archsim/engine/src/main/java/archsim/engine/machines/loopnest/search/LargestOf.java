package archsim.engine.machines.loopnest.search;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;

/** Expected largest of several standard normal variables, by the approximation of Blom (1958); for one thread. */
final class LargestOf {

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
    private static final int MOST_KNOWN = 1 << 12;

    /** By count; 0 where it was not asked for. */
    private double[] known = new double[64];

    double normal(int count) {
        if (count == 1) {
            return 0;
        }
        if (count >= MOST_KNOWN) {
            return found(count);
        }
        if (count >= known.length) {
            known = Arrays.copyOf(known, MOST_KNOWN);
        }
        if (known[count] == 0) {
            known[count] = found(count);
        }
        return known[count];
    }

    private static double found(int count) {
        return NORMAL.inverseCumulativeProbability((count - 0.375) / (count + 0.25));
    }
}
