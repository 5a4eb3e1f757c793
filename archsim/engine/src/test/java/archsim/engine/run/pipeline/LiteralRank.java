package archsim.engine.run.pipeline;

import archsim.engine.run.pipeline.LiteralChannel.Bank;
import archsim.tables.DramController;
import archsim.tables.DramStandard;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Spans of clocks in which a rank had a row open, in which it was powered down, and in which it refreshed itself. */
final class LiteralRank {

    private record Span(long from, long to, boolean rowsOpen) {}

    private final DramStandard memory;
    private final List<Span> open = new ArrayList<>();
    private final List<Span> down = new ArrayList<>();
    private final Set<Bank> openBanks = new HashSet<>();
    private long openSince;
    private long idleSince;
    private long awakeFrom;
    private long usedUntil;
    private final List<Span> asleep = new ArrayList<>();
    private Long asleepSince;

    LiteralRank(DramStandard memory) {
        this.memory = memory;
    }

    /** A burst comes at {@code now}; from when on its commands can. */
    long wake(long now, boolean isIdle) {
        if (isAsleep()) {
            asleep.add(new Span(asleepSince, now, false));
            asleepSince = null;
            idleSince = Math.max(idleSince, now);
            awakeFrom = now + memory.timing().tXS().getAsInt();
        } else if (isIdle && leavesPowerDown(now)) {
            awakeFrom = now + memory.timing().tXP();
        }
        return Math.max(now, awakeFrom);
    }

    private boolean leavesPowerDown(long now) {
        if (memory.controller().idleClocks().isEmpty()) {
            return false;
        }
        long since = idleSince + memory.controller().idleClocks().getAsInt();
        if (since >= now) {
            return false;
        }
        down.add(new Span(since, now, !openBanks.isEmpty()));
        idleSince = now;
        return true;
    }

    boolean isAsleep() {
        return asleepSince != null;
    }

    /** Standby currents of the random memories are such that self-refresh saves: 4 mA beside 5 powered down. */
    boolean isTired(long now) {
        return memory.controller().idlePolicy() == DramController.Idle.SELF_REFRESH
                && memory.timing().tXS().isPresent()
                && now - usedUntil
                        >= memory.controller().selfRefreshAfterClocks().getAsInt();
    }

    void sleeps(long clock) {
        asleepSince = clock;
    }

    void usedUntil(long clock) {
        usedUntil = Math.max(usedUntil, clock);
        busyUntil(clock);
    }

    void busyUntil(long clock) {
        idleSince = Math.max(idleSince, clock);
    }

    void opened(Bank bank, long clock) {
        if (openBanks.isEmpty()) {
            openSince = clock;
        }
        openBanks.add(bank);
    }

    void refreshed(Collection<Bank> banks, long begin, long end, boolean isIdle) {
        if (isIdle) {
            leavesPowerDown(begin);
        }
        busyUntil(end);
        boolean anyOpen = !openBanks.isEmpty();
        openBanks.removeAll(banks);
        if (anyOpen && openBanks.isEmpty()) {
            open.add(new Span(openSince, begin, true));
        }
    }

    /** Picoseconds with rows open and closed, powered down with rows open and closed, and asleep. */
    long[] statesPs(long endPs, boolean isIdle) {
        long clockPs = memory.timing().tCkPs();
        long end = endPs / clockPs;
        if (isAsleep()) {
            asleep.add(new Span(asleepSince, end, false));
        } else if (isIdle) {
            leavesPowerDown(end);
        }
        long asleepPs = asleep.stream()
                .mapToLong(span -> Math.max(0, span.to - span.from) * clockPs)
                .sum();
        var spans = new ArrayList<>(open);
        if (!openBanks.isEmpty()) {
            spans.add(new Span(openSince, Long.MAX_VALUE / clockPs, true));
        }
        long openPs = 0;
        long countedPs = 0;
        for (Span span : spans) {
            long fromPs = Math.max(countedPs, span.from * clockPs);
            countedPs = Math.max(fromPs, Math.min(endPs, span.to * clockPs));
            openPs += countedPs - fromPs;
        }
        long[] downPs = new long[2];
        for (Span span : down) {
            downPs[span.rowsOpen ? 0 : 1] += Math.max(0, Math.min(end, span.to) - span.from) * clockPs;
        }
        return new long[] {openPs - downPs[0], endPs - openPs - downPs[1] - asleepPs, downPs[0], downPs[1], asleepPs};
    }
}
