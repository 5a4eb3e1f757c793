package archsim.engine.machines.loopnest.mapping;

import archsim.base.Ceil;
import archsim.base.RootLocale;
import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Level;
import archsim.engine.machines.loopnest.architecture.LevelCheck;
import archsim.engine.machines.loopnest.architecture.Spatial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the factors of one dimension may be under constraints: a least and a most of each level. */
public final class FactorRanges {

    private final List<Level> levels;
    private final int[] least;
    private final int[] most;

    public FactorRanges(List<Level> levels, NestConstraints constraints, Dimension dimension) {
        this.levels = levels;
        least = new int[levels.size()];
        most = new int[levels.size()];
        for (int i = 0; i < least.length; i++) {
            Level level = levels.get(i);
            least[i] = constraints.of(level).map(of -> of.least(dimension)).orElse(1);
            int stated = constraints.of(level).map(of -> of.most(dimension)).orElse(Integer.MAX_VALUE);
            most[i] = level instanceof Spatial spatial ? Math.min(stated, places(spatial, dimension)) : stated;
        }
    }

    private static int places(Spatial spatial, Dimension dimension) {
        return !spatial.spread().contains(dimension) ? 1 : spatial.packs() ? Integer.MAX_VALUE : spatial.instances();
    }

    /** The factor at a level is at least this. */
    public int least(int level) {
        return least[level];
    }

    /** The factor at a level is at most this; {@code Integer.MAX_VALUE} if it is free. */
    public int most(int level) {
        return most[level];
    }

    /** Whether some factors cover {@code bound} iterations, the outermost of them perhaps cut. */
    boolean canMake(int bound) {
        boolean[] inside = new boolean[bound];
        boolean complete = bound == 1;
        if (!complete) {
            inside[1] = true;
        }
        for (int level = levels.size() - 1; level >= 0; level--) {
            boolean[] next = new boolean[bound];
            complete &= least[level] == 1;
            for (int product = 1; product < bound; product++) {
                if (inside[product]) {
                    int parts = Ceil.div(bound, product);
                    complete |= least[level] <= parts && parts <= most[level];
                    for (int factor = least[level];
                            factor <= most[level] && (long) factor * product < bound;
                            factor++) {
                        next[factor * product] = true;
                    }
                }
            }
            inside = next;
        }
        return complete;
    }

    /** Iterations that the levels make: the most, or those of the factors fixed if these are already too many. */
    String product() {
        long fewest = LevelCheck.saturatedProduct(Arrays.stream(least).asLongStream());
        long many = LevelCheck.saturatedProduct(Arrays.stream(most).asLongStream());
        return fewest == many
                ? Long.toString(many)
                : RootLocale.format("%d to %s", fewest, many == Integer.MAX_VALUE ? "any number" : Long.toString(many));
    }

    /** The levels that are not free. */
    @Override
    public String toString() {
        var parts = new ArrayList<String>();
        for (int i = 0; i < least.length; i++) {
            String name = levels.get(i).name();
            if (least[i] == most[i] && most[i] > 1) {
                parts.add(name + " " + most[i]);
            } else if (most[i] < Integer.MAX_VALUE) {
                parts.add(name + " at most " + most[i]);
            }
        }
        return String.join(", ", parts);
    }
}
