package archsim.reports.result;

import archsim.base.RootLocale;
import archsim.energy.DataType;
import archsim.engine.pe.SlotStack;
import archsim.engine.run.Figures;
import archsim.workloads.storage.StorageBits;
import java.util.LinkedHashMap;
import java.util.Map;

/** The keys that totals and layers share in {@code result.json}, in the order of the contract. */
public final class FiguresJson {

    private FiguresJson() {}

    /** {@code figures} as an ordered tree of maps and numbers. */
    public static Map<String, Object> of(Figures figures) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("cycles", figures.cycles());
        tree.put("computeCycles", figures.computeCycles());
        tree.put("analyticalCycles", figures.analyticalCycles());
        tree.put("timeNs", finite("timeNs", figures.timeNs()));
        tree.put("macs", figures.macs());
        tree.put("macsWeights", figures.macsWeights());
        tree.put("effectualMacs", figures.effectualMacs());
        tree.put("weights", figures.weights());
        tree.put("keptWeights", figures.keptWeights());
        tree.put("multipliers", figures.multipliers());
        tree.put("utilisation", figures.utilisation());
        tree.put("slotStack", slots(figures.slotStack()));
        tree.put("energyPj", energyPj(figures));
        tree.put("energyTotalPj", finite("energyTotalPj", figures.energy().totalPj()));
        if (figures.energy().isPartial()) {
            tree.put("energyPartial", true);
            tree.put("unpriced", figures.energy().unpriced());
        }
        tree.put("dramBytes", dramBytes(figures));
        tree.put("sramAccesses", figures.sramAccesses());
        tree.put("storageBits", storageBits(figures.storage()));
        return tree;
    }

    private static Map<String, Object> energyPj(Figures figures) {
        var tree = new LinkedHashMap<String, Object>();
        figures.energy().energyPj().forEach((component, byType) -> {
            var types = new LinkedHashMap<String, Object>();
            byType.forEach((type, pj) -> types.put(type.jsonName(), finite(component, pj)));
            tree.put(component, types);
        });
        return tree;
    }

    private static Map<String, Object> dramBytes(Figures figures) {
        var tree = new LinkedHashMap<String, Object>();
        for (DataType type : DataType.values()) {
            tree.put(type.jsonName(), figures.dramBytes().getOrDefault(type, 0L));
        }
        return tree;
    }

    /** Stored bits by purpose. */
    public static Map<String, Object> storageBits(StorageBits bits) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("weights", bits.weights());
        tree.put("indices", bits.indices());
        tree.put("fillers", bits.fillers());
        tree.put("pointers", bits.pointers());
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
