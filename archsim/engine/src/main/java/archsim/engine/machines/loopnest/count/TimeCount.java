package archsim.engine.machines.loopnest.count;

import archsim.base.Ceil;
import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Memory;
import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.engine.machines.loopnest.architecture.Spatial;
import archsim.engine.machines.loopnest.mapping.Box;
import archsim.engine.machines.loopnest.mapping.Nest;
import java.util.Arrays;
import java.util.List;

/**
 * Cycles and slots of a box of iterations, exact on the masks.
 *
 * <p>Each loop adds up its iterations; those that no mask below can tell apart are counted once and multiplied.
 */
final class TimeCount {

    private static final List<Operand> LEADERS = List.of(Operand.WEIGHTS, Operand.INPUTS);

    private final Nest nest;
    private final LayerMasks masks;
    private final boolean[][] distinguished;
    private final boolean[] closes;
    /** By level, whether instances that work in step hand on one sum: the others give theirs when they have them. */
    private final boolean[] combines;
    /** By level, whether all instances that have as many iterations do the same work. */
    private final boolean[] alike;

    private final int[] lanes;
    private final int sumsAt;
    /** Levels whose links sums pass on the way there. */
    private final List<Integer> linked;

    private final boolean gateWeights;
    private final boolean gateInputs;
    /** Whether a product that is gated leaves its sum where it is: one multiplier adds to it, not a tree. */
    private final boolean gatesSums;

    private final boolean countsProducts;
    private final FilledTiles fills;
    private final int productCycles;
    private final Box box = new Box();
    private final int freeFrom;
    private final FreeLanes freeLanes;
    private boolean endsLayer;

    /** @param productCycles that a multiplier takes for a product, at least 1 */
    TimeCount(Nest nest, LayerMasks masks, int productCycles) {
        this.productCycles = productCycles;
        this.nest = nest;
        this.masks = masks;
        gateWeights = gates(nest, Operand.WEIGHTS);
        gateInputs = gates(nest, Operand.INPUTS);
        sumsAt = nest.parent(Operand.OUTPUTS, nest.levels());
        linked = nest.linkedBetween(sumsAt, nest.levels());
        combines = new boolean[nest.levels()];
        alike = new boolean[nest.levels()];
        for (int level = 0; level < combines.length; level++) {
            combines[level] =
                    level > sumsAt && nest.level(level) instanceof Spatial spatial && combines(level, spatial);
        }
        boolean gates = gateWeights || gateInputs;
        gatesSums = gates && nest.level(nest.levels() - 1) instanceof Memory;
        countsProducts = gates && (!productsHaveClosedForm() || (gatesSums && (someCombine() || !linked.isEmpty())));
        distinguished = distinguishedByLevel();
        for (int level = 0; level < alike.length; level++) {
            alike[level] = isAlike(level);
        }
        closes = new boolean[nest.levels()];
        for (int level = 0; level < closes.length; level++) {
            closes[level] = nest.level(level) instanceof Memory && closesAfter(level);
        }
        lanes = lanes();
        fills = new FilledTiles(nest);
        int last = nest.levels() - 1;
        freeFrom = fills.fill() == null && linked.isEmpty() ? FreeLanes.begin(nest, closes) : last;
        freeLanes = new FreeLanes(nest, freeFrom, lanes, distinguished[last], box, () -> products(last));
    }

    private static boolean gates(Nest nest, Operand operand) {
        for (int level = 0; level < nest.levels(); level++) {
            if (nest.level(level) instanceof Memory memory && memory.gates(operand)) {
                return true;
            }
        }
        return false;
    }

