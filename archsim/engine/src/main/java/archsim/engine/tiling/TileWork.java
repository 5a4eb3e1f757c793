package archsim.engine.tiling;

import archsim.engine.pe.Machine;
import archsim.engine.pe.SlotStack;

/** The exact work of a tile: cycles, slots and actions, all in one value. */
public final class TileWork {

    private final long[] laneCycles;
    private final SlotStack slots;
    private final Actions actions;
    private final Reads reads;

    /**
     * Work of a tile.
     *
     * @param laneCycles cycles of each lane
     * @param slots causes that the machine knows; waiting at barriers and for ports is found by the {@link PlanBuilder}
     * @param actions besides loads, stores and {@code reads}
     */
    public TileWork(long[] laneCycles, SlotStack slots, Actions actions, Reads reads) {
        actions.requireComplete();
        this.laneCycles = laneCycles.clone();
        this.slots = slots;
        this.actions = actions;
        this.reads = reads;
    }

    /** Cycles of the slowest lane, or of the buffers' ports if these take longer. */
    public long cycles(Machine machine) {
        long slowest = reads.cycles(machine);
        for (long cycles : laneCycles) {
            slowest = Math.max(slowest, cycles);
        }
        return slowest;
    }

    long[] laneCycles() {
        return laneCycles.clone();
    }

    SlotStack slots() {
        return slots;
    }

    Actions actions() {
        return actions;
    }

    Reads reads() {
        return reads;
    }
}
