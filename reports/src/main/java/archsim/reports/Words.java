package archsim.reports;

import archsim.base.table.Column;
import archsim.base.table.ResultTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names of results, which programs read, as people read them: {@code weightBuffer} is a weight buffer. */
final class Words {

    private static final Map<String, String> SPECIAL =
            Map.of("dram", "DRAM", "dramStall", "DRAM stall", "psums", "partial sums");

    private Words() {}

    /** {@code name} in words; one that is not written in camel case is left as it is. */
    static String of(String name) {
        String special = SPECIAL.get(name);
        if (special != null) {
            return special;
        }
        return name.matches("[a-z]+([A-Z][a-z]+)+")
                ? name.replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT)
                : name;
    }

    /** {@code table} with headers, and texts in its first column, in words and with units as they are printed. */
    static ResultTable in(ResultTable table) {
        List<Column> columns = table.columns().stream()
                .map(column -> new Column(header(column.header()), column.key(), column.pattern()))
                .toList();
        List<List<Object>> rows = table.rows();
        if (table.columns().get(0).header().equals("component")) {
            rows = rows.stream().map(Words::firstInWords).toList();
        }
        return new ResultTable(table.title(), columns, rows);
    }

    private static String header(String header) {
        return of(header).replace("(us)", "(\u00b5s)").replace("(uJ)", "(\u00b5J)").replace("(x)", "(\u00d7)");
    }

    private static List<Object> firstInWords(List<Object> row) {
        var words = new ArrayList<Object>(row);
        words.set(0, of(row.get(0).toString()));
        return words;
    }
}
