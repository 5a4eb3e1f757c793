package archsim.engine.tiling;

import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.MappingGoal;
import archsim.engine.plan.MemoryRate;
import archsim.engine.plan.Objective;
import archsim.engine.plan.PlanCost;
import archsim.engine.plan.Tile;
import archsim.engine.plan.Transfer;
import java.util.Arrays;
import java.util.List;

/**
 * When a plan ends, tile by tile without events: buffers of two halves, one memory that loads and stores.
 *
 * <p>A tile loads once the tile two before it has computed, computes once it has loaded, its lanes are free and the
 * outputs of the tile two before it have left, and stores once it has computed. The memory serves what was asked first; what a
 * tile loads, and what it stores, takes whole bursts at the memory's rate and a turn to other rows, {@link MemoryRate#cycles}.
 * A burst that two tiles share counts for both.
 */
public final class PipelineTime {

    /** Effort where no run asks: cuts that fit matter there, not the last per cent of their time. */
    private static final double LITTLE = 0.05;

    private final MemoryRate memory;
    private double memoryFree;
    private double bits;

    private PipelineTime(MemoryRate memory) {
        this.memory = memory;
    }

    /** The goal of one who states neither memory nor objective: fewest cycles on {@link MemoryRate#UNSTATED}, at little effort. */
    public static MappingGoal goal() {
        return new Goal(Objective.CYCLES, MemoryRate.UNSTATED, LITTLE);
    }

    /** A goal whose costs are those of {@link #cost}. */
    public static MappingGoal goal(Objective objective, MemoryRate memory) {
        return new Goal(objective, memory, 1);
    }

    private record Goal(Objective objective, MemoryRate memory, double effort) implements MappingGoal {

        @Override
        public List<PlanCost> costs(List<LayerPlan> plans) {
            return plans.stream().map(plan -> PipelineTime.cost(plan, memory)).toList();
        }
    }

    /** Cycles and bits of a plan; its energy is the memory's, for bits and for time. */
    public static PlanCost cost(LayerPlan plan, MemoryRate memory) {
        var time = new PipelineTime(memory);
        double cycles = time.of(plan);
        return new PlanCost(cycles, energy(cycles, time.bits, memory), time.bits);
    }

    /** Bits moved, and half as much for the time in which the memory could have moved as many. */
    public static double energy(double cycles, double bits, MemoryRate memory) {
        return bits + cycles * memory.bitsPerCycle() / 2;
    }

    private double of(LayerPlan plan) {
        double[] laneFree = new double[plan.tiles().get(0).lanes()];
        double[] computed = {0, 0};
        double[] stored = {0, 0};
        double waitingStore = 0;
        double waitingSince = 0;
        int waitingSlot = 0;
        double end = 0;
        for (int i = 0; i < plan.tiles().size(); i++) {
            Tile tile = plan.tiles().get(i);
            int slot = i & 1;
            double mayLoad = computed[slot];
            if (waitingStore > 0 && waitingSince <= Math.max(mayLoad, memoryFree)) {
                stored[waitingSlot] = serve(waitingSince, waitingStore);
                waitingStore = 0;
            }
            double loaded = serve(mayLoad, loadBits(tile));
            double done = compute(tile, Math.max(loaded, stored[slot]), laneFree);
            if (waitingStore > 0) {
                stored[waitingSlot] = serve(waitingSince, waitingStore);
            }
            computed[slot] = done;
            waitingStore = tile.store().bits();
            waitingSince = done;
            waitingSlot = slot;
            stored[slot] = done;
            end = Math.max(end, done);
        }
        return Math.max(end, Math.max(stored[1 - waitingSlot], serve(waitingSince, waitingStore)));
    }

    /** Bits that a plan moves from and to DRAM. */
    public static double movedBits(LayerPlan plan) {
        double moved = 0;
        for (Tile tile : plan.tiles()) {
            moved += loadBits(tile) + tile.store().bits();
        }
        return moved;
    }

    private static double loadBits(Tile tile) {
        double bits = 0;
        for (Transfer load : tile.loads()) {
            bits += load.bits();
        }
        return bits;
    }

    private double serve(double from, double asked) {
        if (asked == 0) {
            return from;
        }
        bits += asked;
        double start = Math.max(from + memory.latencyCycles(), memoryFree);
        memoryFree = start + memory.cycles(asked);
        return memoryFree;
    }

    private static double compute(Tile tile, double from, double[] laneFree) {
        double done = 0;
        for (int lane = 0; lane < laneFree.length; lane++) {
            laneFree[lane] = Math.max(laneFree[lane], from) + tile.laneCycles(lane);
            done = Math.max(done, laneFree[lane]);
        }
        if (tile.barrierAfter()) {
            Arrays.fill(laneFree, done);
        }
        return done;
    }
}
