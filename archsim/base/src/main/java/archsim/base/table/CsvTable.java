package archsim.base.table;

import archsim.base.ShortestDecimal;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** A {@link ResultTable} as CSV (RFC 4180 with line feeds) under its keys; numbers in full, not as shown to people. */
public final class CsvTable {

    private CsvTable() {}

    /** The header and rows, each ended by a line feed. */
    public static String render(ResultTable table) {
        var text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord(table.columns().stream()
                    .map(column -> CsvCell.of(column.key()))
                    .toList());
            for (List<Object> row : table.rows()) {
                csv.writeRecord(row.stream().map(CsvTable::full).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be written", e);
        }
        return text.toString();
    }

    private static String full(Object cell) {
        if (cell instanceof Optional<?> perhaps) {
            return perhaps.map(CsvTable::full).orElse("");
        }
        if (cell instanceof Double number && Double.isFinite(number)) {
            return ShortestDecimal.of(number).toString();
        }
        return cell instanceof String text ? CsvCell.of(text) : cell.toString();
    }
}
