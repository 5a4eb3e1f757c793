package archsim.cli.file;

import archsim.base.Fault;
import archsim.base.Fault.Code;
import archsim.base.json.EnumNames;
import archsim.base.json.StrictJson;
import archsim.cli.output.BuildInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Checked files in SARIF 2.1.0, which code hosts show beside the lines. */
final class Sarif {

    private Sarif() {}

    static String of(List<CheckedFile> files) {
        Map<String, Object> driver = object("name", "archsim", "version", BuildInfo.version(), "rules", rules());
        List<Map<String, Object>> results = new ArrayList<>();
        files.forEach(file -> file.faults().forEach(fault -> results.add(result(file, fault))));
        Map<String, Object> run = object("tool", Map.of("driver", driver), "results", results);
        return StrictJson.write(object(
                "$schema", "https://json.schemastore.org/sarif-2.1.0.json", "version", "2.1.0", "runs", List.of(run)));
    }

    private static List<Map<String, Object>> rules() {
        return Stream.of(Code.values())
                .map(code -> object(
                        "id", code.id(),
                        "name", EnumNames.of(code),
                        "shortDescription", Map.of("text", code.meaning()),
                        "help", Map.of("text", code.wayOut())))
                .toList();
    }

    private static Map<String, Object> result(CheckedFile file, Fault fault) {
        var region = Map.of("startLine", file.lines().of(fault.pointer()));
        Map<String, Object> place =
                object("artifactLocation", Map.of("uri", file.name().replace('\\', '/')), "region", region);
        return object(
                "ruleId", fault.code().id(),
                "level", "error",
                "message", Map.of("text", fault.toString()),
                "locations",
                        List.of(object(
                                "physicalLocation",
                                place,
                                "logicalLocations",
                                List.of(Map.of("fullyQualifiedName", fault.pointer())))));
    }

    /** Keys and values in turn, whose order is kept. */
    private static Map<String, Object> object(Object... parts) {
        var object = new LinkedHashMap<String, Object>();
        for (int i = 0; i < parts.length; i += 2) {
            object.put((String) parts[i], parts[i + 1]);
        }
        return object;
    }
}
