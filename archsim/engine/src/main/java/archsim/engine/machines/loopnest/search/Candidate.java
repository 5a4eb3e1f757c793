package archsim.engine.machines.loopnest.search;

import archsim.engine.machines.loopnest.architecture.Dimension;
import java.util.Arrays;

/** A mapping while it is searched: a factor for each level and dimension, and which loops are innermost at each level. */
final class Candidate {

    final int[][] factors;
    final int[] order;

    Candidate(int levels) {
        factors = new int[levels][Dimension.COUNT];
        for (int[] level : factors) {
            Arrays.fill(level, 1);
        }
        order = new int[levels];
    }

    Candidate(Candidate other) {
        factors = new int[other.factors.length][];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = other.factors[i].clone();
        }
        order = other.order.clone();
    }

    /** Makes it the same as another of as many levels. */
    void set(Candidate other) {
        for (int i = 0; i < factors.length; i++) {
            System.arraycopy(other.factors[i], 0, factors[i], 0, Dimension.COUNT);
        }
        System.arraycopy(other.order, 0, order, 0, order.length);
    }

    boolean isLike(Candidate other) {
        return Arrays.deepEquals(factors, other.factors) && Arrays.equals(order, other.order);
    }
}
