package archsim.base.table;

import archsim.base.json.StrictJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A {@link ResultTable} as JSON: a list of rows, objects under its keys; numbers in full, what is lacking left out. */
public final class JsonTable {

    private JsonTable() {}

    /** One document. */
    public static String render(ResultTable table) {
        var rows = new ArrayList<Map<String, Object>>();
        for (List<Object> cells : table.rows()) {
            var row = new LinkedHashMap<String, Object>();
            for (int i = 0; i < cells.size(); i++) {
                put(row, table.columns().get(i).key(), cells.get(i));
            }
            rows.add(row);
        }
        return StrictJson.write(rows);
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> row, String key, Object cell) {
        if (cell instanceof Optional<?> perhaps) {
            perhaps.ifPresent(present -> put(row, key, present));
            return;
        }
        int dot = key.indexOf('.');
        if (dot < 0) {
            row.put(key, cell);
        } else {
            Object nested = row.computeIfAbsent(key.substring(0, dot), name -> new LinkedHashMap<String, Object>());
            put((Map<String, Object>) nested, key.substring(dot + 1), cell);
        }
    }
}
