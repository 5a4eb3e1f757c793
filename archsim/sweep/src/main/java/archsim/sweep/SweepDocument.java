package archsim.sweep;

import archsim.base.Sha256;
import archsim.base.json.StrictJson;
import archsim.workloads.InputFile;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A sweep as {@code sweep.json} holds it: the base in full, every value of every axis, and what it was made from. Two
 * sweeps with the same text have the same points.
 */
public final class SweepDocument {

    /** Name of the file in a sweep's folder. */
    public static final String FILE = "sweep.json";
    /** Version of the layout of a sweep's files. */
    public static final int SCHEMA_VERSION = 1;

    private static final long LARGEST_FILE_BYTES = Integer.MAX_VALUE - 8L;

    private final Map<String, Object> provenance = new LinkedHashMap<>();
    private final Map<String, Object> rest = new LinkedHashMap<>();

    private SweepDocument() {}

    /**
     * Describes a sweep.
     *
     * @param archsimVersion for the provenance
     * @param gitCommit for the provenance
     */
    public static SweepDocument of(Sweep sweep, Columns columns, String archsimVersion, String gitCommit) {
        var swept = new LinkedHashMap<String, Object>();
        swept.put("base", sweep.base());
        sweep.fidelity().ifPresent(fidelity -> swept.put("fidelity", fidelity));
        swept.put("axes", sweep.axes().stream().map(SweepDocument::axis).toList());
        var document = new SweepDocument();
        document.provenance.put("archsimVersion", archsimVersion);
        document.provenance.put("gitCommit", gitCommit);
        document.provenance.put("configSha256", Sha256.of(StrictJson.write(swept)));
        document.provenance.put("fileSha256", files(sweep));
        document.rest.putAll(swept);
        document.rest.put("points", sweep.size());
        document.rest.put("columns", columns.headers());
        return document;
    }

    /** The document before any point was run, ending with a line feed. */
    public String text() {
        return text(List.of());
    }

    /**
     * The document, ending with a line feed.
     *
     * @param tableSources citations of the energy and memory tables that were used
     */
    public String text(List<String> tableSources) {
        var origin = new LinkedHashMap<>(provenance);
        origin.put("tableSources", tableSources);
        var document = new LinkedHashMap<String, Object>();
        document.put("schemaVersion", SCHEMA_VERSION);
        document.put("provenance", origin);
        document.putAll(rest);
        return StrictJson.write(document);
    }

    private static Map<String, Object> axis(Axis axis) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("name", axis.name());
        List<String> pointers = axis.places().stream().map(ConfigPath::toString).toList();
        tree.put("pointer", pointers.size() == 1 ? pointers.get(0) : pointers);
        tree.put("values", axis.values());
        return tree;
    }

    /** Digests of the files that the sweep names, by name. */
    private static Map<String, String> files(Sweep sweep) {
        var digests = new TreeMap<String, String>();
        addFiles(sweep.base(), sweep.folder(), digests);
        for (Axis axis : sweep.axes()) {
            axis.values().forEach(value -> addFiles(value, sweep.folder(), digests));
        }
        return digests;
    }

    private static void addFiles(JsonValue json, Path folder, Map<String, String> digests) {
        if (json instanceof JsonObject object) {
            object.values().forEach(value -> addFiles(value, folder, digests));
        } else if (json instanceof JsonArray list) {
            list.forEach(value -> addFiles(value, folder, digests));
        } else if (json instanceof JsonString text) {
            String name = text.getString();
            for (String file : List.of(name, folder + "/" + name)) {
                if (!name.isBlank() && InputFile.exists(file)) {
                    digests.putIfAbsent(name, Sha256.of(InputFile.read(Path.of(file), LARGEST_FILE_BYTES)));
                }
            }
        }
    }
}
