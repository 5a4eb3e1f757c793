package archsim.engine.machines.loopnest.count;

import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.engine.machines.loopnest.architecture.Spatial;
import archsim.engine.machines.loopnest.mapping.Box;
import archsim.engine.machines.loopnest.mapping.Nest;
import java.util.Arrays;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The way of one tensor between two levels, step by step of the DRAM. */
final class Flow {

    private final Nest nest;
    private final int from;
    private final int to;
    private final TrafficCount sending;
    private final Remembered<Moved> sent;
    private final Remembered<Moved> received;
    /** By level with links on its way. */
    private final SortedMap<Integer, Remembered<Moved>> hops = new TreeMap<>();

    private int[] held;

    Flow(Nest nest, LayerMasks masks, Operand operand, int from, int to, int valueBits) {
        this.nest = nest;
        this.from = from;
        this.to = to;
        sending = new TrafficCount(nest, masks, operand, from, to, false, TrafficCount.NO_LINKS, valueBits);
        sent = new Remembered<>(sending.distinguished(0), sending::of);
        if (to < nest.levels()) {
            var receiving = new TrafficCount(nest, masks, operand, from, to, true, TrafficCount.NO_LINKS, valueBits);
            received = new Remembered<>(receiving.distinguished(0), receiving::of);
        } else {
            received = null;
        }
        for (int level = from + 1; level < to; level++) {
            if (nest.level(level) instanceof Spatial spatial && spatial.hopMm().isPresent()) {
                var passing = new TrafficCount(nest, masks, operand, from, to, false, level, valueBits);
                hops.put(level, new Remembered<>(passing.distinguished(0), passing::of));
            }
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

    /** Whether something moves in the step: asked once for each, in order. */
    boolean movesAt(int[] index) {
        int[] key = Arrays.copyOf(index, Math.min(index.length, sending.lastLoop() + 1));
        if (!movesWithinSteps() && Arrays.equals(key, held)) {
            return false;
        }
        held = key;
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
