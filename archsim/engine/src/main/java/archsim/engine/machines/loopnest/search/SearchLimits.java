package archsim.engine.machines.loopnest.search;

import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Level;
import archsim.engine.machines.loopnest.architecture.Spatial;
import archsim.engine.machines.loopnest.mapping.FactorRanges;
import archsim.engine.machines.loopnest.mapping.LevelConstraint;
import archsim.engine.machines.loopnest.mapping.NestConstraints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What constraints leave to a search: factors by level and dimension, and orders of loops by level. */
final class SearchLimits {

    /** Loops that one tensor has no use for: innermost, they let its tile stay. The three are all that matter. */
    private static final Dimension[][] ORDERS = {
        {Dimension.G, Dimension.N, Dimension.P, Dimension.Q, Dimension.K, Dimension.C, Dimension.R, Dimension.S},
        {Dimension.G, Dimension.C, Dimension.R, Dimension.S, Dimension.N, Dimension.P, Dimension.Q, Dimension.K},
        {Dimension.G, Dimension.K, Dimension.C, Dimension.R, Dimension.S, Dimension.N, Dimension.P, Dimension.Q},
    };

    private final List<Level> levels;
    private final boolean none;
    private final int[][] least;
    private final int[][] most;
    private final Dimension[][][] orders;

    SearchLimits(List<Level> levels, NestConstraints constraints) {
        this.levels = levels;
        none = constraints.isNone();
        least = new int[levels.size()][Dimension.COUNT];
        most = new int[levels.size()][Dimension.COUNT];
        orders = new Dimension[levels.size()][][];
        for (Dimension dimension : Dimension.values()) {
            var ranges = new FactorRanges(levels, constraints, dimension);
            for (int level = 0; level < levels.size(); level++) {
                least[level][dimension.at()] = ranges.least(level);
                most[level][dimension.at()] = ranges.most(level);
            }
        }
        for (int level = 0; level < levels.size(); level++) {
            orders[level] = constraints
                    .of(levels.get(level))
                    .flatMap(LevelConstraint::innermost)
                    .map(SearchLimits::withInnermost)
                    .orElse(ORDERS);
        }
    }

    /** The three with some loops moved inside all others: what else lets a tile stay stands next to them as before. */
    private static Dimension[][] withInnermost(List<Dimension> innermost) {
        Set<List<Dimension>> distinct = new LinkedHashSet<>();
        for (Dimension[] order : ORDERS) {
            var moved = new ArrayList<>(Arrays.asList(order));
            moved.removeAll(innermost);
            moved.addAll(innermost);
            distinct.add(moved);
        }
        return distinct.stream().map(order -> order.toArray(Dimension[]::new)).toArray(Dimension[][]::new);
    }

    /** Whether nothing is fixed. */
    boolean isNone() {
        return none;
    }

    int least(int level, int dimension) {
        return least[level][dimension];
    }

    int most(int level, int dimension) {
        return most[level][dimension];
    }

    /** How many orders of a level there are. */
    int orders(int level) {
        return orders[level].length;
    }

    /** Loops of a level in one of its orders, outermost first. */
    Dimension[] order(int level, int index) {
        return orders[level][index];
    }

    /** Places to spread loops over at a level at least. */
    long leastPlaces(int level) {
        return Arrays.stream(least[level]).asLongStream().reduce(1, (a, b) -> a * b);
    }

    /** Instances of a level that work at the same time at most: loops that sum up never share it with others. */
    long busy(int level, int[] bounds) {
        if (!(levels.get(level) instanceof Spatial spatial)) {
            return 1;
        }
        long kept = 1;
        long reduced = 1;
        for (Dimension dimension : spatial.spread()) {
            long places = Math.min(bounds[dimension.at()], most[level][dimension.at()]);
            if (dimension.isReduced()) {
                reduced = Math.min(spatial.instances(), reduced * places);
            } else {
                kept = Math.min(spatial.instances(), kept * places);
            }
        }
        return Math.max(kept, reduced);
    }

    /** Whether all factors of a candidate are within these limits. */
    boolean allow(Candidate candidate) {
        for (int level = 0; !none && level < least.length; level++) {
            for (int d = 0; d < Dimension.COUNT; d++) {
                int factor = candidate.factors[level][d];
                if (factor < least[level][d] || factor > most[level][d]) {
                    return false;
                }
            }
        }
        return true;
    }
}
