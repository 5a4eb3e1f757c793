package archsim.sweep;

import archsim.base.InvalidInputException;
import archsim.base.json.StrictJson;
import archsim.engine.run.RunCache;
import archsim.engine.run.config.Fidelity;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A sweep as text, for another process to run points of.
 *
 * @param name of the sweep's file, for messages
 * @param folder that relative paths start from
 * @param document {@link SweepDocument#text()}
 */
public record PortableSweep(String name, String folder, String document) implements Serializable {

    /** What {@code document} describes. */
    public static PortableSweep of(Sweep sweep, SweepDocument document) {
        return new PortableSweep(sweep.name(), sweep.folder().toString(), document.text());
    }

    /**
     * Runs the sweep's points in this process.
     *
     * @throws InvalidInputException if files that the sweep names are not here, or are others
     */
    public PointRunner runner(RunCache cache) {
        JsonObject json = StrictJson.parseObject(name, document);
        var sweep = new Sweep(name, json.getJsonObject("base"), Path.of(folder), axes(json), fidelity(json));
        Columns columns = SweepResult.columns(name, json);
        JsonObject provenance = json.getJsonObject("provenance");
        String here = SweepDocument.of(
                        sweep, columns, provenance.getString("archsimVersion"), provenance.getString("gitCommit"))
                .text();
        if (!here.equals(document)) {
            throw InvalidInputException.of(
                    name, "names files that differ or are missing where points are run: all need them in one place");
        }
        return new PointRunner(sweep, columns, cache);
    }

    private List<Axis> axes(JsonObject json) {
        return json.getJsonArray("axes").getValuesAs(JsonObject.class).stream()
                .map(axis -> new Axis(
                        axis.getString("name"), places(axis.get("pointer")), axis.getJsonArray("values"), false))
                .toList();
    }

    private static List<ConfigPath> places(JsonValue pointer) {
        List<JsonString> pointers =
                pointer instanceof JsonArray list ? list.getValuesAs(JsonString.class) : List.of((JsonString) pointer);
        return pointers.stream().map(text -> ConfigPath.parse(text.getString())).toList();
    }

    private static Optional<Fidelity> fidelity(JsonObject json) {
        return List.of(Fidelity.values()).stream()
                .filter(fidelity -> fidelity.jsonName().equals(json.getString("fidelity", "")))
                .findFirst();
    }
}
