package archsim.engine.machines.loopnest.count;

import archsim.base.Ceil;
import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Format;
import archsim.engine.machines.loopnest.architecture.Memory;
import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.engine.machines.loopnest.architecture.Spatial;
import archsim.engine.machines.loopnest.mapping.Box;
import archsim.engine.machines.loopnest.mapping.Nest;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What moves of one tensor from the level that holds it to the next one inwards, exact on the masks.
 *
 * <p>A tile is fetched once in each iteration of the loops outside the receiving level, down to the innermost temporal one
 * that chooses other elements of the tensor; the loops inside that one use it again. It is fetched in the first step of these
 * that no level outside skips, never if there is none. The multipliers keep nothing: they fetch in each iteration, values without scales, which wait for their sums.
 */
final class TrafficCount {

    /** The level of the links whose hops are counted where none is. */
    static final int NO_LINKS = -1;

    /** Places of a map follow from them together, so that tiles of inputs overlap. */
    private static final Set<Dimension> OF_WINDOWS = EnumSet.of(Dimension.R, Dimension.S, Dimension.P, Dimension.Q);

    private final Nest nest;
    private final LayerMasks masks;
    private final Operand operand;
    private final int from;
    private final int to;
    private final Format format;
    private final int links;
    private final int valueBits;
    private final boolean padded;
    private final int last;
    private final boolean[] enumerated;
    private final boolean[][] distinguished;
    private final boolean[] together;
    private final boolean atOnce;
    /** Level behind the last that skips steps over which a tile is held; 0 if there is none. */
    private final int heldBehind;
    /** Iteration of each loop that is walked. */
    private final int[] at;

    private Box box;
    private Box stepOfDram;
    /** Places outside {@link #heldBehind} that have their tile from an earlier step of the DRAM. */
    private BitSet served;
    /** Of the instances of {@link #links}, the last that takes what is counted, from 0. */
    private int place;

    /**
     * @param links level between the two whose hops are counted instead: what moves over the links from one of its instances to the
     *     next, each instance's tile on its own up to that instance, one that several take up to the last of them
     * @param from level that is read
     * @param to level that is filled; the number of levels for the multipliers
     * @param atReceiver whether each instance of {@code to} counts on its own, and tiles are coded as it stores them
     */
    TrafficCount(
            Nest nest,
            LayerMasks masks,
            Operand operand,
            int from,
            int to,
            boolean atReceiver,
            int links,
            int valueBits) {
        this.nest = nest;
        this.masks = masks;
        this.operand = operand;
        this.from = from;
        this.to = to;
        this.links = links;
        this.valueBits = valueBits;
        Format lying = nest.level(atReceiver ? to : from).format(operand);
        format = to == nest.levels() ? lying.with(Optional.empty()) : lying;
        padded = operand == Operand.INPUTS && nest.level(from).padsInputs();
        last = nest.lastLoopThatMoves(operand, to);
        enumerated = new boolean[nest.loops()];
        for (int i = 0; i < nest.loops(); i++) {
            enumerated[i] = nest.isSpatial(i) ? atReceiver || isOnItsOwn(i) || isApartOnLinks(i) : i <= last;
        }
        at = new int[nest.loops()];
        heldBehind = heldBehind();
        distinguished = distinguishedByLevel();
        boolean always = !nest.skipsBetween(1, feedsOne() ? from : to);
        together = new boolean[Dimension.COUNT];
        boolean walked = true;
        for (Dimension dimension : Dimension.values()) {
            boolean whole = isWalked(dimension);
            together[dimension.at()] = always
                    && !padded
                    && format.isSumOfParts()
                    && whole
                    && isDisjoint(dimension)
                    && !isOverLinks(dimension);
            walked &= whole;
        }
        atOnce = always && feedsOne() && format.hasEqualEntries() && walked;
    }

    /** Whether instances have links of their own, or take other elements over them. */
    private boolean isApartOnLinks(int loop) {
        int level = nest.levelOf(loop);
        return level < links || (level == links && nest.uses(operand, loop));
    }

    private boolean isOverLinks(Dimension dimension) {
        for (int i = 0; links != NO_LINKS && i < nest.first(links + 1); i++) {
            if (i >= nest.first(links) && nest.dimension(i) == dimension.at()) {
                return true;
            }
        }
        return false;
    }

