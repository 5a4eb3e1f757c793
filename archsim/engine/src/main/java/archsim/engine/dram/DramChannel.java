package archsim.engine.dram;

import archsim.engine.kernel.Event;
import archsim.engine.kernel.Simulation;
import archsim.tables.DramStandard;

/**
 * Serves bursts of one channel; a burst is an event.
 *
 * <p>Waiting bursts lie in a window of {@link #WINDOW} entries. Whenever the channel can book another command it takes
 * the oldest row hit, else the oldest burst (FR-FCFS), and of row hits one in the direction of the last burst first. It
 * books ahead by the time of a precharge and an activate, so that rows open in one bank while another transfers.
 */
public final class DramChannel {

    /** Bursts that the scheduler sees at once. */
    public static final int WINDOW = 32;

    private final DramStandard standard;
    private final AddressMap map;
    private final BankTimes banks;
    private final Event next = this::bookNext;
    private final int[] bankOf = new int[WINDOW];
    private final int[] rowOf = new int[WINDOW];
    private final boolean[] writes = new boolean[WINDOW];
    private final Event[] listeners = new Event[WINDOW];
    private final long[] arguments = new long[WINDOW];
    private final int[] streams = new int[WINDOW];
    private final long[] activatesOfStream;
    private final long lookAheadPs;
    private int waiting;
    private boolean lastIsWrite;
    private int passedOver;
    private boolean booking;
    private long bookingOpensPs;
    private long nextRefreshPs;
    private long openSincePs = -1;
    private long rowsOpenPs;
    private long readBursts;
    private long writeBursts;
    private long refreshes;

    /** @param streamCount kinds of bursts that are counted apart */
    public DramChannel(DramStandard standard, int streamCount) {
        activatesOfStream = new long[streamCount];
        this.standard = standard;
        map = new AddressMap(standard.geometry());
        banks = new BankTimes(standard);
        nextRefreshPs = refreshIntervalPs();
        lookAheadPs = (long) (standard.timing().tRP() + standard.timing().tRCD())
                * standard.timing().tCkPs();
    }

    private long refreshIntervalPs() {
        return (long) standard.timing().tREFI() * standard.timing().tCkPs();
    }

    /** Whether another burst can wait. */
    public boolean hasRoom() {
        return waiting < WINDOW;
    }

    /**
     * Adds a burst to the window.
     *
     * @param burst address over the bytes of a burst
     * @param stream kind of burst, 0 and up
     * @param done occurs when the last of its data has moved
     * @throws IllegalStateException if the window is full
     */
    public void request(Simulation simulation, long burst, boolean write, int stream, Event done, long argument) {
        if (!hasRoom()) {
            throw new IllegalStateException("the window of %d bursts is full".formatted(WINDOW));
        }
        bankOf[waiting] = map.bank(burst);
        rowOf[waiting] = map.row(burst);
        writes[waiting] = write;
        listeners[waiting] = done;
        arguments[waiting] = argument;
        streams[waiting] = stream;
        waiting++;
        if (!booking) {
            booking = true;
            simulation.scheduleAt(Math.max(simulation.nowPs(), bookingOpensPs), next, 0);
        }
    }

    private void bookNext(Simulation simulation, long ignored) {
        int chosen = choose();
        long columnPs = book(simulation.nowPs(), chosen);
        boolean write = writes[chosen];
        lastIsWrite = write;
        passedOver = chosen == 0 ? 0 : passedOver + 1;
        int latencyClocks =
                write ? standard.timing().casWriteLatency() : standard.timing().casLatency();
        long donePs = columnPs + (long) latencyClocks * standard.timing().tCkPs() + BankTimes.burstPs(standard);
        simulation.scheduleAt(donePs, listeners[chosen], arguments[chosen]);
        remove(chosen);
        bookingOpensPs = Math.max(simulation.nowPs(), columnPs - lookAheadPs);
        booking = waiting > 0;
        if (booking) {
            simulation.scheduleAt(bookingOpensPs, next, 0);
        }
    }

    /**
     * Oldest row hit in the direction of the last burst, so that the bus seldom turns around; else the oldest row hit; else
     * the oldest burst. The oldest is passed over a window's length of times at most.
     */
    private int choose() {
        if (passedOver == WINDOW) {
            return 0;
        }
        int hit = -1;
        for (int i = 0; i < waiting; i++) {
            if (banks.isOpen(bankOf[i], rowOf[i])) {
                if (writes[i] == lastIsWrite) {
                    return i;
                }
                hit = hit < 0 ? i : hit;
            }
        }
        return Math.max(0, hit);
    }

    private long book(long nowPs, int chosen) {
        refreshUntil(nowPs);
        boolean write = writes[chosen];
        long activatesBefore = banks.activates();
        long columnPs = banks.commit(bankOf[chosen], rowOf[chosen], write, nowPs);
        activatesOfStream[streams[chosen]] += banks.activates() - activatesBefore;
        if (openSincePs < 0) {
            openSincePs = banks.lastActivatePs();
        }
        if (write) {
            writeBursts++;
        } else {
            readBursts++;
        }
        return columnPs;
    }

    private void refreshUntil(long nowPs) {
        while (nextRefreshPs <= nowPs) {
            long beginPs = banks.refresh(nextRefreshPs);
            if (openSincePs >= 0) {
                rowsOpenPs += Math.max(0, beginPs - openSincePs);
                openSincePs = -1;
            }
            refreshes++;
            nextRefreshPs += refreshIntervalPs();
        }
    }

    private void remove(int index) {
        int moved = --waiting - index;
        System.arraycopy(bankOf, index + 1, bankOf, index, moved);
        System.arraycopy(rowOf, index + 1, rowOf, index, moved);
        System.arraycopy(writes, index + 1, writes, index, moved);
        System.arraycopy(listeners, index + 1, listeners, index, moved);
        System.arraycopy(arguments, index + 1, arguments, index, moved);
        System.arraycopy(streams, index + 1, streams, index, moved);
        listeners[waiting] = null;
    }

    /** Rows that bursts of one stream opened. */
    public long activates(int stream) {
        return activatesOfStream[stream];
    }

    /** What the channel did until {@code endPs}, refreshes of idle times included. */
    public DramCounts countsAt(long endPs) {
        refreshUntil(endPs);
        long openPs = rowsOpenPs + (openSincePs >= 0 ? Math.max(0, endPs - openSincePs) : 0);
        return new DramCounts(
                banks.activates(),
                readBursts,
                writeBursts,
                refreshes,
                Math.min(openPs, endPs),
                endPs - Math.min(openPs, endPs));
    }
}
