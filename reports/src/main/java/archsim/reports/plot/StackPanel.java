package archsim.reports.plot;

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
public final class StackPanel {

    /** Parts narrower than this share get no label. */
    private static final double LABELLED = 0.12;

    private static final int FRAME = 122;
    private static final int LINE = 16;
    private static final int LEAST_PITCH = 42;
    private static final int LAYER_PITCH = 17;
    private static final int GAP = 34;
    /** Pixels left and right of names and plots. */
    private static final int ROOM_BESIDE = 36;

    /** Widths of the two plots, to each other. */
    private static final int TO_SCALE = 11;

    private static final int STRETCHED = 9;

    private final Stacks stacks;
    private final CategoryDataset dataset;

    private StackPanel(Stacks stacks) {
        this.stacks = stacks;
        this.dataset = dataset(stacks);
    }

    /** The panel of {@code stacks}, headed by {@code letter} and what is stacked. */
    public static JFreeChart of(String letter, Stacks stacks) {
        return new StackPanel(stacks).chart(letter + "   " + stacks.title());
    }

    /** The panel of {@code stacks} alone in a figure, whose title says what is stacked. */
    public static JFreeChart untitled(Stacks stacks) {
        return new StackPanel(stacks).chart("");
    }

    /** Pixels that the panel of {@code stacks} needs from top to bottom. */
    public static int height(Stacks stacks) {
        int bars = stacks.names().size();
        int lines = stacks.names().stream()
                .mapToInt(name -> BarLabelAxis.lines(name, lineWidth(stacks)).size())
                .max()
                .orElse(1);
        if (!stacks.compared()) {
            return FRAME + (LAYER_PITCH + LINE * (lines - 1)) * Math.max(2, bars);
        }
        return FRAME + Math.max(LEAST_PITCH, 10 + LINE * lines) * bars;
    }

    private JFreeChart chart(String heading) {
        var plot = new CombinedDomainCategoryPlot(new BarLabelAxis(stacks.names(), lineWidth(stacks)));
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setGap(GAP);
        plot.add(toScale(), TO_SCALE);
        plot.add(shares(), STRETCHED);
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        return StyledPlot.panel(heading, plot, true);
    }

    /** Layers stand close together and have long lines. */
    private static int lineWidth(Stacks stacks) {
        return stacks.compared() ? BarLabelAxis.LINE : BarLabelAxis.LONG_LINE;
    }

    private CategoryPlot toScale() {
        NumberAxis axis = axis(stacks.unit());
        axis.setUpperMargin(marginForLabels());
        CategoryPlot plot = plot(axis, renderer(false));
        for (int bar = 0; bar < stacks.bars().size(); bar++) {
            var total = new CategoryTextAnnotation(" " + totalLabel(bar), bar, stacks.total(bar));
            total.setFont(PlotStyle.SMALL);
            total.setPaint(PlotStyle.INK);
            total.setTextAnchor(TextAnchor.CENTER_LEFT);
            plot.addAnnotation(total);
        }
        return plot;
    }

    /** What the axis must add to the longest bar, as a share of it, so that the label behind each bar is inside the plot. */
    private double marginForLabels() {
        double names = stacks.names().stream()
                .flatMap(name -> BarLabelAxis.lines(name, lineWidth(stacks)).stream())
                .mapToDouble(line -> PlotStyle.width(line, PlotStyle.LABEL))
                .max()
                .orElse(0);
        double room = (Figure.WIDTH - ROOM_BESIDE - GAP - names) * TO_SCALE / (TO_SCALE + STRETCHED);
        double longest = 0;
        double range = 0;
        for (int bar = 0; bar < stacks.bars().size(); bar++) {
            double label = PlotStyle.width(" " + totalLabel(bar) + " ", PlotStyle.SMALL);
            longest = Math.max(longest, stacks.total(bar));
            range = Math.max(range, stacks.total(bar) / (1 - label / room));
        }
        return longest == 0 ? 0 : range / longest - 1;
    }

    private CategoryPlot shares() {
        NumberAxis axis = axis("share of the bar (%)");
        axis.setRange(0, 1);
        DecimalFormat perCent = StyledPlot.format("0");
        perCent.setMultiplier(100);
        axis.setNumberFormatOverride(perCent);
        StackedBarRenderer renderer = renderer(true);
        renderer.setDefaultSeriesVisibleInLegend(false);
        renderer.setDefaultItemLabelsVisible(true);
        renderer.setDefaultItemLabelFont(PlotStyle.SMALL);
        renderer.setDefaultItemLabelGenerator(new PercentLabels(LABELLED));
        for (int part = 0; part < dataset.getRowCount(); part++) {
            renderer.setSeriesItemLabelPaint(part, Palette.textOn(colour(part)));
        }
        return plot(axis, renderer);
    }

    private CategoryPlot plot(NumberAxis axis, StackedBarRenderer renderer) {
        var plot = new CategoryPlot(dataset, null, axis, renderer);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(PlotStyle.FAINT);
        plot.setRangeGridlineStroke(PlotStyle.HAIR);
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
        renderer.setDefaultToolTipGenerator(new Tooltips((part, bar) -> tip((String) dataset.getRowKey(part), bar)));
        for (int part = 0; part < dataset.getRowCount(); part++) {
            renderer.setSeriesPaint(part, Palette.fill(colour(part)));
            renderer.setSeriesOutlinePaint(part, Color.WHITE);
            renderer.setSeriesOutlineStroke(part, PlotStyle.HAIR);
        }
        return renderer;
    }

    private int colour(int part) {
        return stacks.colours().get((String) dataset.getRowKey(part));
    }

    private static NumberAxis axis(String label) {
        NumberAxis axis = StyledPlot.axis(label);
        axis.setAutoRangeIncludesZero(true);
        return axis;
    }

    /** The length of a bar and, for all but the first, how many times shorter than the first it is. */
    private String totalLabel(int bar) {
        double total = stacks.total(bar);
        String length = length(total);
        if (bar == 0 || total == 0 || !stacks.compared()) {
            return length;
        }
        return length + " (" + significant(stacks.total(0) / total) + "\u00d7)";
    }

    /** What a part of a bar is, how long and which share of the bar. */
    private String tip(String part, int bar) {
        double length = stacks.bars().get(bar).getOrDefault(part, 0.0);
        double total = stacks.total(bar);
        return String.format(
                Locale.ROOT,
                "%s, %s: %s %s, %.1f %%",
                stacks.names().get(bar),
                part,
                length(length),
                bareUnit(),
                total == 0 ? 0 : 100 * length / total);
    }

    /** {@code energy (pJ)} is the label of an axis, pJ its unit. */
    private String bareUnit() {
        return stacks.unit().replaceAll(".*\\((.*)\\)", "$1");
    }

    private static String length(double value) {
        return value >= 1000 || value == Math.rint(value)
                ? StyledPlot.format("#,##0").format(value)
                : significant(value);
    }

    /** Three digits, more only before the point. */
    public static String significant(double value) {
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
