package archsim.engine.machines.loopnest.count;

import archsim.base.Ceil;
import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Memory;
import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.engine.machines.loopnest.architecture.Spatial;
import archsim.engine.machines.loopnest.mapping.Box;
import archsim.engine.machines.loopnest.mapping.Nest;
import archsim.workloads.LayerShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Outputs that something is added to for the first time, step by step of the DRAM: each once for each place that keeps sums of
 * it. What zeros leave out adds nothing.
 */
final class BegunSums {

    private static final List<Operand> LEADERS = List.of(Operand.WEIGHTS, Operand.INPUTS);
    private static final int NO_LINKS = -1;

    private final Nest nest;
    private final LayerMasks masks;
    private final LayerShape shape;
    private final int keeper;
    private final int end;
    private final int lastTemporal;
    /** By loop walked, whether its iterations keep sums of their own. */
    private final boolean[] ofCopies;

    private final int lastOfCopies;
    /** By level and tensor, whether its zeros leave out what is behind the level. */
    private final boolean[][] out;

    private final boolean[] leads = new boolean[LEADERS.size()];
    private final boolean leftOut;
    private final List<BitSet> begun = new ArrayList<>();
    /** Level by whose links each counts, as many times as it passes them; none where each counts once. */
    private final int links;

    private Box box;
    private int[] fullest;
    private int instance;
    private final Taps taps = new Taps();

    private BegunSums(
            Nest nest, LayerMasks masks, int keeper, int end, boolean ofProducts, int lastTemporal, int links) {
        this.links = links;
        this.nest = nest;
        this.masks = masks;
        this.shape = nest.shape();
        this.keeper = keeper;
        this.lastTemporal = lastTemporal;
        for (int i = 0; ofProducts && i < leads.length; i++) {
            leads[i] = leadsProducts(LEADERS.get(i));
        }
        boolean any = leads[0] || leads[1];
        int needed = ofProducts ? 0 : end;
        for (int level = 1; level < end; level++) {
            boolean here = leavesOut(level, ofProducts);
            any |= here;
            needed = here || isOfCopies(level) ? Math.max(needed, level + 1) : needed;
        }
        leftOut = any;
        this.end = Math.max(1, needed);
        int last = -1;
        ofCopies = new boolean[nest.first(this.end)];
        for (int i = 0; i < ofCopies.length; i++) {
            ofCopies[i] = isOfCopy(i);
            last = ofCopies[i] ? i : last;
        }
        lastOfCopies = last;
        out = new boolean[this.end][LEADERS.size()];
        for (int level = 0; level < this.end; level++) {
            for (int i = 0; i < LEADERS.size(); i++) {
                out[level][i] = nest.skips(level, LEADERS.get(i)) || (ofProducts && nest.packs(level, LEADERS.get(i)));
            }
        }
    }

    /** Sums that products reach at the innermost level that holds outputs. */
    static BegunSums updated(Nest nest, LayerMasks masks) {
        return new BegunSums(
                nest, masks, nest.parent(Operand.OUTPUTS, nest.levels()), nest.levels(), true, -1, NO_LINKS);
    }

    /** Sums that come to {@code from} from the level {@code to}. */
    static BegunSums given(Nest nest, LayerMasks masks, int from, int to) {
        return new BegunSums(nest, masks, from, to, false, -1, NO_LINKS);
    }

    /** The same, each as often as it passes links of the level {@code links} between the two. */
    static BegunSums given(Nest nest, LayerMasks masks, int from, int to, int links) {
        return new BegunSums(nest, masks, from, to, false, -1, links);
    }

    /** Outputs, wherever, of the last iteration in which sums of them go from {@code to} to {@code from}. */
    static BegunSums completed(Nest nest, LayerMasks masks, int to) {
        return new BegunSums(nest, masks, 0, to, false, nest.lastLoopThatMoves(Operand.OUTPUTS, to), NO_LINKS);
    }

    /** Whether each product with a zero of {@code operand} is left out on its own. */
    private boolean leadsProducts(Operand operand) {
        int innermost = nest.levels() - 1;
        boolean gated = false;
        for (int level = 0; nest.level(innermost) instanceof Memory && level < nest.levels(); level++) {
            gated |= nest.level(level) instanceof Memory memory && memory.gates(operand);
        }
        return gated || nest.skips(innermost, operand) || nest.packs(innermost, operand);
    }

