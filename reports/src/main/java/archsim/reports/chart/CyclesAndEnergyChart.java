package archsim.reports.chart;

import archsim.engine.run.result.SimulationResult;
import archsim.reports.plot.Figure;
import archsim.reports.plot.StackPanel;
import archsim.reports.plot.Stacks;
import archsim.reports.words.MachineText;
import archsim.reports.words.RunLabel;
import java.util.List;

/**
 * A figure of what each workload costs and why: cycles stacked by cause above energy stacked by component.
 *
 * <p>Bars lie, so that long workload names can be read. Bytes depend on the result and on the fonts of the machine,
 * which place the text, and on nothing else.
 */
public final class CyclesAndEnergyChart {

    private final Figure figure;

    public CyclesAndEnergyChart(SimulationResult result) {
        RunLabel label = RunLabel.of(result);
        Stacks cycles = Stacks.ofCycles(result);
        Stacks energy = Stacks.ofEnergy(result);
        this.figure = new Figure(
                label.accelerator() + ": cycles and energy",
                List.of(StackPanel.of("a", cycles), StackPanel.of("b", energy)),
                Math.max(StackPanel.height(cycles), StackPanel.height(energy)),
                caption(result, label, energy.note()));
    }

    /** The figure as PNG, twice as many pixels as its {@link #toSvg() SVG} is wide and high. */
    public byte[] toPng() {
        return figure.toPng();
    }

    /** The figure as SVG; text is text, in whatever the reader's sans-serif font is. */
    public byte[] toSvg() {
        return figure.toSvg();
    }

    private static String caption(SimulationResult result, RunLabel label, String note) {
        String ratio = result.runs().size() == 1 ? "" : "; (n\u00d7): n times less than " + label.baseline();
        return "Left: to scale" + ratio + ". Right: each bar stretched to 100 %. "
                + (note.isEmpty() ? "" : note + " ")
                + "Simulated by archsim "
                + result.provenance().archsimVersion() + ", " + MachineText.caption(result) + ".";
    }
}
