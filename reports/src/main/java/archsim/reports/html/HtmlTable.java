package archsim.reports.html;

import archsim.base.table.Column;
import archsim.base.table.ResultTable;
import java.util.List;
import java.util.Optional;

/**
 * A table with a caption, headers that say what they head, and the numbers behind the shown ones for sorting.
 *
 * @param id on the page
 * @param totals last rows that are sums and stay below the others
 * @param filtered whether readers can narrow it down by its first column and by text
 */
public record HtmlTable(String id, ResultTable table, int totals, boolean filtered) {

    /** The table in a region that scrolls sideways where it is too wide. */
    public Html html() {
        var html = new Html();
        html.markup("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"" + id + "-caption\">\n");
        html.markup("<table id=\"" + id + "\" class=\"sortable" + (filtered ? " filtered" : "") + "\">\n");
        html.markup("<caption id=\"" + id + "-caption\"><span>")
                .text(table.title())
                .markup("</span></caption>\n<thead><tr>");
        for (Column column : table.columns()) {
            html.markup("<th scope=\"col\"" + kind(column) + ">")
                    .text(column.header())
                    .markup("</th>");
        }
        html.markup("</tr></thead>\n<tbody>\n");
        int body = table.rows().size() - totals;
        table.rows().subList(0, body).forEach(row -> row(html, row));
        html.markup("</tbody>\n");
        if (totals > 0) {
            html.markup("<tfoot>\n");
            table.rows().subList(body, table.rows().size()).forEach(row -> row(html, row));
            html.markup("</tfoot>\n");
        }
        return html.markup("</table>\n</div>\n");
    }

    private void row(Html html, List<Object> cells) {
        html.markup("<tr>");
        for (int i = 0; i < cells.size(); i++) {
            Column column = table.columns().get(i);
            String tag = i == 0 ? "th scope=\"row\"" : "td";
            html.markup("<" + tag + kind(column) + value(cells.get(i)) + ">")
                    .text(column.shown(cells.get(i)))
                    .markup(i == 0 ? "</th>" : "</td>");
        }
        html.markup("</tr>\n");
    }

    private static String kind(Column column) {
        return column.alignsRight() ? " class=\"n\"" : "";
    }

    /** What a number is sorted by, where rounding hides it. */
    private static String value(Object cell) {
        if (cell instanceof Optional<?> perhaps) {
            return perhaps.map(HtmlTable::value).orElse("");
        }
        return cell instanceof Number number ? " data-v=\"" + number + "\"" : "";
    }
}
