package archsim.cli.option;

import archsim.base.table.CsvTable;
import archsim.base.table.JsonTable;
import archsim.base.table.ResultTable;
import archsim.base.table.TextTable;
import java.util.Locale;

/** How a result is printed. */
public enum Format {
    /** For people. */
    TEXT,
    /** One document. */
    JSON,
    /** One table with a header. */
    CSV;

    /** A table in this format. */
    public String render(ResultTable table) {
        return switch (this) {
            case TEXT -> TextTable.render(table);
            case JSON -> JsonTable.render(table);
            case CSV -> CsvTable.render(table);
        };
    }

    /** As an option's value is written. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
