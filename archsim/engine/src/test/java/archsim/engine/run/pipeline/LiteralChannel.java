package archsim.engine.run.pipeline;

import archsim.engine.run.pipeline.LiteralDram.Agenda;
import archsim.tables.DramController.Refresh;
import archsim.tables.DramStandard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * One DRAM channel that keeps every command it ever gave, and asks all of them when the next one may come.
 *
 * <p>Times are clocks of the memory. Nothing is kept ready: each question goes through the whole history.
 */
final class LiteralChannel {

    private static final long EVER = -1_000_000;

    record Bank(int rank, int group, int bank) {}

    private record Waiting(
            Bank bank, int row, boolean write, String stream, LongConsumer booked, long arrival, long order) {}

    /** @param kind A activate, R read, W write */
    private record Command(char kind, Bank bank, long clock) {}

    private final DramStandard memory;
    private final DramStandard.Timing t;
    private final Agenda agenda;
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<Command> commands = new ArrayList<>();
    private final Map<Bank, Integer> openRow = new HashMap<>();
    private final Map<Bank, Long> refreshedUntil = new HashMap<>();
    private final Set<Long> columnBus = new HashSet<>();
    private final Set<Long> rowBus;
    private final LiteralRank[] ranks;
    final Map<String, Long> activates = new TreeMap<>();
    long refreshes;
    private long turns;
    private boolean booking;
    private boolean busWrites;
    private long busFree;
    private long arrivals;
    private long bookings;
    private long oldestAtReview = -1;

    LiteralChannel(DramStandard memory, Agenda agenda) {
        this.memory = memory;
        this.agenda = agenda;
        t = memory.timing();
        rowBus = memory.geometry().separateRowCommands() ? new HashSet<>() : columnBus;
        ranks = new LiteralRank[memory.geometry().ranks()];
        for (int rank = 0; rank < ranks.length; rank++) {
            ranks[rank] = new LiteralRank(memory);
        }
    }

    private int burst() {
        return memory.geometry().burstLength() / memory.geometry().transfersPerClock();
    }

    private List<Waiting> waitingFor(Bank bank) {
        return waiting.stream().filter(each -> each.bank.equals(bank)).toList();
    }

    /** Each bank shows its first few; those behind share the queue. */
    boolean hasRoom() {
        long behind = waiting.stream()
                .map(Waiting::bank)
                .distinct()
                .mapToLong(bank -> Math.max(
                        0, waitingFor(bank).size() - memory.controller().bankQueueEntries()))
                .sum();
        return behind < memory.controller().queueEntries();
    }

    void request(int rank, int group, int inGroup, int row, boolean write, String stream, LongConsumer booked) {
        long now = (agenda.nowPs + t.tCkPs() - 1) / t.tCkPs() + 1;
        refreshUntil(now);
        boolean idle = waiting.stream().noneMatch(each -> each.bank.rank == rank);
        long arrival = ranks[rank].wake(now, idle);
        waiting.add(new Waiting(new Bank(rank, group, inGroup), row, write, stream, booked, arrival, arrivals++));
        if (!booking) {
            booking = true;
            long at = Math.max(now, busFree);
            agenda.at(at * t.tCkPs(), () -> book(at));
        }
    }

    private boolean isHit(Waiting burst) {
        return Integer.valueOf(burst.row).equals(openRow.get(burst.bank));
    }

    /** Of what its bank shows: the first hit in the direction of the bus, else the first hit, else the first. */
    private boolean isFirstOfItsBank(Waiting burst) {
        List<Waiting> ofBank = waitingFor(burst.bank);
        List<Waiting> hits = ofBank.stream()
                .limit(memory.controller().bankQueueEntries())
                .filter(this::isHit)
                .toList();
        Waiting first = hits.stream()
                .filter(each -> each.write == busWrites)
                .findFirst()
                .orElse(hits.isEmpty() ? ofBank.get(0) : hits.get(0));
        return first.order == burst.order;
    }

    private long last(char kind, Bank bank) {
        return commands.stream()
                .filter(each -> each.kind == kind && each.bank.equals(bank))
                .mapToLong(Command::clock)
                .max()
                .orElse(EVER);
    }

