package archsim.sweep;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.json.StrictJson;
import archsim.workloads.InputFile;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A finished sweep, read back from its folder.
 *
 * @param document text of {@code sweep.json}
 * @param tableSources citations in it
 * @param rows of all points
 */
public record SweepResult(String document, List<String> tableSources, Columns columns, PointRows rows) {

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final long LARGEST_FILE_BYTES = Integer.MAX_VALUE - 8L;

    /**
     * Reads {@code sweep.json} and {@code points.jsonl}.
     *
     * @throws InvalidInputException if one is absent, of another version or cut short
     */
    public static SweepResult read(Path folder) {
        Path file = folder.resolve(SweepDocument.FILE);
        String text = StrictJson.readText(file);
        JsonObject document = StrictJson.parseObject(file.toString(), text);
        Columns columns = columns(file.toString(), document);
        PointRows rows = rows(folder.resolve("points.jsonl"), columns, document.getInt("points"));
        return new SweepResult(text, sources(document), columns, rows);
    }

    private static List<String> sources(JsonObject document) {
        return document.getJsonObject("provenance").getJsonArray("tableSources").getValuesAs(JsonString::getString);
    }

    /**
     * The columns that a sweep's document tells of.
     *
     * @param file its name, for messages
     */
    static Columns columns(String file, JsonObject document) {
        var problems = new Problems(file);
        int version = document.getInt("schemaVersion", 0);
        if (version != SweepDocument.SCHEMA_VERSION) {
            problems.add(
                    "/schemaVersion",
                    "must be %d, was %s",
                    SweepDocument.SCHEMA_VERSION,
                    document.get("schemaVersion"));
            throw problems.toException();
        }
        try {
            List<String> headers = document.getJsonArray("columns").getValuesAs(JsonString::getString);
            List<String> axes = document.getJsonArray("axes")
                    .getValuesAs(axis -> axis.asJsonObject().getString("name"));
            String first = "." + Columns.FIGURES.get(0);
            List<String> workloads = headers.stream()
                    .skip(1L + axes.size())
                    .filter(header -> header.endsWith(first))
                    .map(header -> header.substring(0, header.length() - first.length()))
                    .toList();
            var columns = new Columns(axes, workloads);
            int points = document.getInt("points");
            sources(document);
            if (columns.headers().equals(headers) && points >= 1 && points <= Sweep.MOST_POINTS) {
                return columns;
            }
        } catch (ClassCastException | NullPointerException e) {
            // told below
        }
        problems.add("", "is not the document of a sweep that this archsim wrote");
        throw problems.toException();
    }

    private static PointRows rows(Path file, Columns columns, int points) {
        String text = StandardCharsets.UTF_8
                .decode(InputFile.read(file, LARGEST_FILE_BYTES))
                .toString();
        List<String> headers = columns.headers();
        var rows = new PointRows(points);
        int line = 0;
        for (String object : text.lines().toList()) {
            line++;
            try {
                rows.put(row(object, headers));
            } catch (JsonException | ClassCastException | NullPointerException | IndexOutOfBoundsException e) {
                throw InvalidInputException.of(file.toString(), "line %d is not a point of the sweep", line);
            }
        }
        int missing = rows.missing().length;
        if (missing > 0) {
            throw InvalidInputException.of(
                    file.toString(), "is cut short: %d of %d points are missing", missing, points);
        }
        return rows;
    }

    private static PointRow row(String object, List<String> headers) {
        try (var reader = JSON.createReader(new StringReader(object))) {
            JsonObject point = reader.readObject();
            JsonArrayBuilder cells = JSON.createArrayBuilder();
            for (String header : headers) {
                JsonValue cell = point.get(header);
                cells.add(cell);
            }
            return new PointRow(cells.build());
        }
    }
}
