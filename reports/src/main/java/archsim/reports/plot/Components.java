package archsim.reports.plot;

import archsim.energy.Component;
import archsim.engine.plan.MachineKinds;
import archsim.engine.run.result.Metrics;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.reports.words.DisplayNames;
import archsim.reports.words.Scale;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Components of machines in the order of all figures, from arithmetic over registers and buffers to DRAM and leakage.
 *
 * <p>A machine may have more components than a reader can distinguish. DRAM is always shown, and what took the least is
 * summed as {@value #OTHER}. A component has the same fill in all figures: {@link ComponentFills}.
 */
public final class Components {

    /** Where the components beyond the palette go. */
    public static final String OTHER = "other";

    /** Place of a component that no machine on the class path has: before leakage and DRAM. */
    private static final int UNKNOWN_PLACE = Component.LEAKAGE.place() - 1;

    /** Besides DRAM and {@value #OTHER}, so that a legend stays short. */
    private static final int MOST_KEPT = 6;

    private final List<String> kept;
    private final List<String> summed;

    private Components(List<String> kept, List<String> summed) {
        this.kept = kept;
        this.summed = summed;
    }

    /** The components that have energy in any workload of {@code result}. */
    public static Components of(SimulationResult result) {
        List<Metrics> metrics = result.runs().stream().map(RunResult::totals).toList();
        var all = new LinkedHashSet<String>();
        metrics.forEach(each -> all.addAll(each.energy().energyPj().keySet()));
        List<String> ordered =
                all.stream().sorted(Comparator.comparingInt(Components::place)).toList();
        Set<String> largest = ordered.stream()
                .filter(component -> !component.equals(Component.DRAM.name()))
                .sorted(Comparator.comparingDouble(component -> -largestShare(component, metrics)))
                .limit(MOST_KEPT)
                .collect(Collectors.toSet());
        largest.add(Component.DRAM.name());
        return new Components(
                ordered.stream().filter(largest::contains).toList(),
                ordered.stream()
                        .filter(component -> !largest.contains(component))
                        .toList());
    }

    private static int place(String component) {
        return MachineKinds.component(component).map(Component::place).orElse(UNKNOWN_PLACE);
    }

    private static double largestShare(String component, List<Metrics> metrics) {
        return metrics.stream()
                .map(Metrics::energy)
                .mapToDouble(energy -> energy.totalPj() == 0 ? 0 : energy.componentPj(component) / energy.totalPj())
                .max()
                .orElse(0);
    }

    /** By component in words, its place in the {@link Palette}. */
    Map<String, Integer> colours() {
        Map<String, Integer> fills = ComponentFills.of(kept);
        var colours = new LinkedHashMap<String, Integer>();
        kept.forEach(component -> colours.put(DisplayNames.of(component), fills.get(component)));
        if (!summed.isEmpty()) {
            colours.put(OTHER, ComponentFills.OTHER);
        }
        return colours;
    }

    /** Energy by component in words, nothing left out. */
    Map<String, Double> energyOf(Metrics metrics, Scale scale) {
        var byComponent = new LinkedHashMap<String, Double>();
        kept.forEach(component -> byComponent.put(
                DisplayNames.of(component), scale.of(metrics.energy().componentPj(component))));
        if (!summed.isEmpty()) {
            byComponent.put(
                    OTHER,
                    summed.stream()
                            .mapToDouble(component -> scale.of(metrics.energy().componentPj(component)))
                            .sum());
        }
        return byComponent;
    }

    /** What {@value #OTHER} sums; empty if nothing. */
    String note() {
        return summed.isEmpty()
                ? ""
                : "Other: " + summed.stream().map(DisplayNames::of).collect(Collectors.joining(", ")) + ".";
    }
}
