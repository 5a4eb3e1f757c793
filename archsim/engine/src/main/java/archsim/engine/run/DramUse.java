package archsim.engine.run;

import archsim.base.Ceil;
import archsim.energy.Action;
import archsim.energy.ActionCounts;
import archsim.energy.DataType;
import archsim.engine.dram.DramChannel;
import archsim.engine.dram.DramCounts;
import archsim.tables.DramStandard;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a layer asked of the DRAM.
 *
 * @param activates rows opened, by the data type that needed them
 * @param bursts moved, by data type
 * @param refreshes of all banks
 * @param rowsOpenPs time with an open row
 * @param rowsClosedPs time without
 */
record DramUse(
        Map<DataType, Long> activates, Map<DataType, Long> bursts, long refreshes, long rowsOpenPs, long rowsClosedPs) {

    /** As the event simulation saw it. */
    static DramUse simulated(BurstPlan plan, DramChannel channel, long endPs) {
        DramCounts counts = channel.countsAt(endPs);
        var activates = new EnumMap<DataType, Long>(DataType.class);
        for (int stream = 0; stream < BurstRun.STREAMS.size(); stream++) {
            activates.put(BurstRun.STREAMS.get(stream), channel.activates(stream));
        }
        return new DramUse(activates, plan.bursts(), counts.refreshes(), counts.rowsOpenPs(), counts.rowsClosedPs());
    }

    /** With one activate for each row that a run of bursts touches, and rows open all the time. */
    static DramUse estimated(BurstPlan plan, DramStandard memory, long endPs) {
        var activates = new EnumMap<DataType, Long>(DataType.class);
        for (int tile = 0; tile < plan.tiles(); tile++) {
            for (BurstRun run : plan.loads(tile)) {
                activates.merge(run.dataType(), rows(run.bursts(), memory.geometry()), Long::sum);
            }
            for (BurstRun run : plan.stores(tile)) {
                activates.merge(run.dataType(), rows(run.bursts(), memory.geometry()), Long::sum);
            }
        }
        long intervalPs = (long) memory.timing().tREFI() * memory.timing().tCkPs();
        return new DramUse(activates, plan.bursts(), endPs / intervalPs, endPs, 0);
    }

    /** Rows that consecutive bursts touch: they alternate between the bank groups. */
    private static long rows(long bursts, DramStandard.Geometry geometry) {
        long rowBursts = Math.max(1, geometry.rowBytes() / geometry.burstBytes());
        long stripes = Ceil.div(bursts, rowBursts * geometry.bankGroups());
        return Math.min(bursts, stripes * geometry.bankGroups());
    }

    Map<DataType, Long> bytes(DramStandard memory) {
        var bytes = new EnumMap<DataType, Long>(DataType.class);
        bursts.forEach(
                (type, count) -> bytes.put(type, count * memory.geometry().burstBytes()));
        return bytes;
    }

    /** Adds the channel's actions. What belongs to no access is shared out by bursts; without any it is the weights'. */
    void addTo(ActionCounts counts, DramStandard memory) {
        String name = memory.name();
        for (DataType type : DataType.values()) {
            boolean write = type == DataType.OUTPUTS;
            counts.add("dram", type, new Action.DramActivate(name), activates.getOrDefault(type, 0L));
            counts.add("dram", type, new Action.DramBurst(name, write), bursts.getOrDefault(type, 0L));
        }
        share(counts, new Action.DramRefresh(name), refreshes);
        share(counts, new Action.DramBackground(name, true), rowsOpenPs / 1000);
        share(counts, new Action.DramBackground(name, false), rowsClosedPs / 1000);
    }

    private void share(ActionCounts counts, Action action, long amount) {
        long all = bursts.values().stream().mapToLong(Long::longValue).sum();
        if (all == 0) {
            counts.add("dram", DataType.WEIGHTS, action, amount);
            return;
        }
        long burstsUpTo = 0;
        long sharedUpTo = 0;
        for (Map.Entry<DataType, Long> entry : bursts.entrySet()) {
            burstsUpTo += entry.getValue();
            long upTo = Math.round((double) burstsUpTo / all * amount);
            counts.add("dram", entry.getKey(), action, upTo - sharedUpTo);
            sharedUpTo = upTo;
        }
    }
}
