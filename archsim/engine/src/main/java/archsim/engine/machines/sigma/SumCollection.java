package archsim.engine.machines.sigma;

import java.util.List;

/**
 * How the sums of an iteration leave SIGMA's tree: over the lines of a bus into a write queue.
 *
 * <p>A line passes one sum a cycle. Of the sums that wait in the queue half, rounded up, are written in a cycle, as STONNE
 * does.
 */
final class SumCollection {

    /** Vectors after which lines and queue repeat themselves: they settle within the logarithm of the multipliers. */
    private static final int SETTLED_VECTORS = 64;

    private final List<ReductionTree.Exit> exits;
    private final int period;
    private final int[] queued;
    private int writeQueue;

    private SumCollection(List<ReductionTree.Exit> exits, int period, int lines) {
        this.exits = exits;
        this.period = period;
        this.queued = new int[lines];
    }

    /**
     * The cycle in which the last sum is written, counted from the arrival of the first operand.
     *
     * @param exits of the rows; lines are numbered from 0
     * @param vectors that stream past
     * @param period cycles from one vector to the next
     */
    static long lastCycle(List<ReductionTree.Exit> exits, long vectors, int period) {
        if (exits.size() == 1) {
            return exits.get(0).cycles() + (vectors - 1) * period;
        }
        int lines = exits.stream().mapToInt(ReductionTree.Exit::line).max().orElseThrow() + 1;
        int simulated = (int) Math.min(vectors, SETTLED_VECTORS);
        var collection = new SumCollection(exits, period, lines);
        return collection.run(simulated) + (vectors - simulated) * vectorCycles(exits, period);
    }

    /** Cycles that a vector takes once the pipeline is full. */
    static int vectorCycles(List<ReductionTree.Exit> exits, int period) {
        int busiest = 0;
        for (ReductionTree.Exit exit : exits) {
            int rows = 0;
            for (ReductionTree.Exit other : exits) {
                rows += other.line() == exit.line() ? 1 : 0;
            }
            busiest = Math.max(busiest, rows);
        }
        return Math.max(period, busiest);
    }

    private int run(int vectors) {
        int left = vectors * exits.size();
        int cycle = 0;
        while (left > 0) {
            cycle++;
            sum(cycle, vectors);
            passLines();
            int written = (writeQueue + 1) / 2;
            writeQueue -= written;
            left -= written;
        }
        return cycle;
    }

    private void sum(int cycle, int vectors) {
        for (ReductionTree.Exit exit : exits) {
            int age = cycle - exit.cycles();
            if (age >= 0 && age % period == 0 && age / period < vectors) {
                queued[exit.line()]++;
            }
        }
    }

    private void passLines() {
        for (int line = 0; line < queued.length; line++) {
            if (queued[line] > 0) {
                queued[line]--;
                writeQueue++;
            }
        }
    }
}
