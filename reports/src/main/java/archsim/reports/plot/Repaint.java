package archsim.reports.plot;

import java.awt.Paint;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.CategoryTextAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.CombinedDomainCategoryPlot;
import org.jfree.chart.plot.Marker;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.AbstractRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.Layer;

/** Puts a finished chart under another theme. Charts cannot be copied: most of what JFreeChart is given cannot. */
final class Repaint {

    private final Theme theme;

    private Repaint(Theme theme) {
        this.theme = theme;
    }

    /** Changes the inks of {@code chart}, made for {@link Theme#LIGHT}, to those of {@code theme}. */
    static void into(JFreeChart chart, Theme theme) {
        new Repaint(theme).chart(chart);
    }

    private void chart(JFreeChart chart) {
        repaint(chart::getBackgroundPaint, chart::setBackgroundPaint);
        TextTitle title = chart.getTitle();
        if (title != null) {
            repaint(title::getPaint, title::setPaint);
        }
        for (int i = 0; i < chart.getSubtitleCount(); i++) {
            if (chart.getSubtitle(i) instanceof LegendTitle legend) {
                repaint(legend::getItemPaint, legend::setItemPaint);
                repaint(legend::getBackgroundPaint, legend::setBackgroundPaint);
            }
        }
        plot(chart.getPlot());
    }

    private void plot(Plot plot) {
        repaint(plot::getBackgroundPaint, plot::setBackgroundPaint);
        if (plot instanceof CombinedDomainCategoryPlot combined) {
            axis(combined.getDomainAxis());
            for (Object part : combined.getSubplots()) {
                plot((Plot) part);
            }
        } else if (plot instanceof CategoryPlot categories) {
            categoryPlot(categories);
        } else if (plot instanceof XYPlot points) {
            xyPlot(points);
        }
    }

    private void categoryPlot(CategoryPlot plot) {
        axis(plot.getRangeAxis());
        repaint(plot::getRangeGridlinePaint, plot::setRangeGridlinePaint);
        for (Object annotation : plot.getAnnotations()) {
            if (annotation instanceof CategoryTextAnnotation text) {
                repaint(text::getPaint, text::setPaint);
            }
        }
        if (plot.getRenderer() instanceof AbstractRenderer renderer) {
            renderer(renderer, plot.getDataset().getRowCount());
        }
    }

    private void xyPlot(XYPlot plot) {
        axis(plot.getDomainAxis());
        axis(plot.getRangeAxis());
        repaint(plot::getDomainGridlinePaint, plot::setDomainGridlinePaint);
        repaint(plot::getRangeGridlinePaint, plot::setRangeGridlinePaint);
        for (Object annotation : plot.getAnnotations()) {
            if (annotation instanceof XYTextAnnotation text) {
                repaint(text::getPaint, text::setPaint);
                repaint(text::getBackgroundPaint, text::setBackgroundPaint);
            }
        }
        markers(plot.getRangeMarkers(Layer.FOREGROUND));
        markers(plot.getDomainMarkers(Layer.FOREGROUND));
        for (int i = 0; i < plot.getDatasetCount(); i++) {
            if (plot.getRenderer(i) instanceof AbstractRenderer renderer) {
                renderer(renderer, plot.getDataset(i).getSeriesCount());
            }
        }
    }

    private void axis(Axis axis) {
        if (axis != null) {
            repaint(axis::getLabelPaint, axis::setLabelPaint);
            repaint(axis::getTickLabelPaint, axis::setTickLabelPaint);
            repaint(axis::getAxisLinePaint, axis::setAxisLinePaint);
            repaint(axis::getTickMarkPaint, axis::setTickMarkPaint);
        }
    }

    private void markers(Iterable<?> markers) {
        if (markers == null) {
            return;
        }
        for (Object each : markers) {
            if (each instanceof Marker marker) {
                repaint(marker::getPaint, marker::setPaint);
                repaint(marker::getLabelPaint, marker::setLabelPaint);
            }
        }
    }

    private void renderer(AbstractRenderer renderer, int series) {
        for (int i = 0; i < series; i++) {
            int each = i;
            repaint(() -> renderer.getSeriesPaint(each), paint -> renderer.setSeriesPaint(each, paint));
            repaint(() -> renderer.getSeriesOutlinePaint(each), paint -> renderer.setSeriesOutlinePaint(each, paint));
        }
    }

    private void repaint(Supplier<Paint> get, Consumer<Paint> set) {
        Paint paint = get.get();
        if (paint != null) {
            set.accept(theme.of(paint));
        }
    }
}
