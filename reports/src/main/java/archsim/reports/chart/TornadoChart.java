package archsim.reports.chart;

import archsim.reports.plot.Figure;
import archsim.reports.plot.FigureFiles;
import archsim.reports.plot.Palette;
import archsim.reports.plot.PlotStyle;
import archsim.reports.plot.StackPanel;
import archsim.reports.plot.StyledPlot;
import archsim.reports.words.AxisName;
import archsim.reports.words.AxisValue;
import archsim.reports.words.Captions;
import archsim.reports.words.FittedText;
import archsim.reports.words.ObjectiveUnit;
import archsim.sweep.analysis.Objective;
import archsim.sweep.analysis.Tornado;
import java.awt.BasicStroke;
import java.util.List;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** Bars from the least to the most of an objective, one an axis, the widest on top, around the value at the base. */
public final class TornadoChart {

    private static final int BAR_PITCH = 34;
    private static final int FRAME = 84;
    private static final double HALF_BAR = 0.27;
    private static final double MARGIN = 0.16;
    private static final int LONGEST_NAME = 44;

    private TornadoChart() {}

    /**
     * The figure.
     *
     * @param name of the sweep
     * @param conditions its machines and memories, in words; may be empty
     */
    public static FigureFiles of(String name, String conditions, Tornado tornado) {
        int bars = tornado.bars().size();
        NumberAxis values = StyledPlot.axis(unit(tornado).label());
        XYPlot plot = new XYPlot(series(tornado), names(tornado), values, renderer());
        StyledPlot.dress(plot);
        plot.setDomainGridlinesVisible(false);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
        var base = new ValueMarker(scaled(tornado, tornado.base()));
        base.setPaint(PlotStyle.INK);
        base.setStroke(new BasicStroke(1));
        plot.addRangeMarker(base);
        addLabels(plot, tornado);
        double least =
                tornado.bars().stream().mapToDouble(Tornado.Bar::least).min().orElse(tornado.base());
        double most =
                tornado.bars().stream().mapToDouble(Tornado.Bar::most).max().orElse(tornado.base());
        double room = Math.max(most - least, 1e-9 * Math.abs(most)) * MARGIN;
        values.setRange(scaled(tornado, least - room), scaled(tornado, most + room));
        String caption = "Each axis of the sweep alone between its values, all others as in the base (line, "
                + StackPanel.significant(scaled(tornado, tornado.base()))
                + "). Beside each end, the value of the axis there." + Captions.sentence(conditions) + " Sweep " + name
                + ".";
        return new FigureFiles(
                "tornado",
                new Figure(
                        "What moves the " + noun(tornado.objective()) + " of " + tornado.workload(),
                        List.of(StyledPlot.panel("", plot, false)),
                        FRAME + BAR_PITCH * bars,
                        caption));
    }

    private static String noun(Objective objective) {
        String label = objective.label();
        return label.contains(" (") ? label.substring(0, label.indexOf(" (")) : label;
    }

    private static ObjectiveUnit unit(Tornado tornado) {
        double most =
                tornado.bars().stream().mapToDouble(Tornado.Bar::most).max().orElse(tornado.base());
        return ObjectiveUnit.ofFigure(tornado.objective(), most);
    }

    private static double scaled(Tornado tornado, double value) {
        return unit(tornado).of(value);
    }

    private static SymbolAxis names(Tornado tornado) {
        int bars = tornado.bars().size();
        String[] names = new String[bars];
        for (int i = 0; i < bars; i++) {
            names[bars - 1 - i] =
                    FittedText.shortened(AxisName.of(tornado.bars().get(i).axis()), LONGEST_NAME);
        }
        var axis = new SymbolAxis("", names);
        axis.setGridBandsVisible(false);
        axis.setTickLabelFont(PlotStyle.LABEL);
        axis.setTickLabelPaint(PlotStyle.INK);
        axis.setTickMarksVisible(false);
        axis.setAxisLineVisible(false);
        return axis;
    }

    private static XYIntervalSeriesCollection series(Tornado tornado) {
        var low = new XYIntervalSeries("less than the base");
        var high = new XYIntervalSeries("more than the base");
        double base = scaled(tornado, tornado.base());
        int bars = tornado.bars().size();
        for (int i = 0; i < bars; i++) {
            Tornado.Bar bar = tornado.bars().get(i);
            double y = bars - 1 - i;
            double least = scaled(tornado, bar.least());
            double most = scaled(tornado, bar.most());
            low.add(y, y - HALF_BAR, y + HALF_BAR, least, least, base);
            high.add(y, y - HALF_BAR, y + HALF_BAR, most, base, most);
        }
        var both = new XYIntervalSeriesCollection();
        both.addSeries(low);
        both.addSeries(high);
        return both;
    }

    private static XYBarRenderer renderer() {
        var renderer = new XYBarRenderer();
        renderer.setUseYInterval(true);
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setSeriesPaint(0, Palette.fill(0));
        renderer.setSeriesPaint(1, Palette.fill(3));
        return renderer;
    }

    private static void addLabels(XYPlot plot, Tornado tornado) {
        int bars = tornado.bars().size();
        for (int i = 0; i < bars; i++) {
            Tornado.Bar bar = tornado.bars().get(i);
            addLabel(
                    plot,
                    AxisValue.of(bar.leastAt()) + " ",
                    bars - 1 - i,
                    scaled(tornado, bar.least()),
                    TextAnchor.CENTER_RIGHT);
            addLabel(
                    plot,
                    " " + AxisValue.of(bar.mostAt()),
                    bars - 1 - i,
                    scaled(tornado, bar.most()),
                    TextAnchor.CENTER_LEFT);
        }
    }

    private static void addLabel(XYPlot plot, String text, double bar, double at, TextAnchor anchor) {
        if (text.isBlank()) {
            return;
        }
        var label = new XYTextAnnotation(FittedText.shortened(text, LONGEST_NAME), bar, at);
        label.setFont(PlotStyle.SMALL);
        label.setPaint(PlotStyle.INK);
        label.setTextAnchor(anchor);
        plot.addAnnotation(label);
    }
}
