package archsim.reports.plot;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fill of each component, the same in all figures.
 *
 * <p>Hues go by what is held: weights orange, inputs purple, outputs green, partial sums vermilion; what is small or near
 * the multipliers has a lighter or darker shade of the same hue. The clock and leakage are grey.
 */
final class ComponentFills {

    /** Of what a figure sums because it is little. */
    static final int OTHER = 5;

    private static final Map<String, Integer> KNOWN = Map.ofEntries(
            Map.entry("multipliers", 0),
            Map.entry("adders", 10),
            Map.entry("registers", 1),
            Map.entry("inputRegisters", 16),
            Map.entry("filterSpad", 14),
            Map.entry("inputSpad", 17),
            Map.entry("psumSpad", 12),
            Map.entry("queues", 18),
            Map.entry("weightQueues", 15),
            Map.entry("dispatcher", 18),
            Map.entry("nonZeroDetection", 13),
            Map.entry("indexing", 13),
            Map.entry("codebook", 14),
            Map.entry("pointerMemory", 15),
            Map.entry("crossbar", 11),
            Map.entry("accumulators", 2),
            Map.entry("weightBuffer", 3),
            Map.entry("weightPrefetch", 14),
            Map.entry("inputBuffer", 4),
            Map.entry("outputBuffer", 6),
            Map.entry("network", 19),
            Map.entry("clock", 8),
            Map.entry("leakage", 9),
            Map.entry("dram", 7));

    private ComponentFills() {}

    /**
     * A fill for each of {@code components}, no two alike.
     *
     * <p>A component that no machine declares, like a memory that a user describes, has the fill that its name leads to;
     * should another of the same figure have it, the next that is free.
     */
    static Map<String, Integer> of(List<String> components) {
        var fills = new LinkedHashMap<String, Integer>();
        Set<Integer> taken = new HashSet<>(Set.of(OTHER));
        components.stream().filter(KNOWN::containsKey).forEach(each -> take(each, KNOWN.get(each), taken, fills));
        components.stream()
                .filter(each -> !KNOWN.containsKey(each))
                .forEach(each -> take(each, Math.floorMod(each.hashCode(), Palette.sizeWithShades()), taken, fills));
        return fills;
    }

    private static void take(String component, int wanted, Set<Integer> taken, Map<String, Integer> fills) {
        int fill = wanted;
        while (!taken.add(fill)) {
            fill = (fill + 1) % Palette.sizeWithShades();
        }
        fills.put(component, fill);
    }
}
