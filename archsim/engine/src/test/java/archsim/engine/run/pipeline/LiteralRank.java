package archsim.engine.run.pipeline;

import archsim.engine.run.pipeline.LiteralChannel.Bank;
import archsim.tables.DramStandard;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Spans of clocks in which a rank had a row open, and in which it was powered down. */
final class LiteralRank {

    private record Span(long from, long to, boolean rowsOpen) {}

    private final DramStandard memory;
    private final List<Span> open = new ArrayList<>();
    private final List<Span> down = new ArrayList<>();
    private final Set<Bank> openBanks = new HashSet<>();
    private long openSince;
    private long idleSince;
    private long awakeFrom;

    LiteralRank(DramStandard memory) {
        this.memory = memory;
    }

    /** A burst comes at {@code now}; from when on its commands can. */
    long wake(long now, boolean isIdle) {
        if (isIdle && leavesPowerDown(now)) {
            awakeFrom = now + memory.timing().tXP();
        }
        return Math.max(now, awakeFrom);
    }

    private boolean leavesPowerDown(long now) {
        if (memory.controller().powerDownAfterClocks().isEmpty()) {
            return false;
        }
        long since = idleSince + memory.controller().powerDownAfterClocks().getAsInt();
        if (since >= now) {
            return false;
        }
        down.add(new Span(since, now, !openBanks.isEmpty()));
        idleSince = now;
        return true;
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

    /** Picoseconds with rows open and closed, powered down with rows open and closed. */
    long[] statesPs(long endPs, boolean isIdle) {
        long clockPs = memory.timing().tCkPs();
        long end = endPs / clockPs;
        if (isIdle) {
            leavesPowerDown(end);
        }
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
        return new long[] {openPs - downPs[0], endPs - openPs - downPs[1], downPs[0], downPs[1]};
    }
}
