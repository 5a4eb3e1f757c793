package archsim.engine.machines.eie;

/**
 * When the PEs of an EIE are done with the columns of a vector, by a recurrence over columns instead of cycles.
 *
 * <p>Column {@code j} goes out in the first cycle after column {@code j - 1} in which every PE is done with column {@code
 * j - depth}, whose place it takes. A PE begins it in the next cycle or once it is done with column {@code j - 1}.
 */
final class EieQueues {

    private final long[] doneAt;
    private final long[] placeFreeAt;
    private long columns;
    private long broadcastAt = -1;

    /**
     * Empty queues.
     *
     * @param pes that have rows; the others take no part
     * @param depth columns that a queue holds, the one at work among them
     */
    EieQueues(int pes, int depth) {
        doneAt = new long[pes];
        placeFreeAt = new long[depth];
    }

    /** Sends out a column; PE {@code i} works {@code max(1, entries)} cycles on it. */
    void broadcast(EieColumns block, int column) {
        int place = (int) (columns++ % placeFreeAt.length);
        broadcastAt = Math.max(broadcastAt + 1, placeFreeAt[place]);
        long slowest = 0;
        for (int pe = 0; pe < doneAt.length; pe++) {
            long begin = Math.max(broadcastAt + 1, doneAt[pe]);
            doneAt[pe] = begin + Math.max(1, block.entries(column, pe));
            slowest = Math.max(slowest, doneAt[pe]);
        }
        placeFreeAt[place] = slowest;
    }

    /** Cycles until every PE is done with all columns so far. */
    long cycles() {
        long slowest = 0;
        for (long done : doneAt) {
            slowest = Math.max(slowest, done);
        }
        return slowest;
    }

    /** Columns so far. */
    long columns() {
        return columns;
    }
}
