package archsim.engine.dram;

import archsim.engine.kernel.Event;
import archsim.engine.kernel.Simulation;
import archsim.tables.DramStandard;

/**
 * Serves commands; a command is an event.
 *
 * <p>At each clock the first bank, in turn from the one after the last served, whose next command may go has it: a
 * precharge, an activate or a column command, whichever its burst needs. Within a bank, bursts to its open row go before those that
 * would close it.
 */
final class CommandByCommand extends DramChannel {

    private final RefreshTimer refreshes;
    private final Event next = this::issueNext;
    private final int bankCount;
    private final boolean separateRowCommands;
    private int lastServed;
    private boolean busWrites;
    private long rowBusFree;
    private long columnBusFree;
    private long scheduled = Long.MAX_VALUE;

    CommandByCommand(DramStandard standard, int streamCount, BurstListener listener) {
        super(standard, streamCount, listener);
        bankCount = bankCount(standard);
        lastServed = bankCount - 1;
        separateRowCommands = standard.geometry().separateRowCommands();
        refreshes = new RefreshTimer(standard, gaps, banks, (first, refreshed) -> {}, power);
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
        schedule(simulation, Math.max(now, commandFrom(bank)));
    }

    private void schedule(Simulation simulation, long clock) {
        if (clock < scheduled) {
            scheduled = clock;
            simulation.scheduleAt(picoseconds(clock), next, clock);
        }
    }

    private int entry(int bank) {
        return queue.first(bank, banks, busWrites);
    }

    private long commandFrom(int bank) {
        int entry = entry(bank);
        int row = queue.row(entry);
        long busFree = banks.isOpen(bank, row) ? columnBusFree : rowBusFree;
        return Math.max(Math.max(queue.arrival(entry), busFree), banks.commandFrom(bank, row, queue.write(entry)));
    }

    /** Issues a command at {@code now}, unless an earlier event has made another clock the next. */
    private void issueNext(Simulation simulation, long now) {
        if (now != scheduled) {
            return;
        }
        scheduled = Long.MAX_VALUE;
        isAt(simulation, now);
        refreshes.runUntil(now);
        int bank = firstInTurn(now);
        if (bank != BurstQueue.NONE) {
            lastServed = bank;
            issue(simulation, bank, entry(bank), now);
        }
        long earliest = Long.MAX_VALUE;
        for (int other = 0; other < bankCount; other++) {
            if (queue.length(other) > 0) {
                earliest = Math.min(earliest, commandFrom(other));
            }
        }
        if (earliest != Long.MAX_VALUE) {
            schedule(simulation, Math.max(now, earliest));
        }
    }

    private int firstInTurn(long now) {
        for (int turn = 1; turn <= bankCount; turn++) {
            int bank = (lastServed + turn) % bankCount;
            if (queue.length(bank) > 0 && commandFrom(bank) <= now) {
                return bank;
            }
        }
        return BurstQueue.NONE;
    }

    private void issue(Simulation simulation, int bank, int entry, long now) {
        int row = queue.row(entry);
        if (banks.isOpen(bank, row)) {
            columnBusFree = now + 1;
            rowBusFree = separateRowCommands ? rowBusFree : now + 1;
            move(simulation, bank, entry, now);
            return;
        }
        rowBusFree = now + 1;
        columnBusFree = separateRowCommands ? columnBusFree : now + 1;
        if (banks.hasOpenRow(bank)) {
            banks.precharge(bank, now);
            power.closed(banks.rankOf(bank), now);
        } else {
            banks.activate(bank, row, now);
            power.opened(banks.rankOf(bank), now);
            opened(entry);
        }
    }

    private void move(Simulation simulation, int bank, int entry, long now) {
        boolean write = queue.write(entry);
        long argument = queue.argument(entry);
        banks.move(bank, write, now);
        busWrites = write;
        leaves(bank, entry);
        moved(simulation, bank, write, argument, now);
    }
}
