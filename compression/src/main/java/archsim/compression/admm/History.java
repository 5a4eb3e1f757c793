package archsim.compression.admm;

import archsim.base.table.CsvTable;
import archsim.base.table.ResultTable;
import java.util.List;
import java.util.Locale;

/** {@code history.csv}: one line an epoch. */
final class History {

    private History() {}

    static String csv(List<HistoryRow> rows, Schedule schedule) {
        var table = ResultTable.titled("")
                .text("stage")
                .text("epoch")
                .text("loss")
                .text("trainAccuracy")
                .text("validationAccuracy")
                .text("residual")
                .text("rho")
                .text("learningRate")
                .text("finalMaskShare");
        for (HistoryRow row : rows) {
            table.row(
                    schedule.stages().get(row.stage()).name(),
                    row.epoch(),
                    decimal("%.6f", row.loss()),
                    decimal("%.5f", row.trainAccuracy()),
                    decimal("%.5f", row.validationAccuracy()),
                    Double.isNaN(row.residual()) ? "" : decimal("%.6f", row.residual()),
                    decimal("%.6g", row.rho()),
                    decimal("%.6g", row.learningRate()),
                    Double.isNaN(row.maskShare()) ? "" : decimal("%.5f", row.maskShare()));
        }
        return CsvTable.render(table.build());
    }

    private static String decimal(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
