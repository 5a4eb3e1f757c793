package archsim.engine.machines.loopnest.count;

import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.engine.machines.loopnest.mapping.Box;
import archsim.engine.machines.loopnest.mapping.Nest;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The way of one tensor between two levels, step by step of the DRAM. */
final class Flow {

    private final Nest nest;
    private final int from;
    private final int to;
    private final TrafficCount sending;
    private final Counted sent;
    private final Counted received;
    /** By level with links on its way. */
    private final SortedMap<Integer, Counted> hops = new TreeMap<>();

    private int[] held;

    Flow(Nest nest, LayerMasks masks, Operand operand, int from, int to, int valueBits) {
        this.nest = nest;
        this.from = from;
        this.to = to;
        sending = new TrafficCount(nest, masks, operand, from, to, false, TrafficCount.NO_LINKS, valueBits);
        sent = new Counted(sending);
        received = to == nest.levels()
                ? null
                : new Counted(new TrafficCount(nest, masks, operand, from, to, true, TrafficCount.NO_LINKS, valueBits));
        for (int level : nest.linkedBetween(from, to)) {
            hops.put(level, new Counted(new TrafficCount(nest, masks, operand, from, to, false, level, valueBits)));
        }
    }

    /** Counts of steps of the DRAM, in order. */
    private static final class Counted {

        private final TrafficCount count;
        private final Remembered<Moved> known;
        /** Places that have the tile which is held now. */
        private final BitSet served = new BitSet();

        Counted(TrafficCount count) {
            this.count = count;
            known = new Remembered<>(count.distinguished(0), count::of);
        }

        Moved of(Box box) {
            return count.isHeldOverSteps() ? count.of(box, served) : known.of(box);
        }
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    boolean reachesMultipliers() {
        return to == nest.levels();
    }

    /** Whether it moves in every step of the DRAM, not only when the DRAM's own loops bring another tile. */
    boolean movesWithinSteps() {
        return sending.lastLoop() >= nest.first(1);
    }

    /** Whether something may move in the step: asked once for each, in order. */
    boolean movesAt(int[] index) {
        int[] key = Arrays.copyOf(index, Math.min(index.length, sending.lastLoop() + 1));
        if (!movesWithinSteps() && Arrays.equals(key, held)) {
            return sending.isHeldOverSteps();
        }
        held = key;
        sent.served.clear();
        hops.values().forEach(each -> each.served.clear());
        if (received != null) {
            received.served.clear();
        }
        return true;
    }

    Moved sent(Box box) {
        return sent.of(box);
    }

    /** Spatial levels with links on its way, outermost first. */
    Set<Integer> linked() {
        return hops.keySet();
    }

    /** What moves over the links of a level, as often as it takes hops. */
    Moved hops(int level, Box box) {
        return hops.get(level).of(box);
    }

    Moved received(Box box) {
        return received.of(box);
    }
}
