package archsim.cli;

import archsim.base.json.StrictJson;
import archsim.base.table.Column;
import archsim.base.table.CsvTable;
import archsim.base.table.ResultTable;
import archsim.base.table.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How a result is printed. */
enum Format {
    /** For people. */
    TEXT,
    /** One document. */
    JSON,
    /** One table with a header. */
    CSV;

    /** A table in this format; in JSON a list of rows whose keys are the headers. */
    String render(ResultTable table) {
        return switch (this) {
            case TEXT -> TextTable.render(table);
            case JSON -> StrictJson.write(rows(table));
            case CSV -> CsvTable.render(table);
        };
    }

    /** Several tables as one document of JSON, each by its name. */
    static String json(Map<String, ResultTable> tables) {
        var document = new LinkedHashMap<String, Object>();
        tables.forEach((name, table) -> document.put(name, rows(table)));
        return StrictJson.write(document);
    }

    private static List<Map<String, Object>> rows(ResultTable table) {
        List<String> keys = table.columns().stream().map(Column::header).toList();
        var rows = new ArrayList<Map<String, Object>>();
        for (List<Object> cells : table.rows()) {
            var row = new LinkedHashMap<String, Object>();
            for (int i = 0; i < keys.size(); i++) {
                row.put(keys.get(i), cells.get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    /** As an option's value is written. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
