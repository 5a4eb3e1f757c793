package archsim.engine.machines.loopnest.count;

import archsim.engine.machines.loopnest.architecture.Fill;
import archsim.engine.machines.loopnest.architecture.Memory;
import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.engine.machines.loopnest.mapping.Box;
import archsim.engine.machines.loopnest.mapping.Nest;
import java.util.Arrays;

/**
 * Which loop exchanges the tile of the level whose exchange takes time: the innermost temporal one around it that chooses other
 * elements of a tensor in it.
 */
final class FilledTiles {

    private final Nest nest;
    private final Fill fill;
    private final int loop;
    private int[] held;
    private long busy;

    FilledTiles(Nest nest) {
        this.nest = nest;
        Fill found = null;
        int last = -1;
        for (int level = 1; level < nest.levels(); level++) {
            if (nest.level(level) instanceof Memory memory && memory.fill().isPresent()) {
                found = memory.fill().get();
                for (Operand operand : memory.holds()) {
                    last = Math.max(last, nest.lastLoopThatMoves(operand, level));
                }
            }
        }
        fill = found;
        loop = last;
    }

    Fill fill() {
        return fill;
    }

    boolean isExchangedBy(int each) {
        return fill != null && each == loop && !isByDram();
    }

    private boolean isByDram() {
        return loop < nest.first(1);
    }

    /**
     * Cycles that a step of the DRAM waits for the tile to be filled, beyond what exchanges within it take; asked once for each
     * step in order.
     *
     * @param index iterations of the DRAM's loops
     * @param busyCycles of the step
     */
    long before(int[] index, long busyCycles) {
        if (fill == null) {
            return 0;
        }
        boolean first = held == null;
        if (!isByDram()) {
            held = index.clone();
            return first && fill.overlaps() ? fill.cycles() : 0;
        }
        int[] key = Arrays.copyOf(index, loop + 1);
        if (Arrays.equals(key, held)) {
            busy += busyCycles;
            return 0;
        }
        long waiting = first ? fill.cycles() : fill.behind(busy);
        held = key;
        busy = busyCycles;
        return waiting;
    }

    /** Whether no tile comes behind the last one of the layer that it would have to wait for. */
    boolean endsEarly() {
        return fill != null && fill.overlaps() && !isByDram();
    }

    /** Whether the iterations of a loop bring further tiles. */
    boolean isAround(int each) {
        return each <= loop;
    }

    /** Whether a box is that of the last tile. */
    boolean isLast(Box box) {
        Box whole = nest.whole();
        for (int i = 0; i <= loop; i++) {
            if (!nest.isSpatial(i) && box.to[nest.dimension(i)] != whole.to[nest.dimension(i)]) {
                return false;
            }
        }
        return true;
    }
}
