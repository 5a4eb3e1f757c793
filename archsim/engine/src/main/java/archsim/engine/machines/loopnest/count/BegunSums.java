package archsim.engine.machines.loopnest.count;

import archsim.base.Ceil;
import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Memory;
import archsim.engine.machines.loopnest.architecture.Operand;
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
    private Box box;
    private int[] fullest;

    private BegunSums(Nest nest, LayerMasks masks, int keeper, int end, boolean ofProducts, int lastTemporal) {
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
        return new BegunSums(nest, masks, nest.parent(Operand.OUTPUTS, nest.levels()), nest.levels(), true, -1);
    }

    /** Sums that come to {@code from} from the level {@code to}. */
    static BegunSums given(Nest nest, LayerMasks masks, int from, int to) {
        return new BegunSums(nest, masks, from, to, false, -1);
    }

    /** Outputs, wherever, of the last iteration in which sums of them go from {@code to} to {@code from}. */
    static BegunSums completed(Nest nest, LayerMasks masks, int to) {
        return new BegunSums(nest, masks, 0, to, false, nest.lastLoopThatMoves(Operand.OUTPUTS, to));
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
        boolean last = loop <= lastTemporal && !nest.isSpatial(loop) && !nest.uses(Operand.OUTPUTS, loop);
        int skipped = last ? (Ceil.div(full, step) - 1) * step : 0;
        fullest[d] = Math.min(step, full - skipped);
        long sum = 0;
        int inner = isOfCopy(loop) ? copy * nest.factor(loop) : copy;
        for (int from = begin + skipped; from < stop; from += step) {
            box.from[d] = from;
            box.to[d] = Math.min(stop, from + step);
            sum += loops(loop + 1, level, isOfCopy(loop) ? inner++ : copy);
        }
        box.from[d] = begin;
        box.to[d] = stop;
        fullest[d] = full;
        return sum;
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
            int[] taps = null;
            long sum = 0;
            for (int p = box.from[Dimension.P.at()]; p < box.to[Dimension.P.at()]; p++) {
                if (isRowBegun(there, start, p)) {
                    continue;
                }
                taps = taps == null ? taps(g, k) : taps;
                sum += row(there, start + p * shape.q(), taps, n, g, p);
            }
            return sum;
        });
    }

    /** Begins what it can of a row of outputs. */
    private long row(BitSet there, int line, int[] taps, int n, int g, int p) {
        long sum = 0;
        for (int q = box.from[Dimension.Q.at()]; q < box.to[Dimension.Q.at()]; q++) {
            if (!there.get(line + q) && isMade(taps, n, g, p, q)) {
                there.set(line + q);
                sum++;
            }
        }
        return sum;
    }

    private boolean isMade(int[] taps, int n, int g, int p, int q) {
        for (int i = 0; i < taps.length; i += 3) {
            if (!leads[1] || masks.hasInput(n, g, taps[i], taps[i + 1], taps[i + 2], p, q)) {
                return true;
            }
        }
        return false;
    }

    /** Channel, row and column of each weight of a filter that products are made of. */
    private int[] taps(int g, int k) {
        int[] taps = new int[3 * box.extent(Dimension.C) * box.extent(Dimension.R) * box.extent(Dimension.S)];
        int count = 0;
        for (int c = box.from[Dimension.C.at()]; c < box.to[Dimension.C.at()]; c++) {
            for (int r = box.from[Dimension.R.at()]; r < box.to[Dimension.R.at()]; r++) {
                for (int s = box.from[Dimension.S.at()]; s < box.to[Dimension.S.at()]; s++) {
                    if (!leads[0] || masks.hasWeight(g, k, c, r, s)) {
                        taps[count++] = c;
                        taps[count++] = r;
                        taps[count++] = s;
                    }
                }
            }
        }
        return Arrays.copyOf(taps, count);
    }
}
