package archsim.reports.plot;

import archsim.energy.DataType;
import archsim.engine.run.result.LayerResult;
import archsim.engine.run.result.Metrics;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.reports.words.Clocks;
import archsim.reports.words.DisplayNames;
import archsim.reports.words.Scale;
import archsim.workloads.storage.StorageBits;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Bars made of parts: one bar a workload or layer, the same parts in the same order in each, and in the same order in all
 * metrics.
 *
 * @param title what the bars show
 * @param unit of {@code bars}, for the axis
 * @param names of the bars
 * @param colours by part, its place in the {@link Palette}; iteration order is that of stacking
 * @param bars part to size, one map a bar; a part that is absent is 0
 * @param compared whether the first bar is what the others are compared with
 * @param note what a reader must know about the parts; may be empty
 */
public record Stacks(
        String title,
        String unit,
        List<String> names,
        Map<String, Integer> colours,
        List<Map<String, Double>> bars,
        boolean compared,
        String note) {

    private static final Map<String, Integer> NOTHING = Map.of("nothing", 5);

    public Stacks {
        colours = colours.isEmpty() ? NOTHING : colours;
    }

    /** Cycles of each workload by cause, or times where clocks differ. */
    public static Stacks ofCycles(SimulationResult result) {
        return byCause(workloads(result), true);
    }

    /** Cycles of each layer by cause. */
    public static Stacks ofCycles(RunResult run) {
        return byCause(layers(run), false);
    }

    /** Energy of each workload by component. */
    public static Stacks ofEnergy(SimulationResult result) {
        return byComponent(workloads(result), Components.of(result), true);
    }

    /** Energy of each layer by component, these being those of a figure of more than this run. */
    public static Stacks ofEnergy(RunResult run, Components components) {
        return byComponent(layers(run), components, false);
    }

    /** Energy of each workload by what moved or was computed on. */
    public static Stacks ofEnergyByDataType(SimulationResult result) {
        List<Bar> workloads = workloads(result);
        Scale scale =
                Scale.ofEnergy(largest(workloads, metrics -> metrics.energy().totalPj()));
        return of("Energy by data type", energyUnit(scale), workloads, metrics -> {
            var byType = new LinkedHashMap<String, Double>();
            Arrays.stream(DataType.values())
                    .forEach(type -> byType.put(
                            DisplayNames.of(type.jsonName()),
                            scale.of(metrics.energy().dataTypePj(type))));
            return byType;
        });
    }

    /** Bytes moved to and from DRAM for each workload, by data type. */
    public static Stacks ofDram(SimulationResult result) {
        List<Bar> workloads = workloads(result);
        Scale scale = Scale.ofBytes(largest(workloads, metrics -> metrics.dramBytes().values().stream()
                .mapToDouble(Long::doubleValue)
                .sum()));
        return of("DRAM traffic by data type", "DRAM traffic (" + scale.symbol() + ")", workloads, metrics -> {
            var byType = new LinkedHashMap<String, Double>();
            Arrays.stream(DataType.values())
                    .forEach(type -> byType.put(
                            DisplayNames.of(type.jsonName()),
                            scale.of(metrics.dramBytes().getOrDefault(type, 0L))));
            return byType;
        });
    }

    /** Stored bytes of each workload by purpose. */
    public static Stacks ofStorage(SimulationResult result) {
        List<Bar> workloads = workloads(result);
        Scale scale =
                Scale.ofBytes(largest(workloads, metrics -> metrics.storage().total() / 8.0));
        return of("Storage of the weights", "storage (" + scale.symbol() + ")", workloads, metrics -> {
            StorageBits bits = metrics.storage();
            var byPurpose = new LinkedHashMap<String, Double>();
            byPurpose.put("weights", scale.of(bits.weights() / 8.0));
            byPurpose.put("indices", scale.of(bits.indices() / 8.0));
            byPurpose.put("fillers", scale.of(bits.fillers() / 8.0));
            byPurpose.put("pointers", scale.of(bits.pointers() / 8.0));
            byPurpose.put("scales", scale.of(bits.scales() / 8.0));
            return byPurpose;
        });
    }

    /** The length of a bar. */
    public double total(int bar) {
        return bars.get(bar).values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private record Bar(String name, Metrics metrics) {}

    private static List<Bar> workloads(SimulationResult result) {
        return result.runs().stream()
                .map(run -> new Bar(run.workload(), run.totals()))
                .toList();
    }

    private static List<Bar> layers(RunResult run) {
        return run.layers().stream()
                .map((LayerResult layer) -> new Bar(layer.name(), layer.metrics()))
                .toList();
    }

    private static Stacks byCause(List<Bar> of, boolean compared) {
        boolean oneClock = Clocks.same(of.stream().map(Bar::metrics).toList());
        ToDoubleFunction<Metrics> length = oneClock ? Metrics::cycles : Metrics::timeNs;
        Scale scale = oneClock ? Scale.ofCycles(largest(of, length)) : Scale.ofTime(largest(of, length));
        String unit = oneClock ? scale.symbol() : "time (" + scale.symbol() + ")";
        Stacks stacks = of(oneClock ? "Cycles by cause" : "Time by cause", unit, of, metrics -> {
            double slots = Math.max(1, metrics.slotStack().total());
            var byCause = new LinkedHashMap<String, Double>();
            metrics.slotStack()
                    .byCause()
                    .forEach((cause, count) ->
                            byCause.put(cause.words(), scale.of(length.applyAsDouble(metrics) * (count / slots))));
            return byCause;
        });
        return stacks.compared(compared);
    }

    private static Stacks byComponent(List<Bar> of, Components components, boolean compared) {
        Scale scale = Scale.ofEnergy(largest(of, metrics -> metrics.energy().totalPj()));
        List<Map<String, Double>> bars = of.stream()
                .map(bar -> components.energyOf(bar.metrics(), scale))
                .toList();
        return new Stacks(
                "Energy by component",
                energyUnit(scale),
                of.stream().map(Bar::name).toList(),
                components.colours(),
                bars,
                compared,
                components.note());
    }

    /** Parts keep their colour where others are absent from all bars. */
    private static Stacks of(String title, String unit, List<Bar> of, Function<Metrics, Map<String, Double>> parts) {
        List<Map<String, Double>> bars =
                of.stream().map(Bar::metrics).map(parts).toList();
        var colours = new LinkedHashMap<String, Integer>();
        bars.get(0).keySet().forEach(part -> colours.put(part, colours.size()));
        colours.keySet().removeIf(part -> bars.stream().allMatch(bar -> bar.get(part) == 0));
        return new Stacks(title, unit, of.stream().map(Bar::name).toList(), colours, bars, true, "");
    }

    private Stacks compared(boolean compared) {
        return new Stacks(title, unit, names, colours, bars, compared, note);
    }

    private static double largest(List<Bar> of, ToDoubleFunction<Metrics> size) {
        return of.stream()
                .mapToDouble(bar -> size.applyAsDouble(bar.metrics()))
                .max()
                .orElse(0);
    }

    private static String energyUnit(Scale scale) {
        return "energy (" + scale.symbol() + ")";
    }
}
