package archsim.engine.run.pipeline;

import archsim.base.Ceil;
import archsim.energy.Action;
import archsim.energy.ActionCounts;
import archsim.energy.Component;
import archsim.energy.DataType;
import archsim.engine.dram.Dram;
import archsim.engine.dram.DramCounts;
import archsim.engine.dram.RankTimes;
import archsim.tables.DramController.Refresh;
import archsim.tables.DramStandard;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a layer asked of the DRAM.
 *
 * @param activates rows opened, by the data type that needed them
 * @param bursts moved, by data type
 * @param refreshes of all channels
 * @param ranks states of all ranks
 * @param written the data type that is written; all others are read
 */
public record DramUse(
        Map<DataType, Long> activates, Map<DataType, Long> bursts, long refreshes, RankTimes ranks, DataType written) {

    /** A use of DRAM that writes outputs. */
    DramUse(Map<DataType, Long> activates, Map<DataType, Long> bursts, long refreshes, RankTimes ranks) {
        this(activates, bursts, refreshes, ranks, DataType.OUTPUTS);
    }

    /** As the event simulation saw it. */
    static DramUse simulated(BurstPlan plan, Dram dram, long endPs) {
        DramCounts counts = dram.countsAt(endPs);
        var activates = new EnumMap<DataType, Long>(DataType.class);
        for (int stream = 0; stream < BurstRun.STREAMS.size(); stream++) {
            activates.put(BurstRun.STREAMS.get(stream), dram.activates(stream));
        }
        return new DramUse(activates, plan.bursts(), counts.refreshes(), counts.ranks(), plan.written());
    }

    /** Bytes that would move if the memory were not the chip itself: counted, and neither timed nor paid for. */
    static DramUse onChip(BurstPlan plan) {
        return new DramUse(Map.of(), plan.bursts(), 0, RankTimes.NONE, plan.written());
    }

    /**
     * With one activate for each row that a run of bursts touches, rows open while data move, and the rest of the time in
     * pauses of equal length, one a tile.
     */
    static DramUse estimated(BurstPlan plan, DramStandard memory, long endPs) {
        long sideBySide = memory.interleavedRows();
        long stripe = sideBySide * memory.geometry().burstsPerRow();
        long[] rows = new long[BurstRun.STREAMS.size()];
        for (BurstPlan.Runs runs : List.of(plan.loads(), plan.stores())) {
            for (int run = 0; run < runs.size(); run++) {
                rows[runs.stream(run)] += rows(runs.count(run), sideBySide, stripe);
            }
        }
        var activates = new EnumMap<DataType, Long>(DataType.class);
        for (int stream = 0; stream < rows.length; stream++) {
            if (rows[stream] > 0) {
                activates.put(BurstRun.STREAMS.get(stream), rows[stream]);
            }
        }
        long ranks = (long) memory.channels() * memory.geometry().ranks();
        RankTimes times = times(plan, memory, endPs);
        long refreshedPs = endPs - times.selfRefreshPs() / ranks;
        long refreshes = ranks * (refreshedPs / refreshIntervalPs(memory));
        return new DramUse(activates, plan.bursts(), refreshes, times, plan.written());
    }

    /** The same data in {@code ps} of {@code wasPs}: what the memory does not stand by for, it does in its cheapest state. */
    DramUse within(long ps, long wasPs) {
        if (ps == wasPs || ranks.allPs() == 0) {
            return this;
        }
        long rankCount = ranks.allPs() / wasPs;
        long fewer = (long) (refreshes * ((double) ps / wasPs));
        return new DramUse(activates, bursts, fewer, ranks.less(rankCount * (wasPs - ps)), written);
    }

    private static RankTimes times(BurstPlan plan, DramStandard memory, long endPs) {
        long ranks = (long) memory.channels() * memory.geometry().ranks();
        long clockPs = memory.timing().tCkPs();
        long busyPs =
                Math.min(endPs, Ceil.div(plan.allBursts(), memory.channels()) * memory.burstSpacingClocks() * clockPs);
        long pausePs = (endPs - busyPs) / (plan.tiles() + 1L);
        long standbyPs = Math.min(pausePs, beforePs(memory.controller().idleClocks(), clockPs));
        long awakePs = Math.min(pausePs, beforePs(memory.selfRefreshAfterClocks(), clockPs));
        long downPs = Math.max(0, awakePs - standbyPs);
        long selfPs = pausePs - Math.max(awakePs, standbyPs);
        long pauses = ranks * (plan.tiles() + 1L);
        long lowPs = pauses * (downPs + selfPs);
        return new RankTimes(ranks * endPs - lowPs, 0, 0, pauses * downPs, pauses * selfPs);
    }

    /** How long a pause is before something happens after so many clocks. */
    private static long beforePs(OptionalInt clocks, long clockPs) {
        return clocks.isPresent() ? clocks.getAsInt() * clockPs : Long.MAX_VALUE;
    }

    private static long refreshIntervalPs(DramStandard memory) {
        DramStandard.Timing timing = memory.timing();
        boolean perBank = memory.controller().refresh() == Refresh.PER_BANK;
        int clocks = perBank ? timing.tREFIPerBank().orElseThrow() : timing.tREFI();
        return (long) clocks * timing.tCkPs();
    }

    /** Rows that consecutive bursts touch, a stripe of them lying in {@code sideBySide} rows. */
    private static long rows(long bursts, long sideBySide, long stripe) {
        return Math.min(bursts, Ceil.div(bursts, stripe) * sideBySide);
    }

    public Map<DataType, Long> bytes(DramStandard memory) {
        var bytes = new EnumMap<DataType, Long>(DataType.class);
        bursts.forEach(
                (type, count) -> bytes.put(type, count * memory.geometry().burstBytes()));
        return bytes;
    }

    /** Adds the channel's actions. What belongs to no access is shared out by bursts; without any it is the weights'. */
    public void addTo(ActionCounts counts, DramStandard memory) {
        String name = memory.name();
        for (DataType type : DataType.values()) {
            boolean write = type == written;
            counts.add(Component.DRAM, type, new Action.DramActivate(name), activates.getOrDefault(type, 0L));
            counts.add(Component.DRAM, type, new Action.DramBurst(name, write), bursts.getOrDefault(type, 0L));
        }
        share(counts, new Action.DramRefresh(name), refreshes);
        share(counts, new Action.DramBackground(name, true), ranks.rowsOpenPs() / 1000);
        share(counts, new Action.DramBackground(name, false), ranks.rowsClosedPs() / 1000);
        share(counts, new Action.DramPowerDown(name, true), ranks.downRowsOpenPs() / 1000);
        share(counts, new Action.DramPowerDown(name, false), ranks.downRowsClosedPs() / 1000);
        share(counts, new Action.DramSelfRefresh(name), ranks.selfRefreshPs() / 1000);
    }

    private void share(ActionCounts counts, Action action, long amount) {
        long all = bursts.values().stream().mapToLong(Long::longValue).sum();
        if (all == 0) {
            counts.add(Component.DRAM, DataType.WEIGHTS, action, amount);
            return;
        }
        long burstsUpTo = 0;
        long sharedUpTo = 0;
        for (Map.Entry<DataType, Long> entry : bursts.entrySet()) {
            burstsUpTo += entry.getValue();
            long upTo = Math.round((double) burstsUpTo / all * amount);
            counts.add(Component.DRAM, entry.getKey(), action, upTo - sharedUpTo);
            sharedUpTo = upTo;
        }
    }
}