    /** A precharge comes tRAS after the activate, tRTP after a read, and tWR after the last data of a write. */
    private long prechargeFrom(Bank bank) {
        long written = last('W', bank) + t.casWriteLatency() + burst() + t.tWR();
        return Math.max(Math.max(last('A', bank) + t.tRAS(), last('R', bank) + t.tRTP()), written);
    }

    /** When the bank can take an activate, as far as it decides itself. */
    private long closedFrom(Bank bank, long arrival) {
        return openRow.containsKey(bank)
                ? Math.max(arrival, prechargeFrom(bank)) + t.tRP()
                : Math.max(arrival, refreshedUntil.getOrDefault(bank, EVER));
    }

    private long activateFrom(Bank bank) {
        long from = EVER;
        List<Long> ofRank = new ArrayList<>();
        for (Command each : commands) {
            if (each.kind == 'A' && each.bank.rank == bank.rank) {
                ofRank.add(each.clock);
                from = Math.max(from, each.clock + (each.bank.group == bank.group ? t.tRRDLong() : t.tRRDShort()));
            }
        }
        int count = ofRank.size();
        if (count >= 4) {
            from = Math.max(from, ofRank.get(count - 4) + t.tFAW());
        }
        if (count >= 32 && t.t32AW().isPresent()) {
            from = Math.max(from, ofRank.get(count - 32) + t.t32AW().getAsInt());
        }
        return from;
    }

    /** Clocks from one column command to the next. */
    private int gap(Command before, Bank bank, boolean write) {
        boolean sameRank = before.bank.rank == bank.rank;
        boolean sameGroup = sameRank && before.bank.group == bank.group;
        boolean wrote = before.kind == 'W';
        int least = Math.max(burst(), t.tCCDShort());
        if (wrote == write) {
            int rest = sameRank ? 0 : burst() + t.tRTRS();
            return sameGroup ? Math.max(burst(), t.tCCDLong()) : Math.max(least, rest);
        }
        if (write) {
            int between = sameRank ? 2 : t.tRTRS();
            return Math.max(least, t.casLatency() + burst() + between - t.casWriteLatency());
        }
        int written = t.casWriteLatency() + burst();
        if (!sameRank) {
            return Math.max(least, written + t.tRTRS() - t.casLatency());
        }
        return Math.max(least, written + (sameGroup ? t.tWTRLong() : t.tWTRShort()));
    }

    private long columnsFrom(Bank bank, boolean write) {
        return commands.stream()
                .filter(each -> each.kind != 'A')
                .mapToLong(each -> each.clock + gap(each, bank, write))
                .max()
                .orElse(EVER);
    }

    /** When the burst's column command could come, before the bus of the commands is asked. */
    private long columnFrom(Waiting burst) {
        int toColumn = burst.write ? t.tRCDWrite() : t.tRCD();
        long from = Math.max(burst.arrival, columnsFrom(burst.bank, burst.write));
        if (isHit(burst)) {
            return Math.max(from, last('A', burst.bank) + toColumn);
        }
        long activate = Math.max(closedFrom(burst.bank, burst.arrival), activateFrom(burst.bank));
        return Math.max(from, activate + toColumn);
    }

    private static long take(Set<Long> bus, long from) {
        long clock = from;
        while (!bus.add(clock)) {
            clock++;
        }
        return clock;
    }

    private void book(long now) {
        refreshUntil(now);
        Waiting chosen = null;
        for (Waiting each : waiting) {
            if (isFirstOfItsBank(each) && (chosen == null || goesBefore(each, chosen))) {
                chosen = each;
            }
        }
        bookings++;
        if (bookings % memory.controller().queueEntries() == 0) {
            chosen = reviewed(chosen, now);
        }
        waiting.remove(chosen);
        long column = command(chosen, now);
        busWrites = chosen.write;
        busFree = column + Math.max(burst(), t.tCCDShort());
        long done = column + (chosen.write ? t.casWriteLatency() : t.casLatency()) + burst();
        ranks[chosen.bank.rank].usedUntil(done);
        chosen.booked.accept(done * t.tCkPs());
        booking = !waiting.isEmpty();
        if (booking) {
            long next = busFree;
            agenda.at(next * t.tCkPs(), () -> book(next));
        }
    }

