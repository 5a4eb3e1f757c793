package archsim.engine.machines.loopnest.mapping;

import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Level;
import archsim.engine.machines.loopnest.architecture.Memory;
import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.engine.machines.loopnest.architecture.Spatial;
import archsim.engine.machines.loopnest.architecture.SubWord;
import archsim.workloads.LayerShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/**
 * The loops of one layer on a machine, flattened: outermost first, the loops of a level together.
 *
 * <p>Loop {@code i} runs over {@link #dimension} in steps of {@link #step} elements. A box of iterations that ends at the
 * layer's edge has fewer of them.
 */
public final class Nest {

    private static final List<Operand> OPERANDS = List.of(Operand.values());

    private final LayerShape shape;
    private final Level[] levels;
    private final int[] bounds = new int[Dimension.COUNT];
    private final int[] dimension;
    private final int[] factor;
    private final int[] step;
    private final int[] levelOf;
    private final int[] first;
    private final long[] usedInstances;
    private final long[] copiesOfSums;
    private final int[] multipliers;
    private final boolean[][] skips;
    private final boolean[][] packs;

    /**
     * A nest whose factors are known to cover the layer.
     *
     * @param loops of each level, outermost first
     */
    Nest(LayerShape shape, List<Level> levels, List<List<GivenLoop>> loops) {
        this.shape = shape;
        this.levels = levels.toArray(Level[]::new);
        int count = loops.stream().mapToInt(List::size).sum();
        dimension = new int[count];
        factor = new int[count];
        step = new int[count];
        levelOf = new int[count];
        first = new int[levels.size() + 1];
        int at = 0;
        for (int level = 0; level < levels.size(); level++) {
            first[level] = at;
            for (GivenLoop loop : loops.get(level)) {
                dimension[at] = loop.loop().at();
                factor[at] = loop.factor();
                levelOf[at++] = level;
            }
        }
        first[levels.size()] = at;
        int[] below = new int[Dimension.COUNT];
        Arrays.fill(below, 1);
        for (int i = count - 1; i >= 0; i--) {
            step[i] = below[dimension[i]];
            below[dimension[i]] = Math.multiplyExact(below[dimension[i]], factor[i]);
        }
        for (Dimension each : Dimension.values()) {
            bounds[each.at()] = each.bound(shape);
        }
        skips = byLevel(Level::skips);
        packs = byLevel(Level::packs);
        multipliers = new int[levels.size() + 1];
        multipliers[levels.size()] = 1;
        for (int level = levels.size() - 1; level >= 0; level--) {
            multipliers[level] =
                    Math.multiplyExact(multipliers[level + 1], levels.get(level).instances());
        }
        usedInstances = new long[levels.size() + 1];
        copiesOfSums = new long[levels.size() + 1];
        for (int level = 0; level <= levels.size(); level++) {
            usedInstances[level] = used(level, false);
            copiesOfSums[level] = used(level, true);
        }
    }

    private boolean[][] byLevel(BiPredicate<Level, Operand> of) {
        boolean[][] found = new boolean[levels.length][OPERANDS.size()];
        for (int level = 0; level < found.length; level++) {
            for (int i = 0; i < found[level].length; i++) {
                found[level][i] = of.test(levels[level], OPERANDS.get(i));
            }
        }
        return found;
    }

    /** Whether steps of a level's loops are skipped where {@code operand} is zero throughout. */
    public boolean skips(int level, Operand operand) {
        return skips[level][operand.at()];
    }

    /** Whether places of a level at which {@code operand} is zero throughout take no instance. */
    public boolean packs(int level, Operand operand) {
        return packs[level][operand.at()];
    }

    /** Levels behind {@code from} and before {@code to} whose instances have links, outermost first. */
    public List<Integer> linkedBetween(int from, int to) {
        return IntStream.range(from + 1, to)
                .filter(level -> levels[level] instanceof Spatial spatial
                        && spatial.hopMm().isPresent())
                .boxed()
                .toList();
    }

    /** The layer's loop bounds. */
    public LayerShape shape() {
        return shape;
    }

    /** Levels, the multipliers behind the last not counted. */
    public int levels() {
        return levels.length;
    }

    /** A level, outermost first. */
    public Level level(int level) {
        return levels[level];
    }

    /** Loops of all levels. */
    public int loops() {
        return dimension.length;
    }

