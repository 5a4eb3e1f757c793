package archsim.engine.machines.loopnest.count;

import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Memory;
import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.engine.machines.loopnest.architecture.Spatial;
import archsim.engine.machines.loopnest.mapping.Box;
import archsim.engine.machines.loopnest.mapping.Nest;
import java.util.function.Supplier;

/**
 * Work of lanes that never wait for each other, each a memory that feeds one multiplier: the loops of a level and all further in.
 *
 * <p>What a lane takes is the sum over its iterations, in any order. So loops over a dimension that nothing inside them spreads
 * are not walked: a lane's products are counted once over all their iterations.
 */
final class FreeLanes {

    private final Nest nest;
    private final int begin;
    private final int last;
    private final int[] lanes;
    private final boolean[] distinguished;
    private final boolean[] walked;
    private final Supplier<Work> counting;
    private final Box box;
    private final Box counted = new Box();
    private final int[] places;
    private Work ofCounted;
    private long[] cycles;
    private boolean[] worked;
    private long useful;
    private long index;
    private long products;
    private long updates;

    /**
     * @param begin level from which on lanes are free
     * @param lanes by level
     * @param distinguished dimensions whose iterations the masks tell apart in the innermost memory
     * @param box that {@code counting} counts the iterations of the innermost memory in
     */
    FreeLanes(Nest nest, int begin, int[] lanes, boolean[] distinguished, Box box, Supplier<Work> counting) {
        this.nest = nest;
        this.begin = begin;
        this.lanes = lanes;
        this.distinguished = distinguished;
        this.box = box;
        this.counting = counting;
        last = nest.levels() - 1;
        places = new int[last];
        walked = new boolean[nest.first(last)];
        boolean[] spread = new boolean[Dimension.COUNT];
        for (int i = walked.length - 1; i >= 0; i--) {
            spread[nest.dimension(i)] |= nest.isSpatial(i);
            walked[i] = spread[nest.dimension(i)];
        }
    }

    /**
     * The outermost level from which on lanes are free, the last one if there is none but it.
     *
     * @param closes levels whose loops end with a barrier
     */
    static int begin(Nest nest, boolean[] closes) {
        int level = nest.levels() - 1;
        while (level > 1
                && nest.level(nest.levels() - 1) instanceof Memory
                && !closes[level]
                && isFree(nest, level - 1)) {
            level--;
        }
        return level;
    }

    /** Whether nothing waits or is left out in the loops of a level, lanes inside of it being free. */
    private static boolean isFree(Nest nest, int level) {
        return nest.level(level) instanceof Spatial spatial
                ? spatial.waits() != Spatial.Barrier.STEP
                : !nest.skips(level, Operand.WEIGHTS) && !nest.skips(level, Operand.INPUTS);
    }

    Work work() {
        int count = lanes[begin + 1] * nest.level(begin).instances();
        cycles = new long[count];
        worked = new boolean[count];
        useful = 0;
        index = 0;
        products = 0;
        updates = 0;
        level(begin, 0, 1);
        return new Work(cycles, worked, useful, 0, 0, index, 0, products, updates);
    }

    private void level(int level, int lane, long times) {
        if (level == last) {
            add(lane, times);
            return;
        }
        places[level] = 0;
        loops(nest.first(level), level, lane, times);
    }

    private void loops(int loop, int level, int lane, long times) {
        if (loop == nest.first(level + 1)) {
            int place = nest.level(level) instanceof Spatial ? places[level]++ : 0;
            level(level + 1, lane + place * lanes[level + 1], times);
            return;
        }
        int d = nest.dimension(loop);
        int step = nest.step(loop);
        int from = box.from[d];
        int to = box.to[d];
        if (!walked[loop] || to - from <= step) {
            loops(loop + 1, level, lane, times);
            return;
        }
        int at = from;
        if (!distinguished[d] && !nest.isSpatial(loop)) {
            int whole = (to - from) / step;
            box.to[d] = from + step;
            loops(loop + 1, level, lane, Math.multiplyExact(times, whole));
            at += whole * step;
        }
        for (; at < to; at += step) {
            box.from[d] = at;
            box.to[d] = Math.min(to, at + step);
            loops(loop + 1, level, lane, times);
        }
        box.from[d] = from;
        box.to[d] = to;
    }

    private void add(int lane, long times) {
        Work work = ofBox();
        cycles[lane] += Math.multiplyExact(work.cycles[0], times);
        worked[lane] |= work.worked[0];
        useful += Math.multiplyExact(work.useful, times);
        index += Math.multiplyExact(work.index, times);
        products += work.products * times;
        updates += work.updates * times;
    }

    /** What was counted last, if no mask tells the box apart from that one. */
    private Work ofBox() {
        if (ofCounted == null || !isLikeCounted()) {
            ofCounted = counting.get();
            counted.set(box);
        }
        return ofCounted;
    }

    private boolean isLikeCounted() {
        for (int d = 0; d < Dimension.COUNT; d++) {
            if (box.extent(d) != counted.extent(d) || (distinguished[d] && box.from[d] != counted.from[d])) {
                return false;
            }
        }
        return true;
    }
}