    private boolean skipsSomewhere(Operand operand) {
        for (int level = 0; level < nest.levels(); level++) {
            if (nest.level(level).skips(operand) || nest.level(level).packs(operand)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Products made are pairs of present operands if what is skipped is zero for the gates, too, or is left out product by
     * product.
     */
    private boolean productsHaveClosedForm() {
        return LEADERS.stream()
                .allMatch(operand -> isElementary(operand)
                        || (operand == Operand.WEIGHTS ? gateWeights : gateInputs)
                        || !skipsSomewhere(operand));
    }

    /** Whether zeros of {@code operand} save time only product by product. */
    private boolean isElementary(Operand operand) {
        for (int level = 0; level < nest.levels() - 1; level++) {
            if (nest.level(level).skips(operand) || nest.level(level).packs(operand)) {
                return false;
            }
        }
        return true;
    }

    /** By level: dimensions whose iterations the masks tell apart at this level or behind. */
    private boolean[][] distinguishedByLevel() {
        boolean[][] found = new boolean[nest.levels() + 1][Dimension.COUNT];
        for (Operand operand : LEADERS) {
            boolean gated = countsProducts && (operand == Operand.WEIGHTS ? gateWeights : gateInputs);
            boolean asked = gated;
            for (int level = nest.levels(); level >= 0; level--) {
                asked |= level < nest.levels()
                        && (nest.level(level).skips(operand)
                                || nest.level(level).packs(operand));
                for (int d = 0; d < Dimension.COUNT; d++) {
                    found[level][d] |= asked && operand.uses(d);
                }
            }
        }
        return found;
    }

    /** By level: lanes that its work is given for. */
    private int[] lanes() {
        int[] found = new int[nest.levels() + 1];
        found[nest.levels()] = 1;
        for (int level = nest.levels() - 1; level >= 0; level--) {
            if (nest.level(level) instanceof Spatial spatial) {
                found[level] = spatial.waits() == Spatial.Barrier.STEP
                        ? 1
                        : Math.multiplyExact(found[level + 1], spatial.instances());
            } else {
                found[level] = closes[level] ? 1 : found[level + 1];
            }
        }
        return found;
    }

    /** Whether a spatial level behind the loops of this memory waits for their end. */
    private boolean closesAfter(int level) {
        for (int behind = level + 1;
                behind < nest.levels() && nest.level(behind) instanceof Spatial spatial;
                behind++) {
            if (spatial.waits() == Spatial.Barrier.LEVEL) {
                return true;
            }
        }
        return false;
    }

    /** Dimensions whose places in the layer matter to {@link #of}. */
    boolean[] distinguished() {
        boolean[] all = distinguished[0].clone();
        for (Operand operand : LEADERS) {
            for (int d = 0; d < Dimension.COUNT; d++) {
                all[d] |= operand.uses(d) && (operand == Operand.WEIGHTS ? gateWeights : gateInputs);
            }
        }
        return all;
    }

    /** Work of {@code iterations} below the loops of the DRAM, all lanes waiting for each other at the end. */
    Work of(Box iterations) {
        return of(iterations, false);
    }

    /** The same of the last step of the layer, if tiles overlap: behind the last tile none is loaded. */
    Work ofLast(Box iterations) {
        return of(iterations, fills.endsEarly());
    }

    private Work of(Box iterations, boolean last) {
        endsLayer = last;
        box.set(iterations);
        Work work = (nest.levels() == 1 ? product() : level(1)).atBarrier(nest.multipliers(1));
        if ((gateWeights || gateInputs) && !countsProducts) {
            return withProducts(
                    work,
                    masks.products(
                            gateWeights || skipsSomewhere(Operand.WEIGHTS),
                            gateInputs || skipsSomewhere(Operand.INPUTS),
                            box));
        }
        return work;
    }

    private boolean someCombine() {
        for (int level = sumsAt + 1; level < nest.levels(); level++) {
            if (combines[level]) {
                return true;
            }
        }
        return false;
    }

    private Work withProducts(Work work, long products) {
        return new Work(
                work.cycles,
                work.worked,
                work.useful,
                work.fragmentation,
                work.imbalance,
                work.index,
                work.fill,
                products,
                gatesSums ? products : work.updates,
                work.hops);
    }

    private Work level(int level) {
        if (level == nest.levels()) {
            return product();
        }
        boolean free = level == freeFrom && level + 1 < nest.levels();
        if (!free && nest.level(level) instanceof Spatial spatial) {
            return level + 1 == nest.levels() ? vector(level, spatial) : instances(level, spatial);
        }
        Work work = free
                ? freeLanes.work()
                : level + 1 == nest.levels() ? products(level) : loops(nest.first(level), nest.first(level + 1), level);
        return closes[level] ? work.atBarrier(nest.multipliers(level + 1)) : work;
    }

    /** One iteration on one multiplier. */
    private Work product() {
        long made = countsProducts ? masks.products(gateWeights, gateInputs, box) : 1;
        return new Work(new long[] {productCycles}, new boolean[] {true}, productCycles, 0, 0, 0, 0, made, 1);
    }

    /** All iterations of a memory that feeds one multiplier. */
    private Work products(int level) {
        boolean weights = nest.skips(level, Operand.WEIGHTS);
        boolean inputs = nest.skips(level, Operand.INPUTS);
        long made = masks.products(weights, inputs, box);
        int look = ((Memory) nest.level(level)).look();
        long looks = look == 0 ? 0 : (box.volume() - made) * look;
        long kept = countsProducts ? masks.products(weights || gateWeights, inputs || gateInputs, box) : made;
        return new Work(
                new long[] {made * productCycles + looks},
                new boolean[] {made > 0},
                made * productCycles,
                0,
                0,
                looks,
                0,
                kept,
                gatesSums ? kept : made);
    }

    private Work loops(int loop, int end, int level) {
        if (loop == end) {
            return step(level);
        }
        int d = nest.dimension(loop);
        int step = nest.step(loop);
        int from = box.from[d];
        int to = box.to[d];
        if (to - from <= step) {
            return iteration(loop, end, level);
        }
        Work sum = null;
        if (!distinguished[level][d] && !(endsLayer && fills.isAround(loop))) {
            long whole = ((long) to - from) / step;
            box.to[d] = from + step;
            sum = iteration(loop, end, level).times(whole);
            if (from + whole * step < to) {
                box.from[d] = (int) (from + whole * step);
                box.to[d] = to;
                sum = sum.plus(iteration(loop, end, level));
            }
        } else {
            for (int at = from; at < to; at += step) {
                box.from[d] = at;
                box.to[d] = Math.min(to, at + step);
                Work part = iteration(loop, end, level);
                sum = sum == null ? part : sum.plus(part);
            }
        }
        box.from[d] = from;
        box.to[d] = to;
        return sum;
    }

    /** One iteration of a loop; where it exchanges the tile of a level that is filled, with that. */
    private Work iteration(int loop, int end, int level) {
        Work part = loops(loop + 1, end, level);
        if (!fills.isExchangedBy(loop) || (endsLayer && fills.isLast(box))) {
            return part;
        }
        return part.filled(fills.fill().behind(part.cycles[0]), nest.multipliers(level + 1));
    }

    private Work step(int level) {
        if (nest.level(level) instanceof Memory memory && isSkipped(level)) {
            Work idle = Work.idle(lanes[level + 1]);
            if (memory.look() == 0) {
                return idle;
            }
            Arrays.fill(idle.cycles, memory.look());
            long slots = (long) memory.look() * nest.multipliers(level + 1);
            return new Work(idle.cycles, idle.worked, 0, 0, 0, slots, 0, 0, 0);
        }
        return level(level + 1);
    }

    private boolean isSkipped(int level) {
        for (Operand operand : LEADERS) {
            if (nest.skips(level, operand) && !masks.any(operand, box)) {
                return true;
            }
        }
        return false;
    }

    private boolean isPlace(int level) {
        for (Operand operand : LEADERS) {
            if (nest.packs(level, operand) && !masks.any(operand, box)) {
                return false;
            }
        }
        return true;
    }

    /** Multipliers side by side. */
    private Work vector(int level, Spatial spatial) {
        int instances = spatial.instances();
        boolean packsWeights = nest.packs(level, Operand.WEIGHTS);
        boolean packsInputs = nest.packs(level, Operand.INPUTS);
        long places = masks.products(packsWeights, packsInputs, box);
        long made =
                countsProducts ? masks.products(gateWeights || packsWeights, gateInputs || packsInputs, box) : places;
        if (spatial.waits() != Spatial.Barrier.STEP) {
            long[] cycles = new long[instances];
            boolean[] worked = new boolean[instances];
            Arrays.fill(cycles, 0, (int) places, productCycles);
            Arrays.fill(worked, 0, (int) places, true);
            return new Work(
                    cycles,
                    worked,
                    places * productCycles,
                    0,
                    0,
                    0,
                    0,
                    made,
                    updates(level, places, 1),
                    hops(level, spatial));
        }
        long rounds = Ceil.div(places, instances);
        return new Work(
                new long[] {rounds * productCycles},
                new boolean[] {places > 0},
                places * productCycles,
                (rounds * instances - places) * productCycles,
                0,
                0,
                0,
                made,
                updates(level, places, rounds),
                hops(level, spatial));
    }

    /** Of the sums of multipliers side by side, none of which is left out where there are links. */
    private long[] hops(int level, Spatial spatial) {
        if (linked.isEmpty()) {
            return Work.NO_HOPS;
        }
        var hops = new SumHops(linked, level, spatial.instances(), combines[level]);
        ofMultipliers(nest.first(level), level, 0, hops);
        return hops.hops();
    }

    private void ofMultipliers(int loop, int level, int instance, SumHops hops) {
        if (loop == nest.first(level + 1)) {
            hops.add(instance, 1, Work.NO_HOPS);
            return;
        }
        int places = Math.min(nest.factor(loop), Ceil.div(box.extent(nest.dimension(loop)), nest.step(loop)));
        for (int i = 0; i < places; i++) {
            ofMultipliers(loop + 1, level, instance * nest.factor(loop) + i, hops);
        }
    }

    /** Sums that reach the level which holds outputs. */
    private long updates(int level, long places, long rounds) {
        return combines[level] ? rounds : places;
    }

    private boolean combines(int level, Spatial spatial) {
        return spatial.waits() == Spatial.Barrier.STEP
                && spatial.reduces()
                && isReduced(level)
                && !nest.skipsBetween(level, nest.levels());
    }

    private boolean isReduced(int level) {
        for (int i = nest.first(level); i < nest.first(level + 1); i++) {
            if (nest.factor(i) > 1 && nest.uses(Operand.OUTPUTS, i)) {
                return false;
            }
        }
        return true;
    }

    private boolean isAlike(int level) {
        boolean same = nest.first(level + 1) - nest.first(level) <= 1;
        for (int i = nest.first(level); i < nest.first(level + 1); i++) {
            same &= !distinguished[level + 1][nest.dimension(i)];
        }
        return same;
    }

    private Work instances(int level, Spatial spatial) {
        var found = new Instances(level, spatial);
        found.over(nest.first(level));
        return found.work();
    }

    /** The instances of one level at work on one step. */
    private final class Instances {

        private final int level;
        private final Spatial spatial;
        private final long behind;
        private final boolean waits;
        private final long[] cycles;
        private final boolean[] worked;
        private Work last;
        private long lastVolume;
        private int places;
        private long useful;
        private long fragmentation;
        private long imbalance;
        private long index;
        private long fill;
        private long products;
        private long closedCycles;
        private long roundSlowest;
        private long roundCycles;
        private long roundUpdates;
        private int roundPlaces;
        private long updates;
        private int instance;
        private final SumHops hops;

        Instances(int level, Spatial spatial) {
            this.level = level;
            this.spatial = spatial;
            behind = nest.multipliers(level + 1);
            waits = spatial.waits() == Spatial.Barrier.STEP;
            hops = linked.isEmpty() ? null : new SumHops(linked, level, spatial.instances(), combines[level]);
            int each = lanes[level + 1];
            cycles = waits ? null : new long[each * spatial.instances()];
            worked = waits ? null : new boolean[each * spatial.instances()];
        }

        void over(int loop) {
            if (loop == nest.first(level + 1)) {
                if (isPlace(level)) {
                    place();
                }
                return;
            }
            int d = nest.dimension(loop);
            int step = nest.step(loop);
            int from = box.from[d];
            int to = box.to[d];
            int outer = instance;
            instance *= nest.factor(loop);
            for (int at = from; at < to; at += step, instance++) {
                box.from[d] = at;
                box.to[d] = Math.min(to, at + step);
                over(loop + 1);
            }
            instance = outer;
            box.from[d] = from;
            box.to[d] = to;
        }

        private Work child() {
            long volume = box.volume();
            if (!alike[level] || last == null || volume != lastVolume) {
                last = level(level + 1);
                lastVolume = volume;
            }
            return last;
        }

        private void place() {
            Work child = child();
            if (hops != null) {
                hops.add(instance, child.updates, child.hops);
            }
            if (!waits) {
                System.arraycopy(child.cycles, 0, cycles, places * child.cycles.length, child.cycles.length);
                System.arraycopy(child.worked, 0, worked, places * child.cycles.length, child.cycles.length);
                add(child);
                updates += child.updates;
                places++;
                return;
            }
            Work closed = child.atBarrier(behind);
            add(closed);
            roundSlowest = Math.max(roundSlowest, closed.cycles[0]);
            roundCycles += closed.cycles[0];
            roundUpdates = combines[level] ? Math.max(roundUpdates, closed.updates) : roundUpdates + closed.updates;
            roundPlaces++;
            places++;
            if (roundPlaces == spatial.instances()) {
                endRound();
            }
        }

        private void add(Work child) {
            useful += child.useful;
            fragmentation += child.fragmentation;
            imbalance += child.imbalance;
            index += child.index;
            fill += child.fill;
            products += child.products;
        }

        private void endRound() {
            closedCycles += roundSlowest;
            fragmentation += (spatial.instances() - roundPlaces) * roundSlowest * behind;
            imbalance += (roundSlowest * roundPlaces - roundCycles) * behind;
            updates += roundUpdates;
            roundSlowest = 0;
            roundCycles = 0;
            roundUpdates = 0;
            roundPlaces = 0;
        }

        Work work() {
            if (waits && roundPlaces > 0) {
                endRound();
            }
            if (places == 0) {
                return Work.idle(lanes[level]);
            }
            return new Work(
                    waits ? new long[] {closedCycles} : cycles,
                    waits ? new boolean[] {true} : worked,
                    useful,
                    fragmentation,
                    imbalance,
                    index,
                    fill,
                    products,
                    updates,
                    hops == null ? Work.NO_HOPS : hops.hops());
        }
    }
}
