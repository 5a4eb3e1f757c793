package archsim.engine.machines.sigma;

import archsim.engine.pe.Cause;
import archsim.engine.pe.SlotStack;

/**
 * Rows of weights on the multipliers of SIGMA's published RTL: no conflicts, a cycle to load, a vector a cycle.
 *
 * @param iterations that hold all rows
 * @param present weights that are not zero
 * @param cuts between two parts of one row, each of which leaves a sum for each vector
 * @param multipliers a power of two
 * @param drained whether each iteration waits for the sums of the last one
 */
record RtlBlock(int iterations, long present, long cuts, int multipliers, boolean drained) implements SigmaBlock {

    /** Configuring and distributing take three cycles, multiplying one, and summing up one more than a level each. */
    private static final int STAGES_BESIDE_LEVELS = 4;

    /** Packs the rows that have {@code counts} weights each. */
    static RtlBlock pack(int[] counts, int multipliers, Sigma.Packing packing, boolean drained) {
        int iterations = 0;
        long present = 0;
        long cuts = 0;
        int free = 0;
        for (int count : counts) {
            present += count;
            int left = count;
            while (left > 0) {
                boolean fits = packing == Sigma.Packing.DENSE ? free > 0 : free >= Math.min(left, multipliers);
                if (!fits) {
                    iterations++;
                    free = multipliers;
                }
                int part = Math.min(left, free);
                left -= part;
                free -= part;
                cuts += left > 0 ? 1 : 0;
            }
        }
        return new RtlBlock(iterations, present, cuts, multipliers, drained);
    }

    /** Cycles from the last vector's arrival to its sum. */
    static int latency(int multipliers) {
        return Integer.numberOfTrailingZeros(multipliers) + STAGES_BESIDE_LEVELS;
    }

    @Override
    public SigmaWork work(long vectors) {
        long products = present * vectors;
        long filling = (long) iterations * (1 + (drained ? latency(multipliers) : 0));
        var slots = SlotStack.useful(products)
                .lost(Cause.FRAGMENTATION, vectors * iterations * multipliers - products)
                .lost(Cause.FILL, filling * multipliers);
        return new SigmaWork(slots, present, iterations, cuts * vectors);
    }
}