    /** First loop of a level; of the level behind the last, the number of loops. */
    public int first(int level) {
        return first[level];
    }

    /** Dimension that a loop runs over. */
    public int dimension(int loop) {
        return dimension[loop];
    }

    /** Most iterations of a loop. */
    public int factor(int loop) {
        return factor[loop];
    }

    /** Elements of its dimension that a loop advances in an iteration. */
    public int step(int loop) {
        return step[loop];
    }

    /** Level of a loop. */
    public int levelOf(int loop) {
        return levelOf[loop];
    }

    /** Whether a loop is spread over instances. */
    public boolean isSpatial(int loop) {
        return levels[levelOf[loop]] instanceof Spatial;
    }

    /** Whether a loop chooses other elements of {@code operand}. */
    public boolean uses(Operand operand, int loop) {
        return operand.uses(dimension[loop]);
    }

    /** Multipliers behind one instance of {@code level}, the level's own instances included. */
    public int multipliers(int level) {
        return multipliers[level];
    }

    /** How multipliers are cut, if they are: the instances of the last level are then what one makes in a cycle. */
    public Optional<SubWord> subWord() {
        return levels[levels.length - 1] instanceof Spatial spatial ? spatial.subWord() : Optional.empty();
    }

    /** All iterations of the layer. */
    public Box whole() {
        return Box.whole(shape);
    }

    /** Iterations of a dimension in a whole tile of {@code level}, whose own loops run over it. */
    public int extentAt(int level, Dimension of) {
        int extent = 1;
        for (int i = first[level]; i < dimension.length; i++) {
            if (dimension[i] == of.at()) {
                extent *= factor[i];
            }
        }
        return Math.min(extent, bounds[of.at()]);
    }

    /** The next level outwards that holds {@code operand}; {@code level} may be that of the multipliers. */
    public int parent(Operand operand, int level) {
        int parent = level - 1;
        while (!levels[parent].holds(operand)) {
            parent--;
        }
        return parent;
    }

    /** Levels that hold {@code operand}, outermost first. */
    public List<Integer> holders(Operand operand) {
        var holders = new ArrayList<Integer>();
        for (int level = 0; level < levels.length; level++) {
            if (levels[level].holds(operand)) {
                holders.add(level);
            }
        }
        return holders;
    }

    /**
     * Last loop whose iterations each bring another tile of {@code operand} to {@code level}, -1 if its tile stays; all loops
     * for the multipliers, which keep nothing.
     */
    public int lastLoopThatMoves(Operand operand, int level) {
        if (level == levels.length) {
            return dimension.length - 1;
        }
        for (int i = first[level] - 1; i >= 0; i--) {
            if (!isSpatial(i) && factor[i] > 1 && operand.uses(dimension[i])) {
                return i;
            }
        }
        return -1;
    }

    /** Whether zeros decide the time of some level from {@code from} up to but without {@code to}. */
    public boolean skipsBetween(int from, int to) {
        for (int level = from; level < to; level++) {
            if (levels[level] instanceof Memory && (skips(level, Operand.WEIGHTS) || skips(level, Operand.INPUTS))) {
                return true;
            }
        }
        return false;
    }

    /** Instances of {@code level} that have work at some time. */
    public long usedInstances(int level) {
        return usedInstances[level];
    }

    /** Instances outside {@code level} that keep sums of the same output. */
    public long copiesOfSums(int level) {
        return copiesOfSums[level];
    }

    private long used(int level, boolean reducedOnly) {
        long used = 1;
        for (Dimension each : Dimension.values()) {
            used *= reducedOnly && !each.isReduced() ? 1 : used(each.at(), 0, first[level], bounds[each.at()]);
        }
        return used;
    }

    /** Instances among which loops up to but without {@code end} spread {@code extent} iterations of a dimension. */
    private long used(int of, int loop, int end, int extent) {
        if (loop == end) {
            return 1;
        }
        if (dimension[loop] != of || extent <= step[loop]) {
            return used(of, loop + 1, end, extent);
        }
        if (!isSpatial(loop)) {
            return used(of, loop + 1, end, step[loop]);
        }
        long whole = extent / step[loop];
        long cut = extent % step[loop];
        return whole * used(of, loop + 1, end, step[loop]) + (cut == 0 ? 0 : used(of, loop + 1, end, (int) cut));
    }
}
