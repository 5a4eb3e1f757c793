package archsim.reports.text;

import archsim.base.RootLocale;
import archsim.base.table.Column;
import archsim.base.table.ResultTable;
import archsim.reports.words.FittedText;
import java.util.ArrayList;
import java.util.List;

/** Tables whose last column cites sources, which are too long for it. */
final class NumberedSources {

    private NumberedSources() {}

    /** The table with numbers in place of the sources, and the numbered sources below. */
    static String text(ResultTable table) {
        int last = table.columns().size() - 1;
        List<String> sources = new ArrayList<>();
        List<List<Object>> rows = new ArrayList<>();
        for (List<Object> row : table.rows()) {
            var cells = new ArrayList<Object>(row);
            if (row.get(last) instanceof String source) {
                cells.set(last, reference(source, sources));
            }
            rows.add(cells);
        }
        List<Column> columns = table.columns();
        var text = new StringBuilder(FittedText.table(new ResultTable(table.title(), columns, rows)));
        for (int i = 0; i < sources.size(); i++) {
            text.append(FittedText.wrapped(RootLocale.format("[%d] %s", i + 1, sources.get(i)), "    "));
        }
        return text.toString();
    }

    /** The number of a source among {@code sources}, which takes it if it is new. */
    static String reference(String source, List<String> sources) {
        if (!sources.contains(source)) {
            sources.add(source);
        }
        return RootLocale.format("[%d]", sources.indexOf(source) + 1);
    }
}
