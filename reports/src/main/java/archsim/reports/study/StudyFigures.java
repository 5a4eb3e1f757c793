package archsim.reports.study;

import archsim.base.RootLocale;
import archsim.engine.run.RunSetup;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.reports.plot.Figure;
import archsim.reports.plot.FigureFiles;
import archsim.reports.plot.StackPanel;
import archsim.reports.plot.Stacks;
import archsim.reports.words.Captions;
import archsim.reports.words.MachineText;
import archsim.sweep.study.Category;
import archsim.sweep.study.PairResult;
import archsim.sweep.study.StoredModel;
import archsim.sweep.study.StudyMachine;
import archsim.sweep.study.StudyResult;
import archsim.workloads.storage.StorageBits;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jfree.chart.JFreeChart;

/** The figures of a study: for each pair storage, and cycles and energy of each model on the machines it is meant for. */
final class StudyFigures {

    private static final String TIMES = "(n\u00d7): n times less than the first bar";

    private StudyFigures() {}

    /** Those of all pairs; each is called like its pair at the end. */
    static List<FigureFiles> of(StudyResult result) {
        var figures = new ArrayList<FigureFiles>();
        for (PairResult pair : result.pairs()) {
            figures.add(storage(result, pair));
            for (int multipliers : groups(pair)) {
                figures.add(machines(result, pair, multipliers));
            }
            StudyPprChart.of(result, pair).ifPresent(figures::add);
        }
        return figures;
    }

    /** How many multipliers machines of both kinds have that can be compared. */
    private static List<Integer> groups(PairResult pair) {
        var groups = new TreeSet<Integer>();
        pair.runs().forEach(run -> groups.add(run.machine().multipliers()));
        return groups.stream()
                .filter(multipliers -> StudyTables.contenders(pair, multipliers).stream()
                                .map(StudyTables::meantFor)
                                .distinct()
                                .count()
                        == 2)
                .toList();
    }

    private static FigureFiles storage(StudyResult result, PairResult pair) {
        StoredModel indexed = pair.stored(Category.NON_STRUCTURED);
        var bars = new LinkedHashMap<String, StorageBits>();
        bars.put("structured", pair.stored(Category.STRUCTURED).relative());
        bars.put("non-structured, relative indices", indexed.relative());
        bars.put("non-structured, absolute indices", indexed.absolute());
        double largest =
                bars.values().stream().mapToDouble(StorageBits::total).max().orElse(0) / 8;
        boolean small = largest < 1e4;
        double unit = small ? 1 : 1e3;
        List<Map<String, Double>> parts =
                bars.values().stream().map(bits -> parts(bits, 8 * unit)).toList();
        var colours = new LinkedHashMap<String, Integer>();
        List.of("weights", "indices", "fillers", "pointers").forEach(part -> colours.put(part, colours.size()));
        colours.keySet().removeIf(part -> parts.stream().allMatch(bar -> bar.get(part) == 0));
        var stacks = new Stacks(
                "Storage",
                small ? "storage (bytes)" : "storage (KB)",
                List.copyOf(bars.keySet()),
                colours,
                parts,
                true,
                "");
        return figure(
                result,
                pair,
                TIMES,
                "storage",
                "Storage of the weights",
                List.of(StackPanel.untitled(stacks)),
                StackPanel.height(stacks));
    }

    private static Map<String, Double> parts(StorageBits bits, double unit) {
        var parts = new LinkedHashMap<String, Double>();
        parts.put("weights", bits.weights() / unit);
        parts.put("indices", bits.indices() / unit);
        parts.put("fillers", bits.fillers() / unit);
        parts.put("pointers", bits.pointers() / unit);
        return parts;
    }

    private static FigureFiles machines(StudyResult result, PairResult pair, int multipliers) {
        List<RunResult> runs = StudyTables.contenders(pair, multipliers).stream()
                .flatMap(machine -> pair.run(machine, StudyTables.meantFor(machine)).stream()
                        .map(run -> named(run, machine)))
                .toList();
        var all = new SimulationResult(
                result.provenance(), JsonValue.EMPTY_JSON_OBJECT, Map.of(), runs, List.of(), Optional.empty());
        Stacks cycles = Stacks.ofCycles(all);
        Stacks energy = Stacks.ofEnergy(all);
        return figure(
                result,
                pair,
                energy.note().isEmpty() ? TIMES : TIMES + ". " + energy.note().replaceFirst("\\.$", ""),
                "cycles-energy-" + multipliers,
                RootLocale.format("Each model on machines of %d multipliers meant for it", multipliers),
                List.of(StackPanel.of("a", cycles), StackPanel.of("b", energy)),
                Math.max(StackPanel.height(cycles), StackPanel.height(energy)));
    }

    /** The run under the name of its bar. */
    private static RunResult named(RunResult run, StudyMachine machine) {
        String name = machine.name() + ": " + StudyTables.pruning(StudyTables.meantFor(machine));
        return run.named(name);
    }

    static FigureFiles figure(
            StudyResult result,
            PairResult pair,
            String note,
            String stem,
            String title,
            List<JFreeChart> panels,
            int panelHeight) {
        String caption = RootLocale.format(
                "%s. %s. %s; %s%s fidelity. Study %s.",
                Captions.capital(pair.pair().title()),
                note,
                pair.trained() ? "Trained models" : "Masks generated at the paper's rates",
                terms(result),
                result.study().fidelity().jsonName(),
                result.study().name());
        return new FigureFiles(stem + "-" + pair.pair().name(), new Figure(title, panels, panelHeight, caption));
    }

    /** Node, clock and memory where all machines of the study share them. */
    private static String terms(StudyResult result) {
        List<String> shared = result.study().machines().stream()
                .map(StudyMachine::accelerator)
                .map(machine -> RootLocale.format(
                        "%d nm, %s MHz, ", machine.technologyNm(), MachineText.number(machine.clockMhz())))
                .distinct()
                .toList();
        String memory = result.study().setups().stream()
                .flatMap(List::stream)
                .map(RunSetup::memory)
                .map(each -> MachineText.memory(each.name(), each.channels(), each.peakGbPerSecond()) + ", ")
                .distinct()
                .reduce((one, other) -> "")
                .orElse("");
        return (shared.size() == 1 ? shared.get(0) : "") + memory;
    }
}
