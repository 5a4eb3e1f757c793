package archsim.engine.machines.sigma;

import archsim.engine.pe.Cause;
import archsim.engine.pe.SlotStack;
import java.util.List;

/**
 * What iterations of {@link Sigma} take.
 *
 * @param slots by cause
 * @param weightReads values loaded into the multipliers
 * @param windows times that all inputs of a window stream past, by position
 * @param waitingSums sums of rows that are not finished, written and read again
 */
record SigmaWork(SlotStack slots, long weightReads, long windows, long waitingSums) {

    private static final SigmaWork NONE = new SigmaWork(SlotStack.NONE, 0, 0, 0);

    /** Configuring, loading, sending the first vector, multiplying and writing the last sum: a cycle each. */
    private static final int PIPELINE_CYCLES = 5;

    /**
     * Work of iterations past which {@code vectors} stream.
     *
     * @param period cycles in which a value can reach every multiplier; where it is more than one, loading takes as long
     *     and a switch is passed on the way
     */
    static SigmaWork of(List<SigmaIteration> iterations, ReductionTree tree, int period, long vectors) {
        SigmaWork work = NONE;
        for (SigmaIteration iteration : iterations) {
            work = work.plus(of(iteration, tree, period, vectors));
        }
        return work;
    }

    private static SigmaWork of(SigmaIteration iteration, ReductionTree tree, int period, long vectors) {
        List<ReductionTree.Exit> exits = iteration.exits(tree, period);
        long cycles =
                SumCollection.lastCycle(exits, vectors, period) + PIPELINE_CYCLES + (period - 1) + (period > 1 ? 1 : 0);
        int multipliers = tree.multipliers();
        long streaming = vectors * SumCollection.vectorCycles(exits, period);
        long products = iteration.present() * vectors;
        var slots = SlotStack.useful(products)
                .lost(Cause.FRAGMENTATION, vectors * multipliers - products)
                .lost(Cause.CONFLICT, (streaming - vectors) * multipliers)
                .lost(Cause.FILL, (cycles - streaming) * multipliers);
        boolean last = iteration.lastPart();
        return new SigmaWork(slots, iteration.present(), last ? 1 : 0, last ? 0 : vectors);
    }

    /** The same, and the wait for the sums of the RTL's last iteration. */
    SigmaWork drained(int multipliers) {
        long fill = (long) RtlBlock.latency(multipliers) * multipliers;
        return new SigmaWork(slots.lost(Cause.FILL, fill), weightReads, windows, waitingSums);
    }

    private SigmaWork plus(SigmaWork other) {
        return new SigmaWork(
                slots.plus(other.slots),
                weightReads + other.weightReads,
                windows + other.windows,
                waitingSums + other.waitingSums);
    }
}
