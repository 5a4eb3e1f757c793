package archsim.engine.run.pipeline;

import archsim.base.Ceil;
import archsim.energy.DataType;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Transfer;
import archsim.engine.run.config.Fidelity;
import archsim.engine.sram.Buffers;
import archsim.engine.sram.SramBuffer;
import archsim.tables.DramStandard;

/**
 * Fetches the first weights of a layer while the layer before it still computes.
 *
 * <p>Weights, indices and scales of the tiles that the buffers hold at the layer's start, as far as there is room for them: the half
 * of the weight buffer that the last tile of the layer before leaves free, once the tile before that has computed. They move in the
 * longest time in which the memory then has nothing to do; by events as many as such a memory, idle when they are asked for, has read within
 * it, in closed form as many as its data buses move in all the time in which they have nothing to do. So no burst of the
 * layer before waits for them. The layer itself is timed without these bursts, and with them where that should take no longer. It
 * moves the same data with the same actions: only what depends on time is less.
 *
 * @param buffer of weights, both halves
 */
public record EarlyWeights(SramBuffer buffer, long clockPeriodPs, DramStandard memory, Fidelity fidelity) {

    /** Those of a machine that has room for them. */
    public static EarlyWeights of(Accelerator accelerator, DramStandard memory, Fidelity fidelity) {
        return new EarlyWeights(
                accelerator.machine().buffers().weights(), accelerator.clockPeriodPs(), memory, fidelity);
    }

    /**
     * A layer behind another.
     *
     * @param savedCycles that it takes less than by itself
     * @param bytes of weights that are fetched early
     */
    public record Outcome(MemoryOutcome memory, long savedCycles, long bytes) {}

    /** Whether the machine states a buffer for weights. */
    public static boolean hasRoom(Accelerator accelerator) {
        return !accelerator.machine().buffers().equals(Buffers.NONE);
    }

    /** The outcome of {@code plan}, which by itself has {@code alone}, behind {@code before}. */
    public Outcome of(LayerPlan plan, MemoryOutcome alone, LayerPlan before, MemoryOutcome beforeAlone) {
        var unchanged = new Outcome(alone, 0, 0);
        if (memory.isOnChip() || beforeAlone.idlePs() <= 0) {
            return unchanged;
        }
        BurstPlan all = MemoryOutcome.bursts(plan, memory);
        long wanted = all.weightBursts(plan.tilesAtOnce(), roomBits(before));
        long early = fidelity == Fidelity.EVENT
                ? EarlyFetch.arrived(all.early(wanted), memory, beforeAlone.idlePs())
                : Math.min(wanted, AnalyticalBound.burstsIn(beforeAlone.idlePs(), memory));
        if (early == 0) {
            return unchanged;
        }
        BurstPlan rest = all.without(early);
        long bound = AnalyticalBound.cycles(plan, rest, memory, clockPeriodPs);
        long cycles = fidelity == Fidelity.EVENT
                ? Ceil.div(new LayerSimulation(plan, rest, memory, clockPeriodPs).run(), clockPeriodPs)
                : bound;
        if (cycles >= alone.cycles()) {
            return unchanged;
        }
        DramUse use = alone.dram().within(cycles * clockPeriodPs, alone.cycles() * clockPeriodPs);
        return new Outcome(
                new MemoryOutcome(cycles, bound, use, alone.idlePs()),
                alone.cycles() - cycles,
                early * memory.geometry().burstBytes());
    }

    /** Bits of the weight buffer that are free beside the largest tile of {@code before}, at most half of it. */
    private long roomBits(LayerPlan before) {
        long largest = before.tiles().stream()
                .mapToLong(tile -> tile.loads().stream()
                        .filter(load -> isInWeightBuffer(load.dataType()))
                        .mapToLong(Transfer::bits)
                        .sum())
                .max()
                .orElse(0);
        return Math.max(0, Math.min(buffer.halfBits(), 2 * buffer.halfBits() - largest));
    }

    private static boolean isInWeightBuffer(DataType type) {
        return type != DataType.INPUTS && type != DataType.OUTPUTS && type != DataType.PSUMS;
    }
}
