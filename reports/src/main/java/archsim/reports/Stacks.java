package archsim.reports;

import archsim.engine.run.Figures;
import archsim.engine.run.RunResult;
import archsim.engine.run.SimulationResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Bars made of parts: one bar a workload, the same parts in each.
 *
 * @param title what the bars show
 * @param unit of {@code bars}, for the axis
 * @param names of the bars
 * @param colours by part, its place in the {@link Palette}; iteration order is that of stacking
 * @param bars part to size, one map a bar; a part that is absent is 0
 */
record Stacks(
        String title, String unit, List<String> names, Map<String, Integer> colours, List<Map<String, Double>> bars) {

    /** Where the parts beyond the palette go. */
    static final String OTHER = "other";

    /** Cycles by cause: slots over multipliers. A cause keeps its colour from one figure to the next. */
    static Stacks ofCycles(SimulationResult result) {
        double largest = result.runs().stream()
                .mapToDouble(run -> run.totals().cycles())
                .max()
                .orElse(0);
        Scale scale = Scale.ofCycles(largest);
        List<Map<String, Double>> bars = bars(result, figures -> {
            var byCause = new LinkedHashMap<String, Double>();
            figures.slotStack()
                    .byCause()
                    .forEach((cause, slots) -> byCause.put(cause, scale.of((double) slots / figures.multipliers())));
            return byCause;
        });
        var colours = new LinkedHashMap<String, Integer>();
        bars.get(0).keySet().forEach(cause -> colours.put(cause, colours.size()));
        colours.keySet().removeIf(cause -> bars.stream().allMatch(bar -> bar.get(cause) == 0));
        return new Stacks("Cycles by cause", scale.symbol(), names(result), colours, bars);
    }

    /** Energy by component, in the order in which the machine names them; the least are summed if there are many. */
    static Stacks ofEnergy(SimulationResult result) {
        double largestPj = result.runs().stream()
                .mapToDouble(run -> run.totals().energy().totalPj())
                .max()
                .orElse(0);
        Scale scale = Scale.ofEnergy(largestPj);
        List<Map<String, Double>> bars = bars(result, figures -> {
            var byComponent = new LinkedHashMap<String, Double>();
            figures.energy()
                    .energyPj()
                    .keySet()
                    .forEach(component ->
                            byComponent.put(component, scale.of(figures.energy().componentPj(component))));
            return byComponent;
        });
        List<Map<String, Double>> folded = folded(bars);
        var colours = new LinkedHashMap<String, Integer>();
        folded.forEach(bar -> bar.keySet().forEach(component -> colours.putIfAbsent(component, colours.size())));
        return new Stacks("Energy by component", "energy (" + scale.symbol() + ")", names(result), colours, folded);
    }

    /** The length of a bar. */
    double total(int bar) {
        return bars.get(bar).values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static List<String> names(SimulationResult result) {
        return result.runs().stream().map(RunResult::workload).toList();
    }

    private static List<Map<String, Double>> bars(
            SimulationResult result, Function<Figures, Map<String, Double>> parts) {
        return result.runs().stream().map(RunResult::totals).map(parts).toList();
    }

    /** The same bars with at most as many parts as there are fills; kept are those with the largest share anywhere. */
    private static List<Map<String, Double>> folded(List<Map<String, Double>> bars) {
        var parts = new LinkedHashSet<String>();
        bars.forEach(bar -> parts.addAll(bar.keySet()));
        if (parts.size() <= Palette.size()) {
            return bars;
        }
        Set<String> kept = new LinkedHashSet<>(parts.stream()
                .sorted(Comparator.comparingDouble((String part) -> -largestShare(part, bars)))
                .limit(Palette.size() - 1)
                .toList());
        var folded = new ArrayList<Map<String, Double>>();
        for (Map<String, Double> bar : bars) {
            var sum = new LinkedHashMap<String, Double>();
            parts.stream().filter(kept::contains).forEach(part -> sum.put(part, bar.getOrDefault(part, 0.0)));
            parts.stream()
                    .filter(part -> !kept.contains(part))
                    .forEach(part -> sum.merge(OTHER, bar.getOrDefault(part, 0.0), Double::sum));
            folded.add(sum);
        }
        return folded;
    }

    private static double largestShare(String part, List<Map<String, Double>> bars) {
        return bars.stream()
                .mapToDouble(bar -> {
                    double total = bar.values().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum();
                    return total == 0 ? 0 : bar.getOrDefault(part, 0.0) / total;
                })
                .max()
                .orElse(0);
    }
}
