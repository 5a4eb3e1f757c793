package archsim.engine.run;

import archsim.base.Fault.Code;
import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.Suggestion;
import archsim.base.json.StrictJson;
import archsim.engine.run.config.DeepMerge;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A part of a configuration that is a name or a JSON file, an object, or an object that overrides parts of a named one.
 *
 * @param pointer of the part
 * @param kind of thing, for messages, e.g. {@code an accelerator}
 * @param catalogue that {@code archsim list} knows the names by
 * @param names that are known
 * @param otherNames that are known but not listed
 * @param missing why something of that name is not among them, where that is known
 * @param library object behind a known name
 * @param folder where the path of a file starts if it does not lead from the working folder
 * @param known what names stand for that were asked for before
 */
record NamedPart(
        String pointer,
        String kind,
        String catalogue,
        Supplier<List<String>> names,
        Set<String> otherNames,
        Function<String, Optional<String>> missing,
        Function<String, JsonObject> library,
        Path folder,
        ParsedParts<NamedPart.Name, NamedPart.Found> known) {

    private static final String BASE = "base";
    private static final String SUFFIX = ".json";
    private static final JsonProvider JSON = JsonProvider.provider();
    /** Files that start from files; more are a circle. */
    private static final int MOST_BASES = 16;

    /** All that decides what a name stands for. */
    record Name(String catalogue, Path folder, String name) {}

    /**
     * A part as it was found.
     *
     * @param json in whole
     * @param base that it overrides; itself if it overrides nothing
     * @param override what it says itself; nothing if it is only named
     */
    record Found(JsonObject json, JsonObject base, JsonObject override) {}

    /** The whole object; absent if a fault of it was reported. */
    Optional<JsonObject> resolve(JsonValue part, Problems problems) {
        return find(part, problems).map(Found::json);
    }

    /** The whole object with what it starts from; absent if a fault of it was reported. */
    Optional<Found> find(JsonValue part, Problems problems) {
        return find(part, pointer, 0, problems);
    }

    private Optional<Found> find(JsonValue part, String at, int depth, Problems problems) {
        if (StrictJson.isReported(part)) {
            return Optional.empty();
        }
        if (part instanceof JsonString name) {
            return named(name.getString(), at, depth, problems);
        }
        if (!(part instanceof JsonObject written)) {
            problems.add(Code.WRONG_TYPE, at, "must be the name of %s or an object, was %s", kind, shown(part));
            return Optional.empty();
        }
        JsonObject object = StrictJson.withoutSchema(written);
        if (!object.containsKey(BASE)) {
            return Optional.of(new Found(object, object, object));
        }
        if (StrictJson.isReported(object.get(BASE))) {
            return Optional.empty();
        }
        JsonObject override = JSON.createObjectBuilder(object).remove(BASE).build();
        if (object.get(BASE) instanceof JsonString base) {
            return named(base.getString(), at + "/" + BASE, depth, problems)
                    .map(known -> new Found(DeepMerge.of(known.json(), override), known.json(), override));
        }
        problems.add(Code.WRONG_TYPE, at + "/" + BASE, "must be the name of %s, was %s", kind, shown(object.get(BASE)));
        return Optional.empty();
    }

    private static String shown(JsonValue part) {
        return switch (part.getValueType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            default -> part.toString();
        };
    }

    /** A file's own base is not kept: it may lead back to the file. */
    private Optional<Found> named(String name, String at, int depth, Problems problems) {
        return depth == 0
                ? known.get(new Name(catalogue, folder, name), problems, faults -> sought(name, at, depth, faults))
                : sought(name, at, depth, problems);
    }

    private Optional<Found> sought(String name, String at, int depth, Problems problems) {
        List<String> listed = names.get();
        if (listed.contains(name) || otherNames.contains(name)) {
            JsonObject known = library.apply(name);
            return Optional.of(new Found(known, known, JsonValue.EMPTY_JSON_OBJECT));
        }
        Optional<Path> file = file(name);
        if (file.isPresent()) {
            return inFile(name, file.get(), at, depth, problems);
        }
        if (missing.apply(name).isPresent()) {
            problems.add(
                    Code.UNKNOWN_NAME,
                    at,
                    "cannot be \"%s\": %s",
                    name,
                    missing.apply(name).get());
            return Optional.empty();
        }
        problems.add(
                Code.UNKNOWN_NAME,
                at,
                "must be one of archsim list %s%s, was \"%s\"%s",
                catalogue,
                name.endsWith(SUFFIX) ? " or a file" : "",
                name,
                Suggestion.sentence(name, listed));
        return Optional.empty();
    }

    private Optional<Found> inFile(String name, Path file, String at, int depth, Problems problems) {
        if (depth == MOST_BASES) {
            problems.add(at, "starts from more than %d files, one from the other: is it a circle?", MOST_BASES);
            return Optional.empty();
        }
        var own = new Problems(name);
        try {
            JsonObject json = StrictJson.parseObject(name, StrictJson.readText(file));
            Optional<Found> found = find(json, "", depth + 1, own);
            own.throwIfAny();
            return found;
        } catch (InvalidInputException e) {
            problems.addNamed(at, e);
            return Optional.empty();
        }
    }

    /** The file of that name in the working folder, or else beside the configuration. */
    private Optional<Path> file(String name) {
        if (!name.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        try {
            return Stream.of(Path.of(name), folder.resolve(name))
                    .filter(Files::isRegularFile)
                    .findFirst();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
