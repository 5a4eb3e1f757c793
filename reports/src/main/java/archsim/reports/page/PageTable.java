package archsim.reports.page;

import archsim.base.table.Column;
import archsim.base.table.ResultTable;
import archsim.energy.Component;
import archsim.engine.plan.MachineKinds;
import archsim.reports.html.Html;
import archsim.reports.html.HtmlTable;
import archsim.reports.result.LayersCsv;
import archsim.reports.words.DisplayNames;
import java.util.ArrayList;
import java.util.List;

/**
 * A table that was made for a terminal as a page shows it: headers in words, sums apart from what is summed, so that
 * sorting cannot mix them, and no second line of a row.
 *
 * @param totals how many of the last rows are sums
 */
record PageTable(ResultTable table, int totals) {

    private static final String SECOND_LINE = ", and per cent below";

    static PageTable of(ResultTable table) {
        var body = new ArrayList<List<Object>>();
        var sums = new ArrayList<List<Object>>();
        for (List<Object> row : table.rows()) {
            boolean sum = row.subList(0, Math.min(2, row.size())).contains(LayersCsv.TOTAL);
            if (!row.get(0).equals("")) {
                (sum ? sums : body).add(inWords(row));
            }
        }
        int totals = sums.size();
        body.addAll(sums);
        List<Column> columns = table.columns().stream().map(PageTable::inWords).toList();
        return new PageTable(
                new ResultTable(table.title().replace(SECOND_LINE, "").replace(" in x:", " in \u00d7:"), columns, body),
                totals);
    }

    Html html(String id, boolean filtered) {
        return new HtmlTable(id, table, totals, filtered).html();
    }

    private static List<Object> inWords(List<Object> row) {
        var words = new ArrayList<Object>(row);
        if (row.get(0) instanceof String name) {
            words.set(0, MachineKinds.component(name).map(Component::words).orElse(name));
        }
        return words;
    }

    private static Column inWords(Column column) {
        String header = DisplayNames.of(column.header())
                .replace("(us)", "(\u00b5s)")
                .replace("(uJ)", "(\u00b5J)")
                .replace("uJ/", "\u00b5J/")
                .replace("(x)", "(\u00d7)");
        return new Column(header, column.key(), column.pattern(), column.divisor());
    }
}
