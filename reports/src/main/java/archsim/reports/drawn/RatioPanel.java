package archsim.reports.drawn;

import archsim.reports.plot.BarLabelAxis;
import archsim.reports.plot.PlotStyle;
import archsim.reports.plot.StyledPlot;
import java.awt.Color;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.DefaultCategoryDataset;

/** Ratios as bars that grow from 1, on a logarithmic axis, a group of them for each machine. */
final class RatioPanel {

    /** Of a figure, without its bars. */
    static final int FRAME = 96;

    /** Of the bars of one machine. */
    static final int PITCH = 40;

    private static final double ROOM = 1.15;

    private RatioPanel() {}

    /**
     * A panel of a figure.
     *
     * @param axis what the ratio is
     * @param ratios {@code [series][number of the machine]}, above 0; machines without some are left bare
     */
    static JFreeChart of(String title, String axis, List<String> machines, DefaultCategoryDataset ratios) {
        var plot = new CategoryPlot(
                ratios,
                new BarLabelAxis(machines),
                StyledPlot.logAxis(
                        axis,
                        values(ratios).min().orElse(1) / ROOM,
                        values(ratios).max().orElse(1) * ROOM),
                renderer(ratios.getRowCount()));
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(PlotStyle.FAINT);
        plot.setRangeGridlineStroke(PlotStyle.HAIR);
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_RIGHT);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        return StyledPlot.panel(title, plot, true);
    }

    /** All of them, and the 1 that bars grow from. */
    private static DoubleStream values(DefaultCategoryDataset ratios) {
        var values = DoubleStream.builder().add(1);
        for (int row = 0; row < ratios.getRowCount(); row++) {
            for (int column = 0; column < ratios.getColumnCount(); column++) {
                Optional.ofNullable(ratios.getValue(row, column)).ifPresent(value -> values.add(value.doubleValue()));
            }
        }
        return values.build();
    }

    private static BarRenderer renderer(int series) {
        var renderer = new BarRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setItemMargin(0.05);
        renderer.setBase(1);
        for (int i = 0; i < series; i++) {
            renderer.setSeriesPaint(i, StyledPlot.colour(i));
        }
        return renderer;
    }
}
