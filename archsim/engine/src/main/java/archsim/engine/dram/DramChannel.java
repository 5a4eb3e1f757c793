package archsim.engine.dram;

import archsim.engine.kernel.Event;
import archsim.engine.kernel.Simulation;
import archsim.tables.DramController;
import archsim.tables.DramStandard;

/**
 * Serves bursts of one channel; a burst is an event.
 *
 * <p>Whenever the data bus can take another burst, the scheduler takes the one whose column command can go first; of
 * several, the oldest (FR-FCFS) or, if the controller says so, that of the bank whose turn is longest ago. Within a bank, bursts to its open row go before those that would close it. A burst
 * that has been the oldest one for long goes next, as soon as its bank is nearly ready: none waits for ever.
 */
final class DramChannel {

    /** From the request to the queue of its bank. */
    private static final int SORTING_CLOCKS = 1;

    private final CommandGaps gaps;
    private final int clockPs;
    private final BankTimes banks;
    private final BurstQueue queue;
    private final Candidates candidates;
    private final RefreshTimer refreshes;
    private final RankPower power;
    private final BurstListener listener;
    private final Event next = this::bookNext;
    private final long[] activatesOfStream;
    private final int reviewInterval;
    private final int patience;
    private int untilReview;
    private long reviewed = -1;
    private long lastAskedPs = -1;
    private long lastClock;
    private boolean busWrites;
    private boolean booking;
    private long busFree;
    private long readBursts;
    private long writeBursts;

    /** @param streamCount kinds of bursts that are counted separately */
    DramChannel(DramStandard standard, int streamCount, BurstListener listener) {
        this.listener = listener;
        gaps = new CommandGaps(standard);
        clockPs = standard.timing().tCkPs();
        banks = new BankTimes(standard, gaps);
        int bankCount = standard.geometry().ranks() * standard.geometry().banks();
        reviewInterval = standard.controller().queueEntries();
        untilReview = reviewInterval;
        queue = new BurstQueue(bankCount, standard.controller().bankQueueEntries(), reviewInterval);
        boolean turns = standard.controller().bankOrder() == DramController.Order.TURNS;
        candidates = new Candidates(queue, banks, bankCount, turns);
        power = new RankPower(standard, gaps);
        refreshes = new RefreshTimer(standard, gaps, banks, candidates, power);
        patience = gaps.writeToReadLong + gaps.precharge + gaps.activateToRead;
        activatesOfStream = new long[streamCount];
    }

    /** Whether another burst can wait. */
    boolean hasRoom() {
        return queue.hasRoom();
    }

    /**
     * Adds a burst to the queue.
     *
     * @param stream kind of burst, 0 and up
     * @param argument for the listener
     * @throws IllegalStateException if the queue is full
     */
    void request(Simulation simulation, int bank, int row, boolean write, int stream, long argument) {
        if (!hasRoom()) {
            throw new IllegalStateException("the queue of the channel is full");
        }
        long now = clockAt(simulation.nowPs()) + SORTING_CLOCKS;
        refreshes.runUntil(now);
        long arrival = power.request(banks.rankOf(bank), now);
        candidates.added(bank, queue.add(bank, row, write, stream, argument, arrival));
        if (!booking) {
            booking = true;
            schedule(simulation, Math.max(now, busFree));
        }
    }

    /** The first clock edge from {@code timePs} on. */
    private long clockAt(long timePs) {
        if (timePs != lastAskedPs) {
            lastAskedPs = timePs;
            lastClock = (timePs + clockPs - 1) / clockPs;
        }
        return lastClock;
    }

    private void schedule(Simulation simulation, long clock) {
        simulation.scheduleAt(clock * clockPs, next, clock);
    }

    private void bookNext(Simulation simulation, long now) {
        lastAskedPs = simulation.nowPs();
        lastClock = now;
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
        long done = column + (write ? gaps.writeLatency : gaps.readLatency) + gaps.burst;
        power.booked(banks.rankOf(bank), done);
        listener.booked(simulation, argument, done * clockPs);
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
        long activatesBefore = banks.activates();
        boolean wasOpen = banks.hasOpenRow(bank);
        long column = banks.commit(bank, queue.row(entry), write, queue.arrival(entry), now);
        if (!wasOpen) {
            power.opened(banks.rankOf(bank), banks.activated(bank));
        }
        activatesOfStream[queue.stream(entry)] += banks.activates() - activatesBefore;
        if (write) {
            writeBursts++;
        } else {
            readBursts++;
        }
        queue.remove(bank, entry);
        candidates.served(bank);
        if (write != busWrites) {
            busWrites = write;
            candidates.turn(write);
        }
        return column;
    }

    /** Rows that bursts of one stream opened. */
    long activates(int stream) {
        return activatesOfStream[stream];
    }

    /** What the channel did until {@code endPs}, refreshes of idle times included; it can do no more afterwards. */
    DramCounts countsAt(long endPs) {
        power.endAt(endPs / clockPs);
        refreshes.runUntil(endPs / clockPs);
        return new DramCounts(banks.activates(), readBursts, writeBursts, refreshes.count(), power.timesAt(endPs));
    }
}