    /** Whether {@code other}, which came later, can go sooner. */
    private boolean goesBefore(Waiting other, Waiting chosen) {
        return columnFrom(other) < columnFrom(chosen);
    }

    /** The burst that is the oldest one at two reviews goes, once its bank is nearly ready. */
    private Waiting reviewed(Waiting chosen, long now) {
        Waiting oldest = waiting.get(0);
        boolean isOverdue = oldest.order == oldestAtReview;
        oldestAtReview = oldest.order;
        int writeToRead = Math.max(Math.max(burst(), t.tCCDShort()), t.casWriteLatency() + burst() + t.tWTRLong());
        long limit = Math.max(now, columnFrom(chosen)) + writeToRead + t.tRP() + t.tRCD();
        return isOverdue && columnFrom(oldest) <= limit ? oldest : chosen;
    }

    private long command(Waiting burst, long now) {
        Bank bank = burst.bank;
        if (!isHit(burst)) {
            long closed = openRow.containsKey(bank)
                    ? take(rowBus, Math.max(burst.arrival, prechargeFrom(bank))) + t.tRP()
                    : closedFrom(bank, burst.arrival);
            long activate = take(rowBus, Math.max(closed, activateFrom(bank)));
            commands.add(new Command('A', bank, activate));
            openRow.put(bank, burst.row);
            ranks[bank.rank].opened(bank, activate);
            activates.merge(burst.stream, 1L, Long::sum);
        }
        long column = take(columnBus, Math.max(now, columnFrom(burst)));
        commands.add(new Command(burst.write ? 'W' : 'R', bank, column));
        return column;
    }

    /** Ranks take turns; refreshed bank by bank, so do the banks of each. */
    void refreshUntil(long now) {
        boolean allBanks = memory.controller().refresh() == Refresh.ALL_BANK;
        long interval = allBanks ? t.tREFI() : t.tREFIPerBank().orElseThrow();
        for (; (turns + 1) * interval / ranks.length <= now; turns++) {
            int rank = (int) (turns % ranks.length);
            int turn = (int) (turns / ranks.length);
            long begin = (turns + 1) * interval / ranks.length;
            boolean idle = waiting.stream().noneMatch(each -> each.bank.rank == rank);
            if (ranks[rank].isAsleep()) {
                continue;
            }
            boolean sleeps = idle && ranks[rank].isTired(begin);
            List<Bank> banks = new ArrayList<>();
            for (int i = 0; i < memory.geometry().banks(); i++) {
                if (sleeps || allBanks || i == turn % memory.geometry().banks()) {
                    int perGroup = memory.geometry().banksPerGroup();
                    banks.add(new Bank(rank, i / perGroup, i % perGroup));
                }
            }
            for (Bank bank : banks) {
                begin = Math.max(begin, closedFrom(bank, EVER));
            }
            long length = allBanks ? t.tRFC() : t.tRFCPerBank().orElseThrow();
            long end = begin + (sleeps ? 0 : length);
            ranks[rank].refreshed(banks, begin, end, idle);
            if (sleeps) {
                ranks[rank].sleeps(begin);
            }
            for (Bank bank : banks) {
                openRow.remove(bank);
                refreshedUntil.put(bank, end);
            }
            refreshes += sleeps ? 0 : 1;
        }
    }

    /** Clocks by state, in the order open, closed, down and open, down and closed, asleep; the first two in picoseconds all. */
    long[] statesPs(long endPs) {
        refreshUntil(endPs / t.tCkPs());
        long[] sum = new long[5];
        for (int rank = 0; rank < ranks.length; rank++) {
            int which = rank;
            boolean idle = waiting.stream().noneMatch(each -> each.bank.rank == which);
            long[] ofRank = ranks[rank].statesPs(endPs, idle);
            for (int i = 0; i < 5; i++) {
                sum[i] += ofRank[i];
            }
        }
        return sum;
    }
}