    /** Whether a level leaves out what no product on its own tells. */
    private boolean leavesOut(int level, boolean ofProducts) {
        for (int i = 0; i < leads.length; i++) {
            boolean here = nest.skips(level, LEADERS.get(i)) || (ofProducts && nest.packs(level, LEADERS.get(i)));
            if (here && !leads[i]) {
                return true;
            }
        }
        return false;
    }

    private boolean isOfCopies(int level) {
        for (int i = nest.first(level); i < nest.first(level + 1); i++) {
            if (isOfCopy(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean isOfCopy(int loop) {
        return nest.isSpatial(loop) && nest.levelOf(loop) < keeper && !nest.uses(Operand.OUTPUTS, loop);
    }

    /** Whether zeros leave anything out: else all of a step begin at once. */
    boolean isLeftOut() {
        return leftOut;
    }

    /** Those begun in a step. */
    long of(Box step) {
        box = step.copy();
        fullest = new int[Dimension.COUNT];
        Arrays.setAll(fullest, box::extent);
        return isBegun(nest.first(1), 0) ? 0 : loops(nest.first(1), 1, 0);
    }

    private long loops(int loop, int level, int copy) {
        if (level == end) {
            return products(copy);
        }
        if (loop == nest.first(level + 1)) {
            return isOut(level) || isBegun(loop, copy) ? 0 : loops(loop, level + 1, copy);
        }
        int d = nest.dimension(loop);
        int step = nest.step(loop);
        int begin = box.from[d];
        int stop = box.to[d];
        int full = fullest[d];
        boolean ends = loop <= lastTemporal && !nest.isSpatial(loop) && !nest.uses(Operand.OUTPUTS, loop);
        int skipped = ends ? (Ceil.div(full, step) - 1) * step : 0;
        fullest[d] = Math.min(step, full - skipped);
        long sum = 0;
        int inner = ofCopies[loop] ? copy * nest.factor(loop) : copy;
        int outer = instance;
        boolean added = level == links && isAddedUp(loop);
        int last = Ceil.div(stop - begin, step) - 1;
        boolean adds = !nest.uses(Operand.OUTPUTS, loop);
        for (int from = begin + skipped; from < stop; from += step) {
            if (adds && from > begin + skipped && isBegun(loop, copy)) {
                break;
            }
            box.from[d] = from;
            box.to[d] = Math.min(stop, from + step);
            instance = level == links ? outer * nest.factor(loop) + (added ? last : (from - begin) / step) : outer;
            sum += loops(loop + 1, level, ofCopies[loop] ? inner++ : copy);
        }
        instance = outer;
        box.from[d] = begin;
        box.to[d] = stop;
        fullest[d] = full;
        return sum;
    }

    /** Whether instances of {@link #links} hand on one sum, which passes the links of the last. */
    private boolean isAddedUp(int loop) {
        return !nest.uses(Operand.OUTPUTS, loop)
                && ((Spatial) nest.level(links)).reduces()
                && !nest.skipsBetween(links, end);
    }

    private boolean isOut(int level) {
        return (out[level][0] && !masks.any(Operand.WEIGHTS, box))
                || (out[level][1] && !masks.any(Operand.INPUTS, box));
    }

    /** Whether the loops from {@code loop} inwards have nothing of the box left to begin. */
    private boolean isBegun(int loop, int copy) {
        if (lastOfCopies >= loop) {
            return false;
        }
        BitSet there = begun(copy);
        boolean allColumns = box.extent(Dimension.Q) == shape.q();
        int rowsAtOnce = allColumns ? box.extent(Dimension.P) : 1;
        boolean wholeMaps = allColumns && rowsAtOnce == shape.p();
        int filtersAtOnce = wholeMaps ? box.extent(Dimension.K) : 1;
        int length = filtersAtOnce * rowsAtOnce * box.extent(Dimension.Q);
        for (int n = box.from[Dimension.N.at()]; n < box.to[Dimension.N.at()]; n++) {
            for (int g = box.from[Dimension.G.at()]; g < box.to[Dimension.G.at()]; g++) {
                for (int k = box.from[Dimension.K.at()]; k < box.to[Dimension.K.at()]; k += filtersAtOnce) {
                    int map = firstOutput(n, g, k) + box.from[Dimension.Q.at()];
                    for (int p = box.from[Dimension.P.at()]; p < box.to[Dimension.P.at()]; p += rowsAtOnce) {
                        int first = map + p * shape.q();
                        if (there.nextClearBit(first) < first + length) {
                            return false;
                        }
                    }
                }
            }
        }
        return true;
    }

    private int firstOutput(int n, int g, int k) {
        return (n * shape.k() + g * shape.filtersPerGroup() + k) * shape.p() * shape.q();
    }

    private BitSet begun(int copy) {
        while (begun.size() <= copy) {
            begun.add(new BitSet());
        }
        return begun.get(copy);
    }

    private long products(int copy) {
        BitSet there = begun(copy);
        long sum = 0;
        for (int n = box.from[Dimension.N.at()]; n < box.to[Dimension.N.at()]; n++) {
            for (int g = box.from[Dimension.G.at()]; g < box.to[Dimension.G.at()]; g++) {
                for (int k = box.from[Dimension.K.at()]; k < box.to[Dimension.K.at()]; k++) {
                    sum += filter(there, n, g, k);
                }
            }
        }
        return sum * (instance + 1L);
    }

    /** Begins what it can of the outputs of one filter over one image. */
    private long filter(BitSet there, int n, int g, int k) {
        int start = firstOutput(n, g, k);
        boolean taken = false;
        long sum = 0;
        for (int p = box.from[Dimension.P.at()]; p < box.to[Dimension.P.at()]; p++) {
            int line = start + p * shape.q();
            int end = line + box.to[Dimension.Q.at()];
            int first = there.nextClearBit(line + box.from[Dimension.Q.at()]);
            if (first >= end) {
                continue;
            }
            if (!taken) {
                taps.turnTo(g, k);
                taken = true;
            }
            sum += leads[1] ? row(there, line, first, end, n, p) : wholeRow(there, first, end);
        }
        return sum;
    }

    /** Begins what it can of a row of outputs, of which {@code first} is not. */
    private long row(BitSet there, int line, int first, int end, int n, int p) {
        long sum = 0;
        for (int at = first; at < end; at = there.nextClearBit(at + 1)) {
            if (taps.make(n, p, at - line)) {
                there.set(at);
                sum++;
            }
        }
        return sum;
    }

    /** The same where inputs leave nothing out: the weights of a filter make products of all of a row or of none. */
    private long wholeRow(BitSet there, int first, int end) {
        if (!taps.areAny()) {
            return 0;
        }
        long sum = 0;
        for (int at = first; at < end; ) {
            int set = there.nextSetBit(at);
            int stop = set < 0 ? end : Math.min(end, set);
            sum += stop - at;
            at = there.nextClearBit(stop);
        }
        there.set(first, end);
        return sum;
    }

    /** Weights of a filter within the box that products are made of, looked for as far as they are asked for. */
    private final class Taps {

        private int g;
        private int k;
        private int all;
        /** Channel, row and column of each. */
        private int[] found = new int[24];

        private int count;
        private int seen;

        void turnTo(int group, int filter) {
            g = group;
            k = filter;
            all = box.extent(Dimension.C) * box.extent(Dimension.R) * box.extent(Dimension.S);
            count = 0;
            seen = 0;
        }

        boolean areAny() {
            return count > 0 || find();
        }

        /** Whether any of them makes a product of an output; without an input that is zero. */
        boolean make(int n, int p, int q) {
            for (int i = 0; i < count || find(); i += 3) {
                if (masks.hasInput(n, g, found[i], found[i + 1], found[i + 2], p, q)) {
                    return true;
                }
            }
            return false;
        }

        private boolean find() {
            while (seen < all) {
                int s = box.from[Dimension.S.at()] + seen % box.extent(Dimension.S);
                int line = seen / box.extent(Dimension.S);
                int r = box.from[Dimension.R.at()] + line % box.extent(Dimension.R);
                int c = box.from[Dimension.C.at()] + line / box.extent(Dimension.R);
                seen++;
                if (!leads[0] || masks.hasWeight(g, k, c, r, s)) {
                    found = count < found.length ? found : Arrays.copyOf(found, 2 * count);
                    found[count++] = c;
                    found[count++] = r;
                    found[count++] = s;
                    return true;
                }
            }
            return false;
        }
    }
}
