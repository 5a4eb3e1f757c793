package archsim.cli.neighbours;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** ZigZag's accelerator, and its mapping, which says along which dimension of the array loops are spread. */
final class ZigZagFiles {

    private static final Map<String, String> LOOPS =
            Map.of("B", "n", "G", "g", "K", "k", "C", "c", "FY", "r", "FX", "s", "OY", "p", "OX", "q");
    private static final Set<String> WITHOUT_WEIGHTS = Set.of("add", "pooling", "maxpool", "averagepool");

    private final List<YamlValue> mappings = new ArrayList<>();
    private final Map<String, YamlValue> accelerators = new LinkedHashMap<>();

    /** Whether a document is one of these. */
    static boolean is(YamlValue root) {
        return root.get("memories").isPresent()
                || root.items().stream()
                        .anyMatch(item -> item.get("spatial_mapping").isPresent());
    }

    /** @param name of the file without its ending */
    void add(String name, YamlValue root) {
        if (root.isList()) {
            mappings.add(root);
        } else if (accelerators.isEmpty()) {
            accelerators.put(name, root);
        } else {
            root.refuse("must be the only accelerator: one machine is converted at a time");
        }
    }

    /** The machine; absent if there is none, or faults were recorded. */
    Optional<Converted> read(Given given) {
        Map<String, Set<String>> spreads = spreads();
        if (accelerators.isEmpty()) {
            mappings.forEach(mapping -> mapping.refuse("needs its accelerator beside"));
            return Optional.empty();
        }
        String name = accelerators.keySet().iterator().next();
        return ZigZagMachine.read(name, accelerators.get(name), spreads, given);
    }

    /** Loops by dimension of the array. */
    private Map<String, Set<String>> spreads() {
        var spreads = new LinkedHashMap<String, Set<String>>();
        for (YamlValue mapping : mappings) {
            for (YamlValue entry : mapping.items()) {
                String name = entry.get("name").map(YamlValue::text).orElse("");
                if (!WITHOUT_WEIGHTS.contains(name.toLowerCase(Locale.ROOT))) {
                    entry.get("spatial_mapping").ifPresent(spatial -> spatial.entries()
                            .forEach((dimension, loops) ->
                                    addLoops(loops, spreads.computeIfAbsent(dimension, of -> new LinkedHashSet<>()))));
                }
            }
        }
        return spreads;
    }

    /** A list of {@code K, 32}, or loops as keys. */
    private static void addLoops(YamlValue loops, Set<String> spread) {
        List<String> words = loops.isMap() ? List.copyOf(loops.entries().keySet()) : loops.words();
        for (String word : words) {
            String ours = LOOPS.get(word.toUpperCase(Locale.ROOT));
            if (ours != null) {
                spread.add(ours);
            } else if (!word.matches("[0-9.*]+|all")) {
                loops.refuse("must name loops of B G K C FY FX OY OX, had \"" + word + "\"");
            }
        }
    }
}
