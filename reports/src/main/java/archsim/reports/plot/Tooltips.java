package archsim.reports.plot;

import java.util.function.BiFunction;
import org.jfree.chart.labels.CategoryToolTipGenerator;
import org.jfree.chart.labels.XYToolTipGenerator;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.xy.XYDataset;

/**
 * What a part of a chart says under a pointer.
 *
 * @param text by series and item; null for a part that says nothing
 */
public record Tooltips(BiFunction<Integer, Integer, String> text)
        implements CategoryToolTipGenerator, XYToolTipGenerator {

    @Override
    public String generateToolTip(CategoryDataset data, int series, int item) {
        return text.apply(series, item);
    }

    @Override
    public String generateToolTip(XYDataset data, int series, int item) {
        return text.apply(series, item);
    }
}
