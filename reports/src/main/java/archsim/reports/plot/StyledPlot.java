package archsim.reports.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.AbstractRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;

/** How plots look: the fonts and inks of {@link PlotStyle}, series distinguished by shape as well as colour. */
public final class StyledPlot {

    public static final BasicStroke LINE = new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    public static final BasicStroke DASHES =
            new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 4}, 0);
    /** Of the palette, those that stand out as thin lines on white. */
    private static final int[] LINE_COLOURS = {0, 2, 6, 4, 3, 1};

    private static final int[] MANY_COLOURS = {0, 2, 6, 4, 3, 1, 9, 13, 15, 17, 19, 11, 8, 12};

    private static final List<Shape> SHAPES = List.of(
            new Ellipse2D.Double(-3.5, -3.5, 7, 7), new Rectangle2D.Double(-3.2, -3.2, 6.4, 6.4), up(), diamond());

    private StyledPlot() {}

    private static Shape up() {
        return polygon(0, -4.2, 4, 3.2, -4, 3.2);
    }

    private static Shape diamond() {
        return polygon(0, -4.6, 4.6, 0, 0, 4.6, -4.6, 0);
    }

    private static Shape polygon(double... points) {
        var path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        path.closePath();
        return path;
    }

    public static Color colour(int series) {
        return Palette.fill(LINE_COLOURS[series % LINE_COLOURS.length]);
    }

    /** Distinct for more series than {@link #colour}, of which the last ones are shades of the first. */
    public static Color colourOfMany(int series) {
        return Palette.fill(MANY_COLOURS[series % MANY_COLOURS.length]);
    }

    public static Shape shape(int series) {
        return SHAPES.get(series % SHAPES.size());
    }

    /** Points of a series in the colour and shape of the {@code place}th of its kind. */
    public static void points(AbstractRenderer renderer, int series, int place) {
        renderer.setSeriesPaint(series, colour(place));
        renderer.setSeriesShape(series, shape(place));
    }

    public static NumberAxis axis(String label) {
        var axis = new EvenAxis(label);
        axis.setAutoRangeIncludesZero(false);
        axis.setNumberFormatOverride(format("#,##0.###"));
        dress(axis);
        return axis;
    }

    /** A logarithmic axis from {@code least} to {@code most}, ticked at 1, 2 and 5 times powers of ten. */
    public static ValueAxis logAxis(String label, double least, double most) {
        var axis = new DecadeAxis(label);
        axis.setNumberFormatOverride(format("#,##0.####"));
        axis.setRange(least, most);
        dress(axis);
        return axis;
    }

    public static void dress(ValueAxis axis) {
        axis.setLabelFont(PlotStyle.LABEL);
        axis.setLabelPaint(PlotStyle.INK);
        axis.setTickLabelFont(PlotStyle.SMALL);
        axis.setTickLabelPaint(PlotStyle.INK);
        axis.setAxisLinePaint(PlotStyle.INK);
    }

    public static void dress(XYPlot plot) {
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinePaint(PlotStyle.FAINT);
        plot.setDomainGridlineStroke(PlotStyle.HAIR);
        plot.setRangeGridlinePaint(PlotStyle.FAINT);
        plot.setRangeGridlineStroke(PlotStyle.HAIR);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    }

    /** A panel headed by {@code heading}, with a legend of its series above the plot if asked for. */
    public static JFreeChart panel(String heading, Plot plot, boolean legend) {
        var chart = new JFreeChart(null, (Font) null, plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(2, 4, 2, 18));
        var title = new TextTitle(heading, PlotStyle.HEADING);
        title.setHorizontalAlignment(HorizontalAlignment.LEFT);
        title.setPaint(PlotStyle.INK);
        title.setMargin(0, 8, 2, 0);
        chart.setTitle(title);
        if (legend) {
            chart.addLegend(legend(plot));
        }
        return chart;
    }

    private static LegendTitle legend(Plot plot) {
        var legend = new LegendTitle(plot);
        legend.setItemFont(PlotStyle.LABEL);
        legend.setItemPaint(PlotStyle.INK);
        legend.setPosition(RectangleEdge.TOP);
        legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
        legend.setMargin(0, 22, 4, 0);
        legend.setFrame(BlockBorder.NONE);
        legend.setBackgroundPaint(Color.WHITE);
        legend.setItemLabelPadding(new RectangleInsets(2, 3, 2, 10));
        return legend;
    }

    public static DecimalFormat format(String pattern) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    }

    /** All ticks have the decimals that their step needs: 99.50 beside 99.55. */
    private static final class EvenAxis extends NumberAxis {

        EvenAxis(String label) {
            super(label);
        }

        @Override
        protected void selectAutoTickUnit(Graphics2D graphics, Rectangle2D area, RectangleEdge edge) {
            super.selectAutoTickUnit(graphics, area, edge);
            if (getNumberFormatOverride() instanceof DecimalFormat decimals) {
                int needed = Math.max(
                        0,
                        BigDecimal.valueOf(getTickUnit().getSize())
                                .stripTrailingZeros()
                                .scale());
                decimals.setMinimumFractionDigits(Math.min(needed, decimals.getMaximumFractionDigits()));
            }
        }
    }

    /** Ticks at 1, 2 and 5 of each decade, fewer where there are many decades, more within one, even ones within half of one. */
    private static final class DecadeAxis extends LogAxis {

        private static final double MANY_DECADES = 3.2;
        private static final double FEW_DECADES = 0.8;
        /** Below it a logarithm looks nearly straight, and even steps are read more easily. */
        private static final double HALF_A_DECADE = 0.5;

        private static final int TICKS = 6;

        DecadeAxis(String label) {
            super(label);
            setTickUnit(new NumberTickUnit(1));
            setMinorTickMarksVisible(false);
        }

        @Override
        @SuppressWarnings({"rawtypes", "unchecked"})
        public List refreshTicks(Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
            var ticks = new ArrayList<NumberTick>();
            double low = getRange().getLowerBound();
            double high = getRange().getUpperBound();
            boolean bottom = RectangleEdge.isTopOrBottom(edge);
            var anchor = bottom ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
            for (double value : values(low, high)) {
                if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) {
                    String words = getNumberFormatOverride().format(value);
                    ticks.add(new NumberTick(value, words, anchor, TextAnchor.CENTER, 0));
                }
            }
            return ticks;
        }

        private static List<Double> values(double low, double high) {
            var values = new ArrayList<Double>();
            double decades = StrictMath.log10(high / low);
            if (decades < HALF_A_DECADE) {
                double step = roundStep((high - low) / TICKS);
                for (long tick = (long) Math.floor(low / step); tick * step <= high; tick++) {
                    values.add(tick * step);
                }
                return values;
            }
            double[] steps = decades > MANY_DECADES
                    ? new double[] {1}
                    : decades > FEW_DECADES ? new double[] {1, 2, 5} : new double[] {1, 1.2, 1.5, 2, 3, 5, 7};
            for (int decade = (int) Math.floor(StrictMath.log10(low)); decade <= StrictMath.log10(high); decade++) {
                for (double times : steps) {
                    values.add(times * StrictMath.pow(10, decade));
                }
            }
            return values;
        }

        /** The next larger of 1, 2 and 5 times a power of ten. */
        private static double roundStep(double least) {
            double power = StrictMath.pow(10, Math.floor(StrictMath.log10(least)));
            double times = least / power;
            return power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
        }
    }
}
