package archsim.reports.study;

import archsim.engine.run.result.Comparison;
import archsim.reports.plot.BarLabelAxis;
import archsim.reports.plot.FigureFiles;
import archsim.reports.plot.PlotStyle;
import archsim.reports.plot.StyledPlot;
import archsim.sweep.study.Category;
import archsim.sweep.study.MachineRole;
import archsim.sweep.study.PairResult;
import archsim.sweep.study.StudyMachine;
import archsim.sweep.study.StudyResult;
import java.awt.Color;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.DefaultCategoryDataset;

/**
 * PPR of both models on the machines that skip zeros, by multiply-accumulates. The paper's 2.7 divides weights, so it is no
 * line of this figure.
 */
final class StudyPprChart {

    private static final int FRAME = 120;
    private static final int PITCH = 44;

    private StudyPprChart() {}

    /** The figure, if a machine can run the non-structured model. */
    static Optional<FigureFiles> of(StudyResult result, PairResult pair) {
        var dataset = new DefaultCategoryDataset();
        List<StudyMachine> machines = Stream.of(MachineRole.SPARSE, MachineRole.BOUND)
                .flatMap(role -> pair.machines(role).stream())
                .filter(machine ->
                        pair.comparison(machine, Category.NON_STRUCTURED).isPresent())
                .toList();
        for (StudyMachine machine : machines) {
            for (Category category : List.of(Category.NON_STRUCTURED, Category.STRUCTURED)) {
                pair.comparison(machine, category)
                        .ifPresent(comparison -> add(dataset, comparison, category, machines.indexOf(machine)));
            }
        }
        if (machines.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(StudyFigures.figure(
                result,
                pair,
                "Baseline: the dense model on the same machine. Not to be held against the 2.7 of Ma et al. (TNNLS"
                        + " 2022), which divides weights",
                "ppr",
                "Pruning-to-performance ratio (PPR) by multiply-accumulates",
                List.of(StyledPlot.panel(
                        "below 1 a model gains more speed than it loses work", plot(dataset, machines), true)),
                FRAME + PITCH * machines.size()));
    }

    private static void add(DefaultCategoryDataset dataset, Comparison comparison, Category category, int machine) {
        double ppr = comparison.ppr().macsWeights();
        if (Double.isFinite(ppr)) {
            dataset.addValue(ppr, category.label(), (Integer) machine);
        }
    }

    private static CategoryPlot plot(DefaultCategoryDataset dataset, List<StudyMachine> machines) {
        var axis = new NumberAxis("PPR (times fewer multiply-accumulates over times faster)");
        StyledPlot.dress(axis);
        axis.setNumberFormatOverride(StyledPlot.format("#,##0.###"));
        axis.setUpperMargin(0.12);
        var names = new BarLabelAxis(machines.stream().map(StudyMachine::name).toList());
        var plot = new CategoryPlot(dataset, names, axis, renderer(dataset.getRowCount()));
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(PlotStyle.FAINT);
        plot.setRangeGridlineStroke(PlotStyle.HAIR);
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_RIGHT);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        return plot;
    }

    private static BarRenderer renderer(int series) {
        var renderer = new BarRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setItemMargin(0.05);
        for (int i = 0; i < series; i++) {
            renderer.setSeriesPaint(i, StyledPlot.colour(i));
        }
        return renderer;
    }
}
