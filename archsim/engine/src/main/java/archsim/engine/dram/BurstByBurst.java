package archsim.engine.dram;

import archsim.engine.kernel.Event;
import archsim.engine.kernel.Simulation;
import archsim.tables.DramStandard;

/**
 * Serves bursts; a burst is an event.
 *
 * <p>Whenever the data bus can take another burst, the scheduler takes the one whose column command can go first; of
 * several, the oldest (FR-FCFS). Within a bank, bursts to its open row go before those that would close it. A burst
 * that has been the oldest one for long goes next, as soon as its bank is nearly ready: none waits for ever.
 */
final class BurstByBurst extends DramChannel {

    private final Candidates candidates;
    private final RefreshTimer refreshes;
    private final Event next = this::bookNext;
    private final int reviewInterval;
    private final int patience;
    private int untilReview;
    private long reviewed = -1;
    private boolean busWrites;
    private boolean booking;
    private long busFree;

    BurstByBurst(DramStandard standard, int streamCount, BurstListener listener) {
        super(standard, streamCount, listener);
        reviewInterval = standard.controller().queueEntries();
        untilReview = reviewInterval;
        candidates = new Candidates(queue, banks, bankCount(standard));
        refreshes = new RefreshTimer(standard, gaps, banks, candidates::refreshed, power);
        patience = gaps.writeToReadLong + gaps.precharge + gaps.activateToRead;
    }

    @Override
    void refreshUntil(long clock) {
        refreshes.runUntil(clock);
    }

    @Override
    long refreshes() {
        return refreshes.count();
    }

    @Override
    void added(Simulation simulation, int bank, int entry, long now) {
        candidates.added(bank, entry);
        if (!booking) {
            booking = true;
            schedule(simulation, Math.max(now, busFree));
        }
    }

    private void schedule(Simulation simulation, long clock) {
        simulation.scheduleAt(picoseconds(clock), next, clock);
    }

    private void bookNext(Simulation simulation, long now) {
        isAt(simulation, now);
        refreshes.runUntil(now);
        int bank = candidates.firstReady(now);
        int entry = candidates.entry(bank);
        if (--untilReview == 0) {
            untilReview = reviewInterval;
            int waiter = candidates.oldest();
            if (isOverdue(queue.oldest(waiter)) && isReadySoon(waiter, Math.max(now, column(bank, entry)))) {
                bank = waiter;
                entry = queue.oldest(waiter);
            }
        }
        boolean write = queue.write(entry);
        long argument = queue.argument(entry);
        long column = book(bank, entry, write, now);
        busFree = column + gaps.columnShort;
        moved(simulation, bank, write, argument, column);
        booking = !candidates.isEmpty();
        if (booking) {
            schedule(simulation, busFree);
        }
    }

    /** Whether the oldest burst was the oldest one at the last review already. */
    private boolean isOverdue(int oldest) {
        boolean overdue = queue.order(oldest) == reviewed;
        reviewed = queue.order(oldest);
        return overdue;
    }

    private boolean isReadySoon(int bank, long clock) {
        return column(bank, queue.oldest(bank)) <= clock + patience;
    }

    private long column(int bank, int entry) {
        int row = queue.row(entry);
        boolean write = queue.write(entry);
        return Math.max(
                banks.bankReady(bank, row, write, queue.arrival(entry)),
                banks.groupReady(banks.kind(bank, row, write)));
    }

    /** Books the commands of a burst and takes it out of the queue; returns the clock of its column command. */
    private long book(int bank, int entry, boolean write, long now) {
        int row = queue.row(entry);
        boolean opens = !banks.isOpen(bank, row);
        boolean wasOpen = banks.hasOpenRow(bank);
        long column = banks.commit(bank, row, write, queue.arrival(entry), now);
        if (!wasOpen) {
            power.opened(banks.rankOf(bank), banks.activated(bank));
        }
        if (opens) {
            opened(entry);
        }
        leaves(bank, entry);
        candidates.update(bank);
        if (write != busWrites) {
            busWrites = write;
            candidates.turn(write);
        }
        return column;
    }
}
