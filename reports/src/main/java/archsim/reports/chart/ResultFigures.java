package archsim.reports.chart;

import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.reports.plot.Components;
import archsim.reports.plot.Figure;
import archsim.reports.plot.StackPanel;
import archsim.reports.plot.Stacks;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The figures of one result, or of several side by side. */
public final class ResultFigures {

    private final SimulationResult result;
    private final String made;

    /**
     * The figures of {@code result}.
     *
     * @param machines those that it ran on, in words
     */
    public ResultFigures(SimulationResult result, String machines) {
        this.result = result;
        this.made = " Simulated by archsim " + result.provenance().archsimVersion() + ", " + machines + ".";
    }

    public Figure cycles() {
        return stacked(Stacks.ofCycles(result));
    }

    public Figure energy() {
        return stacked(Stacks.ofEnergy(result));
    }

    public Figure energyByDataType() {
        return stacked(Stacks.ofEnergyByDataType(result));
    }

    public Figure dram() {
        return stacked(Stacks.ofDram(result));
    }

    public Figure storage() {
        return stacked(Stacks.ofStorage(result));
    }

    public Optional<Figure> accuracy() {
        return AccuracyChart.of(result, made);
    }

    public Figure layerCycles(RunResult run) {
        return stacked(Stacks.ofCycles(run), run);
    }

    public Figure layerEnergy(RunResult run) {
        return stacked(Stacks.ofEnergy(run, Components.of(result)), run);
    }

    private Figure stacked(Stacks stacks) {
        String ratio = result.runs().size() == 1
                ? ""
                : "; (n\u00d7): n times less than " + result.runs().get(0).workload();
        String title = machines() + ": " + inSentence(stacks.title());
        return figure(stacks, title, "Left: to scale" + ratio + ". Right: each bar stretched to 100 %.");
    }

    private Figure stacked(Stacks stacks, RunResult run) {
        return figure(
                stacks,
                run.workload() + ": " + inSentence(stacks.title()),
                "The layers of " + run.workload() + ". Left: to scale. Right: each bar stretched to 100 %.");
    }

    /** Without a capital at its start, unless all of the first word is in capitals. */
    private static String inSentence(String title) {
        return Character.isUpperCase(title.charAt(1))
                ? title
                : Character.toLowerCase(title.charAt(0)) + title.substring(1);
    }

    private String machines() {
        return result.runs().stream().map(RunResult::accelerator).distinct().collect(Collectors.joining(", "));
    }

    private Figure figure(Stacks stacks, String title, String caption) {
        String note = stacks.note().isEmpty() ? "" : " " + stacks.note();
        return new Figure(
                title, List.of(StackPanel.untitled(stacks)), StackPanel.height(stacks), caption + note + made);
    }
}
