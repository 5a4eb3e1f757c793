package archsim.cli.serve;

import archsim.base.Fault.Code;
import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.Suggestion;
import archsim.base.json.NamedFile;
import archsim.base.json.StrictJson;
import archsim.cli.option.ShippedConfigs;
import archsim.cli.output.BuildInfo;
import archsim.engine.run.RunCache;
import archsim.engine.run.RunSetup;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.result.SimulationResult;
import archsim.reports.chart.CyclesAndEnergyChart;
import archsim.reports.result.ResultJson;
import archsim.reports.result.ResultReader;
import archsim.sweep.Columns;
import archsim.sweep.LocalRunner;
import archsim.sweep.PointRows;
import archsim.sweep.PointRunner;
import archsim.sweep.Sweep;
import archsim.sweep.SweepCheck;
import archsim.sweep.SweepFiles;
import archsim.workloads.InputFile;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** What a client may ask for. Each verb takes an object and returns one; a fault of it is an {@link InvalidInputException}. */
final class Verbs {

    private static final String CONFIG = "config";

    /** A verb: its parameters, and what it does with them. */
    private record Verb(Set<String> parameters, Doing doing) {}

    @FunctionalInterface
    private interface Doing {
        JsonValue of(JsonObject parameters, Work work) throws IOException;
    }

    private final Map<String, Verb> verbs = new LinkedHashMap<>();
    private final CommandRunner commands;
    private final int threads;

    /** Of runs that are made of nothing but what they say and what ships. */
    private final RunCache shared = RunCache.ofBytes(Runtime.getRuntime().maxMemory() / 4);

    /**
     * @param commands that all else is done by
     * @param threads of a sweep
     */
    Verbs(CommandRunner commands, int threads) {
        this.commands = commands;
        this.threads = threads;
        verbs.put("run", new Verb(Set.of(CONFIG, "folder", "fidelity"), this::run));
        verbs.put("sweep", new Verb(Set.of(CONFIG, "folder", "fidelity"), this::sweep));
        verbs.put("figure", new Verb(Set.of("result"), (asked, work) -> figure(asked)));
        verbs.put("explain", new Verb(Set.of("result", "code", "part"), (asked, work) -> explain(asked)));
        verbs.put("list", new Verb(Set.of("kind"), (asked, work) -> json("list", text(asked, "kind"))));
        verbs.put("show", new Verb(Set.of("name"), (asked, work) -> show(asked)));
        verbs.put("check", new Verb(Set.of("files", "kind"), (asked, work) -> check(asked)));
        verbs.put("command", new Verb(Set.of("arguments"), (asked, work) -> any(texts(asked, "arguments"))));
    }

    /** Names of all verbs. */
    List<String> names() {
        return List.copyOf(verbs.keySet());
    }

    /**
     * Does what is asked.
     *
     * @param asked parameters by name
     * @throws InvalidInputException if the verb is unknown, or for any fault of its input
     */
    JsonValue call(String name, JsonObject asked, Work work) throws IOException {
        Verb verb = verbs.get(name);
        if (verb == null) {
            throw InvalidInputException.at(
                    "/verb",
                    Code.UNKNOWN_NAME,
                    "request",
                    "must be one of %s, was \"%s\"%s",
                    String.join(", ", verbs.keySet()) + ", cancel",
                    name,
                    Suggestion.sentence(name, names()));
        }
        for (String key : asked.keySet()) {
            if (!verb.parameters().contains(key)) {
                throw InvalidInputException.at(
                        "/" + Json.encodePointer(key),
                        Code.UNKNOWN_KEY,
                        "request",
                        "is no parameter of %s%s",
                        name,
                        Suggestion.sentence(key, verb.parameters()));
            }
        }
        return verb.doing().of(asked, work);
    }

    private JsonValue run(JsonObject asked, Work work) {
        NamedFile file = config(asked, ShippedConfigs.RUN);
        var problems = new Problems(file.name());
        JsonObject tree = StrictJson.parseObject(problems, file.text());
        RunCache cache = namesFile(tree, file.folder()) ? RunCache.none() : shared;
        RunSetup setup = RunSetup.read(problems, file.name(), tree, file.folder(), fidelity(asked), cache);
        int workloads = setup.workloads().size();
        work.progress(0, workloads);
        SimulationResult result =
                setup.simulate(BuildInfo.version(), BuildInfo.commit(), finished -> work.progress(finished, workloads));
        return StrictJson.parse("result", ResultJson.of(result));
    }

    /** Whether a configuration names a file, whose content may differ when it is named again. */
    private static boolean namesFile(JsonValue tree, Path folder) {
        if (tree instanceof JsonString text) {
            String name = text.getString();
            return !name.isBlank() && (InputFile.exists(name) || InputFile.exists(folder + "/" + name));
        }
        return tree instanceof JsonObject object
                ? object.values().stream().anyMatch(value -> namesFile(value, folder))
                : tree instanceof JsonArray list && list.stream().anyMatch(value -> namesFile(value, folder));
    }

