package archsim.reports;

import java.awt.Color;
import java.text.DecimalFormat;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.CategoryTextAnnotation;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.CombinedDomainCategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.category.DefaultCategoryDataset;

/**
 * The same bars twice, side by side: to scale, and each stretched to 100 %.
 *
 * <p>A baseline is often tens of times its pruned versions. To scale it shows by how much, and stretched the parts of
 * the short bars remain readable.
 */
final class StackPanel {

    /** Parts narrower than this share get no label. */
    private static final double LABELLED = 0.12;

    private final Stacks stacks;
    private final CategoryDataset dataset;

    private StackPanel(Stacks stacks) {
        this.stacks = stacks;
        this.dataset = dataset(stacks);
    }

    /** The panel of {@code stacks}, headed by {@code letter}. */
    static JFreeChart of(String letter, Stacks stacks) {
        return new StackPanel(stacks).chart(letter);
    }

    private JFreeChart chart(String letter) {
        var plot = new CombinedDomainCategoryPlot(new BarNames(stacks.names()));
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setGap(34);
        plot.add(toScale(), 11);
        plot.add(shares(), 9);
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        return PlotLook.panel(letter + "   " + stacks.title(), plot, true);
    }

    private CategoryPlot toScale() {
        NumberAxis axis = axis(stacks.unit());
        axis.setUpperMargin(0.42);
        CategoryPlot plot = plot(axis, renderer(false));
        for (int bar = 0; bar < stacks.bars().size(); bar++) {
            var total = new CategoryTextAnnotation(" " + totalLabel(bar), bar, stacks.total(bar));
            total.setFont(Look.SMALL);
            total.setPaint(Look.INK);
            total.setTextAnchor(TextAnchor.CENTER_LEFT);
            plot.addAnnotation(total);
        }
        return plot;
    }

    private CategoryPlot shares() {
        NumberAxis axis = axis("share of the bar (%)");
        axis.setRange(0, 1);
        DecimalFormat perCent = PlotLook.format("0");
        perCent.setMultiplier(100);
        axis.setNumberFormatOverride(perCent);
        StackedBarRenderer renderer = renderer(true);
        renderer.setDefaultSeriesVisibleInLegend(false);
        renderer.setDefaultItemLabelsVisible(true);
        renderer.setDefaultItemLabelFont(Look.SMALL);
        renderer.setDefaultItemLabelGenerator(new ShareLabels(LABELLED));
        for (int part = 0; part < dataset.getRowCount(); part++) {
            renderer.setSeriesItemLabelPaint(part, Palette.textOn(colour(part)));
        }
        return plot(axis, renderer);
    }

    private CategoryPlot plot(NumberAxis axis, StackedBarRenderer renderer) {
        var plot = new CategoryPlot(dataset, null, axis, renderer);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(Look.FAINT);
        plot.setRangeGridlineStroke(Look.HAIR);
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_RIGHT);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        return plot;
    }

    private StackedBarRenderer renderer(boolean asShares) {
        var renderer = new StackedBarRenderer(asShares);
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(asShares); // to scale, a short bar would be nothing but outline
        renderer.setMaximumBarWidth(0.3);
        for (int part = 0; part < dataset.getRowCount(); part++) {
            renderer.setSeriesPaint(part, Palette.fill(colour(part)));
            renderer.setSeriesOutlinePaint(part, Color.WHITE);
            renderer.setSeriesOutlineStroke(part, Look.HAIR);
        }
        return renderer;
    }

    private int colour(int part) {
        return stacks.colours().get((String) dataset.getRowKey(part));
    }

    private static NumberAxis axis(String label) {
        var axis = new NumberAxis(label);
        PlotLook.dress(axis);
        axis.setNumberFormatOverride(PlotLook.format("#,##0.###"));
        return axis;
    }

    /** The length of a bar and, for all but the first, how many times shorter than the first it is. */
    private String totalLabel(int bar) {
        double total = stacks.total(bar);
        String length = total >= 1000 ? PlotLook.format("#,##0").format(total) : significant(total);
        if (bar == 0 || total == 0) {
            return length;
        }
        return length + " (" + significant(stacks.total(0) / total) + "\u00d7)";
    }

    /** Three digits, more only before the point. */
    private static String significant(double value) {
        String pattern = value >= 100 || value == 0 ? "%.0f" : value >= 10 ? "%.1f" : value >= 0.1 ? "%.2f" : "%.2g";
        return String.format(Locale.ROOT, pattern, value);
    }

    private static CategoryDataset dataset(Stacks stacks) {
        var dataset = new DefaultCategoryDataset();
        for (String part : stacks.colours().keySet()) {
            for (int bar = 0; bar < stacks.bars().size(); bar++) {
                dataset.addValue(stacks.bars().get(bar).getOrDefault(part, 0.0), part, (Integer) bar);
            }
        }
        return dataset;
    }
}