    /** Whether all loops over a dimension on the way to the receiver are walked. */
    private boolean isWalked(Dimension dimension) {
        for (int i = nest.first(1); i < nest.first(to); i++) {
            if (nest.dimension(i) == dimension.at() && !enumerated[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether iterations of a dimension have no element in common. */
    private boolean isDisjoint(Dimension dimension) {
        return operand.uses(dimension) && !(operand == Operand.INPUTS && OF_WINDOWS.contains(dimension));
    }

    /** Whether instances of a spatial level do not share one transfer. */
    private boolean isOnItsOwn(int loop) {
        int level = nest.levelOf(loop);
        if (level < from) {
            return true;
        }
        var spatial = (Spatial) nest.level(level);
        boolean together = operand == Operand.OUTPUTS ? spatial.reduces() : spatial.multicasts(operand);
        return !together
                || nest.skipsBetween(level, to)
                || (nest.uses(operand, loop) && (operand == Operand.OUTPUTS || isSteppedThrough(loop)));
    }

    /** Whether loops inside run over the dimension of a spatial one, so that what its instances need lies apart. */
    private boolean isSteppedThrough(int loop) {
        for (int i = loop + 1; i < (to == nest.levels() ? nest.loops() : nest.first(to)); i++) {
            boolean walked = nest.isSpatial(i) || i <= last;
            if (walked && nest.factor(i) > 1 && nest.dimension(i) == nest.dimension(loop)) {
                return true;
            }
        }
        return false;
    }

    private int heldBehind() {
        int behind = 0;
        for (int level = 1; level < to; level++) {
            behind = nest.skipsBetween(level, level + 1) ? level + 1 : behind;
        }
        for (int i = last + 1; behind > 0 && i < nest.first(behind); i++) {
            if (isHeldOver(i)) {
                return behind;
            }
        }
        return 0;
    }

    /** Whether the tile stays over the iterations of a loop. */
    private boolean isHeldOver(int loop) {
        return loop > last && !nest.isSpatial(loop) && nest.factor(loop) > 1;
    }

    /** Whether skipping decides in which of several steps of the DRAM a tile is fetched. */
    boolean isHeldOverSteps() {
        for (int i = last + 1; heldBehind > 0 && i < nest.first(1); i++) {
            if (isHeldOver(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean isHeldAlong(int dimension) {
        for (int i = last + 1; heldBehind > 0 && i < nest.first(heldBehind); i++) {
            if (isHeldOver(i) && nest.dimension(i) == dimension) {
                return true;
            }
        }
        return false;
    }

    private boolean[][] distinguishedByLevel() {
        boolean[][] found = new boolean[to + 1][Dimension.COUNT];
        for (int d = 0; d < Dimension.COUNT; d++) {
            boolean edge = operand == Operand.INPUTS && OF_WINDOWS.contains(Dimension.at(d));
            boolean asked = edge
                    || isHeldAlong(d)
                    || (format.isCompressed() && operand.uses(d))
                    || (format.scales().isPresent() && d == Dimension.C.at())
                    || (feedsOne() && isKnownBy(d));
            for (int level = to; level >= 0; level--) {
                if (level < to) {
                    asked |= (nest.level(level).skips(Operand.WEIGHTS) && Operand.WEIGHTS.uses(d))
                            || (nest.level(level).skips(Operand.INPUTS) && Operand.INPUTS.uses(d));
                }
                found[level][d] = asked;
            }
        }
        return found;
    }

    /** Whether the tensor goes from a memory to the one multiplier that it feeds. */
    private boolean feedsOne() {
        return to == nest.levels() && from == to - 1;
    }

    private boolean isKnownBy(int dimension) {
        var memory = (Memory) nest.level(from);
        return (isKnown(memory, Operand.WEIGHTS) && Operand.WEIGHTS.uses(dimension))
                || (isKnown(memory, Operand.INPUTS) && Operand.INPUTS.uses(dimension));
    }

    /** Dimensions whose places in the layer matter to {@link #of}. */
    boolean[] distinguished(int level) {
        return distinguished[level].clone();
    }

    /** Last loop of the DRAM that brings another tile, -1 if none. */
    int lastLoop() {
        return last;
    }

    /** What moves in {@code iterations} below the loops of the DRAM. */
    Moved of(Box iterations) {
        return of(iterations, new BitSet());
    }

    /**
     * The same of a tile that is held over several steps of the DRAM.
     *
     * @param had places that have it from an earlier step; those that take it now are added
     */
    Moved of(Box iterations, BitSet had) {
        box = iterations.copy();
        stepOfDram = iterations;
        served = had;
        return atOnce ? products((Memory) nest.level(from)) : level(1);
    }

    private Moved level(int level) {
        if (level == to) {
            return tile();
        }
        if (feedsOne() && level == from) {
            return products((Memory) nest.level(level));
        }
        return loops(nest.first(level), level);
    }

    private Moved loops(int loop, int level) {
        if (loop == nest.first(level + 1)) {
            Moved moved = isSkipped(level) ? Moved.NOTHING : level + 1 == heldBehind ? heldTile() : level(level + 1);
            return level == links ? moved.times(place + 1L) : moved;
        }
        if (level == links) {
            return overLinks(loop);
        }
        int d = nest.dimension(loop);
        if (!enumerated[loop] || together[d]) {
            return loops(loop + 1, level);
        }
        int step = nest.step(loop);
        int begin = box.from[d];
        int end = box.to[d];
        if (end - begin <= step) {
            return loops(loop + 1, level);
        }
        if (end - begin > step * nest.factor(loop)) {
            // a loop outside over the same dimension is not walked: the tile stays over it, or its instances share
            // transfers
            return heldBehind > level
                    ? toEachApart(loop, level)
                    : loops(loop + 1, level).times(nest.factor(loop));
        }
        Moved sum = Moved.NOTHING;
        if (!distinguished[level][d]) {
            long whole = ((long) end - begin) / step;
            box.to[d] = begin + step;
            sum = loops(loop + 1, level).times(whole);
            if (begin + whole * step < end) {
                box.from[d] = (int) (begin + whole * step);
                box.to[d] = end;
                at[loop] = (int) whole;
                sum = sum.plus(loops(loop + 1, level));
                at[loop] = 0;
            }
        } else {
            for (int from = begin; from < end; from += step, at[loop]++) {
                box.from[d] = from;
                box.to[d] = Math.min(end, from + step);
                sum = sum.plus(loops(loop + 1, level));
            }
            at[loop] = 0;
        }
        box.from[d] = begin;
        box.to[d] = end;
        return sum;
    }

    /** Instances that work in the same iterations of a loop outside, each at its own share of them. */
    private Moved toEachApart(int loop, int level) {
        Moved sum = Moved.NOTHING;
        for (at[loop] = 0; at[loop] < nest.factor(loop); at[loop]++) {
            sum = sum.plus(loops(loop + 1, level));
        }
        at[loop] = 0;
        return sum;
    }

    /** The tile as it is fetched in the first step that is worked on, if a place has not got it. */
    private Moved heldTile() {
        int place = 0;
        for (int i = nest.first(1); i < nest.first(heldBehind); i++) {
            place = nest.isSpatial(i) ? place * nest.factor(i) + at[i] : place;
        }
        if (served.get(place)) {
            return Moved.NOTHING;
        }
        Box all = box;
        box = stepOfDram.copy();
        Moved moved = Moved.NOTHING;
        if (isWorkedOn(nest.first(1), 1)) {
            moved = level(heldBehind);
            served.set(place, isHeldOverSteps());
        }
        box = all;
        return moved;
    }

    /** Whether some step over which the tile is held is worked on; the box is then that of the first. */
    private boolean isWorkedOn(int loop, int level) {
        if (loop == nest.first(level + 1)) {
            return !isSkipped(level) && (level + 1 == heldBehind || isWorkedOn(loop, level + 1));
        }
        int d = nest.dimension(loop);
        int step = nest.step(loop);
        int begin = box.from[d];
        int end = box.to[d];
        boolean held = isHeldOver(loop);
        int first = begin + at[loop] * step;
        for (int from = first; from < (held ? end : Math.min(end, first + 1)); from += step) {
            box.from[d] = from;
            box.to[d] = Math.min(end, from + step);
            if (isWorkedOn(loop + 1, level)) {
                return true;
            }
        }
        box.from[d] = begin;
        box.to[d] = end;
        return false;
    }

    /** Instances lie in the order of their loops. */
    private Moved overLinks(int loop) {
        int d = nest.dimension(loop);
        int begin = box.from[d];
        int end = box.to[d];
        int outer = place;
        Moved sum = enumerated[loop] ? toEach(loop, d) : toTheLast(loop, d);
        box.from[d] = begin;
        box.to[d] = end;
        place = outer;
        return sum;
    }

    /** Whether a loop outside over the same dimension is not walked, so that each instance takes what the box has. */
    private boolean isInsideOneThatStays(int loop, int d) {
        return box.extent(d) > nest.step(loop) * nest.factor(loop);
    }

    private int taking(int loop, int d) {
        return Math.min(nest.factor(loop), Ceil.div(box.extent(d), nest.step(loop)));
    }

    private Moved toEach(int loop, int d) {
        int step = nest.step(loop);
        int begin = box.from[d];
        int end = box.to[d];
        int first = place * nest.factor(loop);
        int taking = taking(loop, d);
        boolean stays = isInsideOneThatStays(loop, d);
        Moved sum = Moved.NOTHING;
        for (int i = 0; i < taking; i++) {
            if (!stays) {
                box.from[d] = begin + i * step;
                box.to[d] = Math.min(end, begin + (i + 1) * step);
            }
            place = first + i;
            at[loop] = i;
            sum = sum.plus(loops(loop + 1, links));
        }
        at[loop] = 0;
        return sum;
    }

    /** All instances take the same, but for the last, if it is cut: what it does not take goes to the one before. */
    private Moved toTheLast(int loop, int d) {
        int step = nest.step(loop);
        int taking = taking(loop, d);
        int last = place * nest.factor(loop) + taking - 1;
        int ofLast = box.extent(d) - (taking - 1) * step;
        if (taking == 1 || ofLast >= step) {
            place = last;
            return loops(loop + 1, links);
        }
        box.to[d] = box.from[d] + step;
        place = last - 1;
        Moved all = loops(loop + 1, links);
        box.to[d] = box.from[d] + ofLast;
        Moved shared = loops(loop + 1, links);
        place = last;
        return all.minus(shared).plus(loops(loop + 1, links));
    }

    private boolean isSkipped(int level) {
        return (nest.skips(level, Operand.WEIGHTS) && !masks.any(Operand.WEIGHTS, box))
                || (nest.skips(level, Operand.INPUTS) && !masks.any(Operand.INPUTS, box));
    }

    private Moved tile() {
        if (padded) {
            long elements = masks.paddedInputs(box);
            return new Moved(elements, elements * valueBits, 0, scaleBits(format, elements, box));
        }
        return stored(masks, operand, format, valueBits, box);
    }

    /** A tile as a level stores it. */
    private static Moved stored(LayerMasks masks, Operand operand, Format format, int valueBits, Box tile) {
        long elements = masks.elements(operand, tile);
        return stored(
                masks,
                operand,
                format,
                valueBits,
                tile,
                elements,
                elements == 0 ? 0 : kept(masks, operand, format, tile));
    }

    /** Elements of a tile that a code stores because of where zeros are: those present, and fillers between them. */
    static long kept(LayerMasks masks, Operand operand, Format format, Box tile) {
        if (!format.isCompressed() || format.isOfGroups()) {
            return 0;
        }
        long fillers = format.kind() == Format.Kind.RUN_LENGTH ? masks.fillers(operand, tile, format.longestRun()) : 0;
        return masks.present(operand, tile) + fillers;
    }

    /**
     * A tile as a level stores it.
     *
     * @param elements of the tile
     * @param kept of them, by {@link #kept}
     */
    static Moved stored(
            LayerMasks masks, Operand operand, Format format, int valueBits, Box tile, long elements, long kept) {
        long scales = scaleBits(format, elements, tile);
        if (!format.isCompressed() || elements == 0) {
            return new Moved(elements, elements * valueBits, 0, scales);
        }
        long rows = masks.rowsOf(operand, tile);
        Optional<GroupSlots> groups = format.isOfGroups() ? Optional.of(masks.slots(format, tile)) : Optional.empty();
        long values = format.values(
                elements, kept, 0, rows * groups.map(GroupSlots::values).orElse(0L));
        long blocks = rows * groups.map(GroupSlots::blocks).orElse(0L);
        return new Moved(values, values * valueBits, format.placeBits(elements, values, rows, blocks), scales);
    }

    private static long scaleBits(Format format, long elements, Box tile) {
        if (format.scales().isEmpty()) {
            return 0;
        }
        int channels = Dimension.C.at();
        return format.scales()
                .map(scales -> scales.bits(elements, tile.from[channels], tile.to[channels]))
                .orElse(0L);
    }

    /** Of a memory that feeds one multiplier each product takes its operands, but for zeros known beforehand. */
    private Moved products(Memory memory) {
        boolean weights = memory.skips(Operand.WEIGHTS) || isKnown(memory, Operand.WEIGHTS);
        boolean inputs = memory.skips(Operand.INPUTS) || isKnown(memory, Operand.INPUTS);
        long values = masks.products(weights, inputs, box);
        long places =
                format.kind() == Format.Kind.BITMASK ? box.volume() : values * format.entryBits(box.volume(operand));
        return new Moved(values, values * valueBits, places, 0);
    }

    private boolean isKnown(Memory memory, Operand leader) {
        return leader == operand ? format.isCompressed() : memory.gates(leader);
    }
}
