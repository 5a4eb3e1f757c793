package archsim.reports.tradeoff;

import archsim.base.RootLocale;
import archsim.reports.plot.Figure;
import archsim.reports.plot.FigureFiles;
import archsim.reports.plot.Palette;
import archsim.reports.plot.PlotStyle;
import archsim.reports.plot.StyledPlot;
import archsim.sweep.tradeoff.CaseAxis;
import archsim.sweep.tradeoff.CellFigures;
import archsim.sweep.tradeoff.NetworkCase;
import archsim.sweep.tradeoff.TradeCell;
import archsim.sweep.tradeoff.TradeOffConfig;
import archsim.sweep.tradeoff.TradeOffResult;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** The map of winners: which point is best at each value of the last axis, and of the others, and by how much. */
final class WinnerMap {

    private static final double WIDTH = 600;
    private static final double ROW = 30;
    private static final int AROUND_ROWS = 120;
    private static final double DARK = 0.18;

    private final TradeOffResult result;
    private final TradeOffConfig config;
    /** Fewer are better. */
    private final ToDoubleFunction<CellFigures> cost;

    private WinnerMap(TradeOffResult result, ToDoubleFunction<CellFigures> cost) {
        this.result = result;
        this.config = result.study().config();
        this.cost = cost;
    }

    /** A figure for speed and one for energy; none without axes. */
    static List<FigureFiles> of(TradeOffResult result) {
        return result.study().config().caseAxes().isEmpty()
                ? List.of()
                : List.of(
                        new WinnerMap(result, CellFigures::unitTimeNs).figure("fastest", "Who is fastest", "speed"),
                        new WinnerMap(result, CellFigures::unitEnergyMj)
                                .figure("least-energy", "Who takes least energy", "energy"));
    }

    private FigureFiles figure(String stem, String title, String what) {
        List<JFreeChart> panels = new ArrayList<>();
        for (int i = 0; i < config.networks().size(); i++) {
            panels.add(panel(i));
        }
        String caption = RootLocale.format(
                "The best of %d points, and how many times better its %s is than that of %s. %s. Simulated by archsim %s.",
                config.points().size(),
                what,
                config.points().get(0).name(),
                TradeOffCharts.terms(config),
                result.provenance().archsimVersion());
        int height = AROUND_ROWS + (int) (ROW * rows());
        return new FigureFiles("map-" + stem, new Figure(title, panels, height, caption));
    }

    private List<CaseAxis> axes() {
        return config.caseAxes();
    }

    private CaseAxis last() {
        return axes().get(axes().size() - 1);
    }

    private int columns() {
        return last().values().size();
    }

    private int rows() {
        return config.combinations() / columns();
    }

    private JFreeChart panel(int network) {
        var marks = new XYSeriesCollection();
        var renderer = new XYLineAndShapeRenderer(false, true);
        var plot = new XYPlot(marks, columnAxis(), rowAxis(network), renderer);
        StyledPlot.dress(plot);
        double width = WIDTH / columns() - 4;
        for (int point = 0; point < config.points().size(); point++) {
            var series = new XYSeries(config.points().get(point).name());
            Color colour = StyledPlot.colourOfMany(point);
            for (int at = 0; at < config.combinations(); at++) {
                Optional<Double> gain = gain(network * config.combinations() + at, point);
                if (gain.isPresent()) {
                    int column = at % columns();
                    int row = at / columns();
                    series.add(column, row);
                    plot.addAnnotation(words(gain.get(), column, row, colour));
                }
            }
            if (!series.isEmpty()) {
                int place = marks.getSeriesCount();
                marks.addSeries(series);
                renderer.setSeriesPaint(place, colour);
                renderer.setSeriesShape(place, new Rectangle2D.Double(-width / 2, -ROW / 2 + 2, width, ROW - 4));
                renderer.setLegendShape(place, new Rectangle2D.Double(-5, -5, 10, 10));
            }
        }
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        return StyledPlot.panel(config.networks().get(network).name(), plot, true);
    }

    private static XYTextAnnotation words(double gain, int column, int row, Color on) {
        var words = new XYTextAnnotation(RootLocale.format("%.1f", gain), column, row);
        words.setFont(PlotStyle.SMALL);
        words.setPaint(Palette.luminance(on) < DARK ? Color.WHITE : Color.BLACK);
        return words;
    }

    /** How many times better than the first point the winner of a case is, if {@code point} is that. */
    private Optional<Double> gain(int index, int point) {
        NetworkCase at = result.study().cases().get(index);
        List<TradeCell> row = TradeOffTables.row(result, at);
        return TradeOffTables.least(row, cost)
                .filter(best -> row.indexOf(best) == point)
                .flatMap(TradeCell::figures)
                .flatMap(best ->
                        row.get(0).figures().map(first -> cost.applyAsDouble(first) / cost.applyAsDouble(best)));
    }

    private SymbolAxis columnAxis() {
        return axis(last().name(), last().values().stream().map(CaseAxis::text).toList());
    }

    private SymbolAxis rowAxis(int network) {
        List<String> texts = new ArrayList<>();
        int first = network * config.combinations();
        String prefix = config.networks().get(network).name() + ", ";
        for (int row = 0; row < rows(); row++) {
            String all =
                    result.study().cases().get(first + row * columns()).name().substring(prefix.length());
            String suffix =
                    ", " + last().name() + " " + CaseAxis.text(last().values().get(0));
            texts.add(axes().size() == 1 ? "" : all.substring(0, all.length() - suffix.length()));
        }
        return axis(null, texts);
    }

    private static SymbolAxis axis(String name, List<String> symbols) {
        var axis = new SymbolAxis(name, symbols.toArray(String[]::new));
        axis.setGridBandsVisible(false);
        StyledPlot.dress(axis);
        return axis;
    }
}
