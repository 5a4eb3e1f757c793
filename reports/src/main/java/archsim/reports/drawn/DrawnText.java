package archsim.reports.drawn;

import archsim.base.table.ResultTable;
import archsim.reports.words.FittedText;
import archsim.sweep.drawn.DrawnResult;
import java.util.Map;
import java.util.stream.Collectors;

/** A comparison as text for a terminal. */
public final class DrawnText {

    private DrawnText() {}

    /** All tables but that of every run, ending with a line feed. */
    public static String of(DrawnResult result) {
        Map<String, ResultTable> tables = DrawnTables.shown(result);
        return tables.values().stream().map(FittedText::table).collect(Collectors.joining("\n"));
    }
}
