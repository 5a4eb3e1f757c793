package archsim.cli.table;

import archsim.base.RootLocale;
import archsim.base.table.ResultTable;
import archsim.compression.Evaluation;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/**
 * How a network answered, as a table.
 *
 * @param title what was asked about what
 */
public record EvaluationTable(String title, Evaluation answers) {

    private static final double CONFIDENCE = 0.95;

    /** Accuracy of each class with images and of all, in percent, and where it lies by Wilson's interval of 95 %. */
    public ResultTable accuracies() {
        ResultTable.Builder table = ResultTable.titled(summary())
                .text("class")
                .number("images", "%,d")
                .number("right", "%,d")
                .number("accuracy %", "accuracyPercent", "%.2f")
                .number("95 % from", "lowPercent", "%.2f")
                .number("95 % to", "highPercent", "%.2f");
        for (int label = 0; label < answers.confusion().size(); label++) {
            if (answers.images(label) > 0) {
                row(table, Integer.toString(label), answers.images(label), answers.right(label));
            }
        }
        row(table, "all", answers.images(), answers.right());
        return table.build();
    }

    /** Images of each class (rows) by the class that they were taken for (columns). */
    public ResultTable confusion() {
        ResultTable.Builder table = ResultTable.titled(summary()).text("class");
        int classes = answers.confusion().size();
        for (int answer = 0; answer < classes; answer++) {
            table.number("as " + answer, "as" + answer, "%,d");
        }
        for (int label = 0; label < classes; label++) {
            List<Object> row = new ArrayList<>();
            row.add(Integer.toString(label));
            row.addAll(answers.confusion().get(label));
            table.row(row.toArray());
        }
        return table.build();
    }

    private String summary() {
        ConfidenceInterval interval = interval(answers.images(), answers.right());
        return RootLocale.format(
                "%s: accuracy %.2f %% of %,d images (Wilson 95 %%: %.2f to %.2f %%)",
                title,
                100.0 * answers.right() / answers.images(),
                answers.images(),
                100 * interval.getLowerBound(),
                100 * interval.getUpperBound());
    }

    private static void row(ResultTable.Builder table, String name, int images, int right) {
        ConfidenceInterval interval = interval(images, right);
        table.row(
                name,
                images,
                right,
                100.0 * right / images,
                100 * interval.getLowerBound(),
                100 * interval.getUpperBound());
    }

    private static ConfidenceInterval interval(int images, int right) {
        return new WilsonScoreInterval().createInterval(images, right, CONFIDENCE);
    }
}
