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
    private final boolean ofProducts;
    private final boolean[] leads = new boolean[LEADERS.size()];
    private final boolean leftOut;
    private final List<BitSet> begun = new ArrayList<>();
    /** Level by whose links each counts, as many times as it passes them; none where each counts once. */
    private final int links;

    private Box box;
    private int[] fullest;
    private int instance;

    private BegunSums(
            Nest nest, LayerMasks masks, int keeper, int end, boolean ofProducts, int lastTemporal, int links) {
        this.links = links;
        this.nest = nest;
        this.masks = masks;
        this.shape = nest.shape();
        this.keeper = keeper;
        this.ofProducts = ofProducts;
        this.lastTemporal = lastTemporal;
        for (int i = 0; ofProducts && i < leads.length; i++) {
            leads[i] = leadsProducts(LEADERS.get(i));
        }
        boolean any = leads[0] || leads[1];
        int needed = ofProducts ? 0 : end;
        for (int level = 1; level < end; level++) {
            boolean here = leavesOut(level);
            any |= here;
            needed = here || isOfCopies(level) ? Math.max(needed, level + 1) : needed;
        }
        leftOut = any;
        this.end = Math.max(1, needed);
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
    private boolean leavesOut(int level) {
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
        return loops(nest.first(1), 1, 0);
    }

    private long loops(int loop, int level, int copy) {
        if (level == end) {
            return products(copy);
        }
        if (loop == nest.first(level + 1)) {
            return isOut(level) || isBegun(level, copy) ? 0 : loops(loop, level + 1, copy);
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
        int inner = isOfCopy(loop) ? copy * nest.factor(loop) : copy;
        int outer = instance;
        boolean added = level == links && isAddedUp(loop);
        int last = Ceil.div(stop - begin, step) - 1;
        for (int from = begin + skipped; from < stop; from += step) {
            box.from[d] = from;
            box.to[d] = Math.min(stop, from + step);
            instance = level == links ? outer * nest.factor(loop) + (added ? last : (from - begin) / step) : outer;
            sum += loops(loop + 1, level, isOfCopy(loop) ? inner++ : copy);
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
        for (Operand operand : LEADERS) {
            boolean here = nest.skips(level, operand) || (ofProducts && nest.packs(level, operand));
            if (here && !masks.any(operand, box)) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing of the box is left to begin. */
    private boolean isBegun(int level, int copy) {
        for (int outer = level + 1; outer < end; outer++) {
            if (isOfCopies(outer)) {
                return false;
            }
        }
        BitSet there = begun(copy);
        return overFilters((start, n, g, k) -> {
                    for (int p = box.from[Dimension.P.at()]; p < box.to[Dimension.P.at()]; p++) {
                        if (!isRowBegun(there, start, p)) {
                            return 1;
                        }
                    }
                    return 0;
                })
                == 0;
    }

    private boolean isRowBegun(BitSet there, int start, int p) {
        int line = start + p * shape.q();
        return there.nextClearBit(line + box.from[Dimension.Q.at()]) >= line + box.to[Dimension.Q.at()];
    }

    private BitSet begun(int copy) {
        while (begun.size() <= copy) {
            begun.add(new BitSet());
        }
        return begun.get(copy);
    }

    /** Outputs of one filter over one image. */
    private interface Filter {

        /** @param start number of its first output */
        long of(int start, int n, int g, int k);
    }

    private long overFilters(Filter filter) {
        long sum = 0;
        for (int n = box.from[Dimension.N.at()]; n < box.to[Dimension.N.at()]; n++) {
            for (int g = box.from[Dimension.G.at()]; g < box.to[Dimension.G.at()]; g++) {
                for (int k = box.from[Dimension.K.at()]; k < box.to[Dimension.K.at()]; k++) {
                    int plane = n * shape.k() + g * shape.filtersPerGroup() + k;
                    sum += filter.of(plane * shape.p() * shape.q(), n, g, k);
                }
            }
        }
        return sum;
    }

    private long products(int copy) {
        BitSet there = begun(copy);
        return overFilters((start, n, g, k) -> {
            Taps taps = null;
            long sum = 0;
            for (int p = box.from[Dimension.P.at()]; p < box.to[Dimension.P.at()]; p++) {
                if (!isRowBegun(there, start, p)) {
                    taps = taps == null ? new Taps(g, k) : taps;
                    sum += row(there, start + p * shape.q(), taps, n, p) * (instance + 1L);
                }
            }
            return sum;
        });
    }

    /** Begins what it can of a row of outputs. */
    private long row(BitSet there, int line, Taps taps, int n, int p) {
        long sum = 0;
        for (int q = box.from[Dimension.Q.at()]; q < box.to[Dimension.Q.at()]; q++) {
            if (!there.get(line + q) && taps.make(n, p, q)) {
                there.set(line + q);
                sum++;
            }
        }
        return sum;
    }

    /** Weights of a filter within the box that products are made of, looked for as far as they are asked for. */
    private final class Taps {

        private final int g;
        private final int k;
        private final int all = box.extent(Dimension.C) * box.extent(Dimension.R) * box.extent(Dimension.S);
        /** Channel, row and column of each. */
        private int[] found = new int[24];

        private int count;
        private int seen;

        Taps(int g, int k) {
            this.g = g;
            this.k = k;
        }

        /** Whether any of them makes a product of an output. */
        boolean make(int n, int p, int q) {
            for (int i = 0; i < count || find(); i += 3) {
                if (!leads[1] || masks.hasInput(n, g, found[i], found[i + 1], found[i + 2], p, q)) {
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
