package archsim.reports.result;

import archsim.base.RootLocale;
import archsim.energy.DataType;
import archsim.engine.pe.SlotStack;
import archsim.engine.run.result.Count;
import archsim.engine.run.result.Metrics;
import archsim.workloads.storage.StorageBits;
import java.util.LinkedHashMap;
import java.util.Map;

/** The keys that totals and layers share in {@code result.json}, in the order of the contract. */
public final class MetricsJson {

    private MetricsJson() {}

    /** {@code metrics} as an ordered tree of maps and numbers. */
    public static Map<String, Object> of(Metrics metrics) {
        var tree = new LinkedHashMap<String, Object>();
        metrics.counts().forEach((count, value) -> {
            tree.put(count.jsonName(), value);
            if (count == Count.ANALYTICAL_CYCLES) {
                tree.put("timeNs", finite("timeNs", metrics.timeNs()));
            }
        });
        tree.put("multipliers", metrics.multipliers());
        tree.put("utilisation", metrics.utilisation());
        tree.put("slotStack", slots(metrics.slotStack()));
        tree.put("energyPj", energyPj(metrics));
        tree.put("energyTotalPj", finite("energyTotalPj", metrics.energy().totalPj()));
        if (metrics.energy().isPartial()) {
            tree.put("energyPartial", true);
            tree.put("unpriced", metrics.energy().unpriced());
        }
        tree.put("dramBytes", dramBytes(metrics));
        tree.put("sramAccesses", metrics.sramAccesses());
        tree.put("storageBits", storageBits(metrics.storage()));
        return tree;
    }

    private static Map<String, Object> energyPj(Metrics metrics) {
        var tree = new LinkedHashMap<String, Object>();
        metrics.energy().energyPj().forEach((component, byType) -> {
            var types = new LinkedHashMap<String, Object>();
            byType.forEach((type, pj) -> types.put(type.jsonName(), finite(component, pj)));
            tree.put(component, types);
        });
        return tree;
    }

    private static Map<String, Object> dramBytes(Metrics metrics) {
        var tree = new LinkedHashMap<String, Object>();
        for (DataType type : DataType.values()) {
            tree.put(type.jsonName(), metrics.dramBytes().getOrDefault(type, 0L));
        }
        return tree;
    }

    /** Stored bits by purpose; scales where there are any. */
    public static Map<String, Object> storageBits(StorageBits bits) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("weights", bits.weights());
        tree.put("indices", bits.indices());
        tree.put("fillers", bits.fillers());
        tree.put("pointers", bits.pointers());
        if (bits.scales() > 0) {
            tree.put("scales", bits.scales());
        }
        return tree;
    }

    private static double finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(RootLocale.format("%s must be finite, was %s", name, value));
        }
        return value;
    }

    private static Map<String, Long> slots(SlotStack stack) {
        var slots = new LinkedHashMap<String, Long>();
        stack.byCause().forEach((cause, count) -> slots.put(cause.jsonName(), count));
        return slots;
    }
}