    private JsonValue sweep(JsonObject asked, Work work) throws IOException {
        Sweep sweep = Sweep.read(config(asked, ShippedConfigs.SWEEP), fidelity(asked));
        var cache = RunCache.ofBytes(Runtime.getRuntime().maxMemory() / 4);
        Columns columns = SweepCheck.check(sweep, cache);
        var rows = new PointRows(sweep.size());
        var done = new AtomicInteger();
        work.progress(0, sweep.size());
        new LocalRunner(threads).run(new PointRunner(sweep, columns, cache), rows.missing(), row -> {
            rows.put(row);
            synchronized (done) { // else a count could be told behind a greater one
                work.progress(done.incrementAndGet(), sweep.size());
            }
        });
        var written = new StringWriter();
        SweepFiles.writeJson(written, columns, rows);
        return StrictJson.parse("sweep", written.toString());
    }

    private static JsonValue figure(JsonObject asked) {
        SimulationResult result =
                ResultReader.read("result", required(asked, "result").toString());
        String svg = new String(new CyclesAndEnergyChart(result).toSvg(), StandardCharsets.UTF_8);
        return Json.createObjectBuilder().add("svg", svg).build();
    }

    private JsonValue explain(JsonObject asked) {
        Optional<String> code = text(asked, "code");
        if (code.isPresent()) {
            return command(List.of("explain", code.get()));
        }
        var arguments = new ArrayList<>(List.of("explain", requiredText(asked, "result"), "--format", "json"));
        text(asked, "part").ifPresent(part -> arguments.add("--" + part));
        return command(arguments);
    }

    private JsonValue show(JsonObject asked) {
        return command(List.of("show", requiredText(asked, "name")));
    }

    private JsonValue check(JsonObject asked) {
        var arguments = new ArrayList<>(List.of("check", "--format", "json"));
        text(asked, "kind").ifPresent(kind -> arguments.addAll(List.of("--kind", kind)));
        arguments.addAll(texts(asked, "files"));
        return command(arguments);
    }

    private JsonValue json(String command, Optional<String> argument) {
        var arguments = new ArrayList<>(List.of(command, "--format", "json"));
        argument.ifPresent(arguments::add);
        return command(arguments);
    }

    /** Any command but those that would read the requests of this process. */
    private JsonValue any(List<String> arguments) {
        if (arguments.contains("serve") || arguments.contains("mcp")) {
            throw InvalidInputException.at(
                    "/arguments", Code.REFUSED, "request", "must not start another server: this one reads the input");
        }
        return command(arguments);
    }

    /** What a command printed; text that is JSON as such. */
    private JsonValue command(List<String> arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = commands.run(new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
        return Json.createObjectBuilder()
                .add("exitCode", exitCode)
                .add("out", printed(out.toString()))
                .add("err", err.toString())
                .build();
    }

    private static JsonValue printed(String text) {
        try {
            return text.startsWith("{") || text.startsWith("[")
                    ? StrictJson.parse("output", text)
                    : Json.createValue(text);
        } catch (InvalidInputException e) {
            return Json.createValue(text);
        }
    }

    /** A configuration: an object, or the file or name of one. */
    private static NamedFile config(JsonObject asked, ShippedConfigs kind) {
        JsonValue config = required(asked, CONFIG);
        if (config instanceof JsonString name) {
            kind.refuseOthers(name.getString());
            return NamedFile.find(name.getString(), kind.files());
        }
        Path folder = Path.of(text(asked, "folder").orElse(""));
        return new NamedFile(CONFIG, config.toString(), folder.toAbsolutePath());
    }

    private static Optional<Fidelity> fidelity(JsonObject asked) {
        return text(asked, "fidelity").map(name -> {
            for (Fidelity fidelity : Fidelity.values()) {
                if (fidelity.jsonName().equals(name)) {
                    return fidelity;
                }
            }
            throw InvalidInputException.at(
                    "/fidelity", Code.UNKNOWN_NAME, "request", "must be event or analytical, was \"%s\"", name);
        });
    }

    private static JsonValue required(JsonObject asked, String key) {
        JsonValue value = asked.get(key);
        if (value == null) {
            throw InvalidInputException.at("/" + key, Code.MISSING, "request", "is missing");
        }
        return value;
    }

    private static String requiredText(JsonObject asked, String key) {
        required(asked, key);
        return text(asked, key).orElseThrow();
    }

    private static Optional<String> text(JsonObject asked, String key) {
        JsonValue value = asked.get(key);
        if (value != null && !(value instanceof JsonString)) {
            throw InvalidInputException.at("/" + key, Code.WRONG_TYPE, "request", "must be a text, was %s", value);
        }
        return Optional.ofNullable((JsonString) value).map(JsonString::getString);
    }

    private static List<String> texts(JsonObject asked, String key) {
        if (required(asked, key) instanceof JsonArray list && list.stream().allMatch(JsonString.class::isInstance)) {
            return list.getValuesAs(JsonString::getString);
        }
        throw InvalidInputException.at(
                "/" + key, Code.WRONG_TYPE, "request", "must be a list of texts, was %s", asked.get(key));
    }
}
