package archsim.sweep;

import archsim.base.AtomicFile;
import archsim.base.table.CsvCell;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The files of a finished sweep: {@code points.csv}, {@code points.jsonl} and {@code sweep.json}. */
public final class SweepFiles {

    private static final JsonProvider JSON = JsonProvider.provider();

    private SweepFiles() {}

    /**
     * Writes all files into {@code folder}, each whole or not at all.
     *
     * @return names of the files, in the order of writing
     */
    public static List<String> write(Path folder, String document, Columns columns, PointRows rows) throws IOException {
        AtomicFile.write(folder.resolve("points.csv"), path -> {
            try (BufferedWriter out = Files.newBufferedWriter(path)) {
                writeCsv(out, columns, rows);
            }
        });
        AtomicFile.write(folder.resolve("points.jsonl"), path -> {
            try (BufferedWriter out = Files.newBufferedWriter(path)) {
                writeJsonLines(out, columns, rows);
            }
        });
        AtomicFile.write(folder.resolve(SweepDocument.FILE), document);
        return List.of("points.csv", "points.jsonl", SweepDocument.FILE);
    }

    /** A header and a line for each point (RFC 4180 with line feeds); nothing where there is no value. */
    public static void writeCsv(Writer out, Columns columns, PointRows rows) throws IOException {
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
        csv.writeRecord(columns.headers().stream().map(CsvCell::of).toList());
        rows.forEach(row -> csv.writeRecord(IntStream.range(0, row.cells().size())
                .mapToObj(row::text)
                .map(CsvCell::of)
                .toList()));
        csv.flush();
    }

    /** An object for each point and line, {@code null} where there is no value, and its check sum at the end. */
    public static void writeJsonLines(Writer out, Columns columns, PointRows rows) throws IOException {
        List<String> headers = columns.headers();
        for (int i = 0; i < rows.points(); i++) {
            out.write(PointLine.summed(object(headers, rows.get(i)).toString()) + "\n");
        }
    }

    /** The same objects as one list. */
    public static void writeJson(Writer out, Columns columns, PointRows rows) throws IOException {
        List<String> headers = columns.headers();
        for (int i = 0; i < rows.points(); i++) {
            out.write((i == 0 ? "[\n  " : ",\n  ") + object(headers, rows.get(i)));
        }
        out.write("\n]\n");
    }

    private static JsonObject object(List<String> headers, PointRow row) {
        JsonObjectBuilder object = JSON.createObjectBuilder();
        for (int i = 0; i < headers.size(); i++) {
            object.add(headers.get(i), row.cells().get(i));
        }
        return object.build();
    }
}
