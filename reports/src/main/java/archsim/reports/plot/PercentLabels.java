package archsim.reports.plot;

import java.util.Locale;
import org.jfree.chart.labels.CategoryItemLabelGenerator;
import org.jfree.data.category.CategoryDataset;

/**
 * Labels parts of a bar with their share of it, in per cent.
 *
 * @param least share that is labelled; a label would not fit a smaller part
 */
record PercentLabels(double least) implements CategoryItemLabelGenerator {

    @Override
    public String generateLabel(CategoryDataset dataset, int row, int column) {
        double total = 0;
        for (int part = 0; part < dataset.getRowCount(); part++) {
            total += dataset.getValue(part, column).doubleValue();
        }
        double share = total == 0 ? 0 : dataset.getValue(row, column).doubleValue() / total;
        return share < least ? "" : String.format(Locale.ROOT, "%.0f", 100 * share);
    }

    @Override
    public String generateRowLabel(CategoryDataset dataset, int row) {
        return dataset.getRowKey(row).toString();
    }

    @Override
    public String generateColumnLabel(CategoryDataset dataset, int column) {
        return dataset.getColumnKey(column).toString();
    }
}
