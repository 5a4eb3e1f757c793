package archsim.engine.dram;

import archsim.engine.kernel.Simulation;
import archsim.tables.DramController;
import archsim.tables.DramStandard;

/** One channel: its queue, its banks, its refreshes, and what went through it; when a burst goes, is the scheduler's. */
abstract class DramChannel {

    /** From the request to the queue of its bank. */
    private static final int SORTING_CLOCKS = 1;

    final CommandGaps gaps;
    final BankTimes banks;
    final BurstQueue queue;
    final RankPower power;
    private final int clockPs;
    private final BurstListener listener;
    private final long[] activatesOfStream;
    private long lastAskedPs = -1;
    private long lastClock;
    private long readBursts;
    private long writeBursts;

    DramChannel(DramStandard standard, int streamCount, BurstListener listener) {
        this.listener = listener;
        gaps = new CommandGaps(standard);
        clockPs = standard.timing().tCkPs();
        banks = new BankTimes(standard, gaps);
        DramController controller = standard.controller();
        queue = new BurstQueue(bankCount(standard), controller.bankQueueEntries(), controller.queueEntries());
        power = new RankPower(standard, gaps);
        activatesOfStream = new long[streamCount];
    }

    static int bankCount(DramStandard standard) {
        return standard.geometry().ranks() * standard.geometry().banks();
    }

    /**
     * The channel of a memory.
     *
     * @param streamCount kinds of bursts that are counted separately
     */
    static DramChannel of(DramStandard standard, int streamCount, BurstListener listener) {
        return switch (standard.controller().bankOrder()) {
            case OLDEST -> new BurstByBurst(standard, streamCount, listener);
            case TURNS -> new CommandByCommand(standard, streamCount, listener);
        };
    }

    /** Carries out the refreshes that are due at {@code clock}. */
    abstract void refreshUntil(long clock);

    /** Considers a burst that has just joined the queue of {@code bank}, at {@code now}. */
    abstract void added(Simulation simulation, int bank, int entry, long now);

    /** Refreshes so far. */
    abstract long refreshes();

    /** Whether another burst can wait. */
    final boolean hasRoom() {
        return queue.hasRoom();
    }

    /**
     * Adds a burst to the queue.
     *
     * @param stream kind of burst, 0 and up
     * @param argument for the listener
     * @throws IllegalStateException if the queue is full
     */
    final void request(Simulation simulation, int bank, int row, boolean write, int stream, long argument) {
        if (!hasRoom()) {
            throw new IllegalStateException("the queue of the channel is full");
        }
        long now = clockAt(simulation.nowPs()) + SORTING_CLOCKS;
        refreshUntil(now);
        long arrival = power.request(banks.rankOf(bank), now);
        added(simulation, bank, queue.add(bank, row, write, stream, argument, arrival), now);
    }

    /** The first clock edge from {@code timePs} on. */
    private long clockAt(long timePs) {
        if (timePs != lastAskedPs) {
            lastAskedPs = timePs;
            lastClock = (timePs + clockPs - 1) / clockPs;
        }
        return lastClock;
    }

    /** Remembers that it is {@code clock}. */
    final void isAt(Simulation simulation, long clock) {
        lastAskedPs = simulation.nowPs();
        lastClock = clock;
    }

    final long picoseconds(long clock) {
        return clock * clockPs;
    }

    /** Counts a row that a burst opened. */
    final void opened(int entry) {
        activatesOfStream[queue.stream(entry)]++;
    }

    /** Takes a burst out of the queue, whose column command is booked. */
    final void leaves(int bank, int entry) {
        if (queue.write(entry)) {
            writeBursts++;
        } else {
            readBursts++;
        }
        queue.remove(bank, entry);
    }

    /** Tells of a burst that has left, when its data are there. */
    final void moved(Simulation simulation, int bank, boolean write, long argument, long column) {
        long done = column + (write ? gaps.writeLatency : gaps.readLatency) + gaps.burst;
        power.booked(banks.rankOf(bank), done);
        listener.booked(simulation, argument, picoseconds(done));
    }

    /** Rows that bursts of one stream opened. */
    final long activates(int stream) {
        return activatesOfStream[stream];
    }

    /** What the channel did until {@code endPs}, refreshes of idle times included; it can do no more afterwards. */
    final DramCounts countsAt(long endPs) {
        power.endAt(endPs / clockPs);
        refreshUntil(endPs / clockPs);
        return new DramCounts(banks.activates(), readBursts, writeBursts, refreshes(), power.timesAt(endPs));
    }
}
