package archsim.engine.run;

import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.run.config.Tiling;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects why layers cannot run. A fault of constraints that several layers share is reported once, with their names. */
public final class LayerFaults {

    /** Layers that are named before the rest are counted. */
    private static final int NAMED = 4;

    private final Map<Fault, Set<String>> layers = new LinkedHashMap<>();

    /** @param sentence the pointer within what stands at {@code binding} in front if it is about one place of it */
    private record Fault(String binding, String sentence) {}

    /** Takes what is wrong with the mapping given for a layer. */
    void addGiven(String layer, String sentence) {
        add(TilingPart.pointer(layer), sentence);
    }

    /** Takes what is wrong for a layer with constraints that stand {@code under} a name, and may bind several. */
    void addConstrained(String under, String layer, String sentence) {
        layers.computeIfAbsent(
                        new Fault(TilingPart.constraintsPointer(under), sentence), unused -> new LinkedHashSet<>())
                .add(layer);
    }

    private void add(String pointer, String sentence) {
        layers.putIfAbsent(new Fault(pointer, sentence), Set.of());
    }

    /** Takes why a layer cannot run: at what {@code tiling} binds it by if that is why, or else at {@code pointer}. */
    void add(InfeasibleLayerException fault, Tiling tiling, String pointer) {
        String layer = fault.layer();
        if (fault.limits().isEmpty()) {
            add(pointer, fault.getMessage());
        } else if (fault.isOfConstraints()) {
            String under = tiling.constraintsOf(layer).orElseThrow();
            fault.limits().forEach(limit -> addConstrained(under, layer, limit));
        } else {
            fault.limits().forEach(limit -> addGiven(layer, limit));
        }
    }

    /** Reports all in the order in which they came. */
    public void report(Problems problems) {
        layers.forEach((fault, of) -> {
            String sentence = fault.sentence();
            int end = sentence.startsWith("/") ? sentence.indexOf(' ') : 0;
            problems.add(
                    fault.binding() + sentence.substring(0, end),
                    "%s",
                    of(List.copyOf(of)) + sentence.substring(end).strip());
        });
    }

    private static String of(List<String> layers) {
        if (layers.isEmpty()) {
            return "";
        }
        if (layers.size() == 1) {
            return "for layer " + layers.get(0) + ": ";
        }
        int named = Math.min(NAMED, layers.size() - 1);
        String rest =
                layers.size() == named + 1 ? layers.get(named) : RootLocale.format("%d more", layers.size() - named);
        return RootLocale.format("for layers %s and %s: ", String.join(", ", layers.subList(0, named)), rest);
    }
}
