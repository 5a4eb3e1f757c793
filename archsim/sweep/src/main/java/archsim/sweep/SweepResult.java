package archsim.sweep;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.json.StrictJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A finished sweep, read back from its folder.
 *
 * @param document text of {@code sweep.json}
 * @param tableSources citations in it
 * @param rows of all points that could be read
 * @param damage what is wrong with {@code points.jsonl}, so that points are missing; none if all is well
 */
public record SweepResult(
        String document, List<String> tableSources, Columns columns, PointRows rows, List<String> damage) {

    /** Name of the file that holds the points. */
    public static final String POINTS = "points.jsonl";

    /**
     * Reads {@code sweep.json} and {@code points.jsonl}, all points of which must be there and sound.
     *
     * @throws InvalidInputException if one is absent, of another version, damaged or cut short
     */
    public static SweepResult read(Path folder) {
        SweepResult result = examine(folder);
        if (!result.damage.isEmpty()) {
            var problems = new Problems(folder.resolve(POINTS).toString());
            result.damage.forEach(fault -> problems.add("", "%s", fault));
            problems.add("", "archsim sweep --resume computes such points again");
            throw problems.toException();
        }
        return result;
    }

    /**
     * The same of a folder whose {@code points.jsonl} may be damaged.
     *
     * @throws InvalidInputException if {@code sweep.json} is absent, of another version or damaged
     */
    public static SweepResult examine(Path folder) {
        Path file = folder.resolve(SweepDocument.FILE);
        String text = StrictJson.readText(file);
        JsonObject document = StrictJson.parseObject(file.toString(), text);
        RowCheck check = rowCheck(file.toString(), document);
        StoredPoints points = StoredPoints.read(folder.resolve(POINTS), check);
        return new SweepResult(text, sources(document), check.columns(), points.rows(), points.damage());
    }

    private static List<String> sources(JsonObject document) {
        return document.getJsonObject("provenance").getJsonArray("tableSources").getValuesAs(JsonString::getString);
    }

    /**
     * The columns that a sweep's document describes.
     *
     * @param file its name, for messages
     */
    static Columns columns(String file, JsonObject document) {
        return rowCheck(file, document).columns();
    }

    private static RowCheck rowCheck(String file, JsonObject document) {
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
            List<List<JsonValue>> values = document.getJsonArray("axes")
                    .getValuesAs(axis -> List.copyOf(axis.asJsonObject().getJsonArray("values")));
            Set<Integer> languageModels = IntStream.range(0, workloads.size())
                    .filter(place -> headers.contains(workloads.get(place) + "." + Columns.TOKENS.get(0)))
                    .boxed()
                    .collect(Collectors.toSet());
            var check = new RowCheck(new Columns(axes, workloads, languageModels), values);
            sources(document);
            if (check.columns().headers().equals(headers)
                    && check.points() >= 1
                    && check.points() <= Sweep.MOST_POINTS
                    && document.getJsonNumber("points").toString().equals(Integer.toString(check.points()))) {
                return check;
            }
        } catch (ClassCastException | NullPointerException | ArithmeticException e) {
            // reported below
        }
        problems.add("", "is not the document of a sweep that this archsim wrote");
        throw problems.toException();
    }
}
