package archsim.base.json;

import archsim.base.Fault.Code;
import archsim.base.InvalidInputException;
import archsim.base.Problems;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.JsonbException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.yasson.YassonConfig;

/**
 * JSON in and out. Input is checked before JSON-B binds it, so that nothing is truncated, defaulted or ignored.
 *
 * <p>An {@link IllegalArgumentException} of a record's constructor is reported as a fault of that record.
 */
public final class StrictJson {

    /** Configurations and tables are small; a larger file is a mistake. */
    public static final long LARGEST_FILE_BYTES = 16L << 20;

    private StrictJson() {}

    /** Made when first needed: it takes a tenth of a second, and many a command binds nothing. */
    private static final class Binding {

        static final Jsonb JSONB = JsonbBuilder.create(new JsonbConfig()
                .withCreatorParametersRequired(false)
                .setProperty(YassonConfig.USER_TYPE_MAPPING, Map.of(Map.class, LinkedHashMap.class)));
    }

    /**
     * The text of a file of JSON.
     *
     * @throws InvalidInputException if it is absent, a folder, unreadable, too large or not UTF-8
     */
    public static String readText(Path file) {
        return readText(file, LARGEST_FILE_BYTES);
    }

    /**
     * The same of what another command wrote, which may be larger than what people write.
     *
     * @param largestBytes below 2 GiB
     */
    public static String readText(Path file, long largestBytes) {
        String name = file.toString();
        if (!Files.exists(file)) {
            throw InvalidInputException.of(Code.NOT_FOUND, name, "does not exist");
        }
        if (!Files.isRegularFile(file)) {
            throw InvalidInputException.of(
                    name, "must be a file, was a %s", Files.isDirectory(file) ? "folder" : "device or pipe");
        }
        try {
            long sizeBytes = Files.size(file);
            if (sizeBytes > largestBytes) {
                throw InvalidInputException.of(
                        Code.OUT_OF_RANGE, name, "must have at most %d bytes, was %d bytes", largestBytes, sizeBytes);
            }
            return decode(name, Files.readAllBytes(file));
        } catch (IOException e) {
            throw InvalidInputException.of(
                    Code.UNREADABLE,
                    name,
                    "cannot be read (%s)",
                    e instanceof AccessDeniedException ? "access denied" : e.getMessage());
        }
    }

    /** The UTF-8 text in {@code bytes}; anything else is a fault of the input called {@code name}. */
    public static String decode(String name, byte[] bytes) {
        if (bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF) {
            throw InvalidInputException.of(name, "must start with {, was a byte order mark: save it as plain UTF-8");
        }
        ByteBuffer undecoded = ByteBuffer.wrap(bytes);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(undecoded, text, true);
        if (result.isError()) {
            int at = undecoded.position();
            throw InvalidInputException.of(
                    name, "must be text in UTF-8, was not at byte %d (0x%02X)", at, bytes[at] & 0xFF);
        }
        return text.flip().toString();
    }

    /** The tree of {@code text}, whatever its root is. */
    public static JsonValue parse(String name, String text) {
        var problems = new Problems(name);
        JsonValue root = StrictParser.parse(text, problems);
        problems.throwIfAny();
        return root;
    }

    /** The tree of {@code text}, whose root must be an object. */
    public static JsonObject parseObject(String name, String text) {
        var problems = new Problems(name);
        JsonObject object = parseObject(problems, text);
        problems.throwIfAny();
        return object;
    }

    /**
     * The tree of {@code text}, for a reader that has more to check: keys given twice and impossible numbers go to
     * {@code problems}. The name of a schema, which is for editors, is left out.
     *
     * @throws InvalidInputException with all of {@code problems} if the text is not a JSON object at all
     */
    public static JsonObject parseObject(Problems problems, String text) {
        JsonValue root = StrictParser.parse(text, problems);
        if (root instanceof JsonObject object) {
            return object.containsKey(JsonSchema.KEY) ? withoutSchema(object, problems) : object;
        }
        problems.add(Code.WRONG_TYPE, "", "must hold a JSON object, was %s", Wording.shown(root));
        throw problems.toException();
    }

    private static JsonObject withoutSchema(JsonObject object, Problems problems) {
        JsonValue schema = object.get(JsonSchema.KEY);
        if (!isReported(schema) && !(schema instanceof JsonString)) {
            problems.add(
                    Code.WRONG_TYPE,
                    "/" + JsonSchema.KEY,
                    "must be the address of a schema, was %s",
                    Wording.shown(schema));
        }
        return withoutSchema(object);
    }

    /** {@code object}, which may be a file put into another, without the name of its schema. */
    public static JsonObject withoutSchema(JsonObject object) {
        if (!object.containsKey(JsonSchema.KEY)) {
            return object;
        }
        JsonObjectBuilder rest = JsonNodes.object();
        object.forEach((key, value) -> {
            if (!key.equals(JsonSchema.KEY)) {
                rest.add(key, value);
            }
        });
        return rest.build();
    }

    /** Reads {@code text} as a {@code type}; all faults at once. */
    public static <T extends Record> T read(String name, String text, Class<T> type) {
        var problems = new Problems(name);
        Optional<T> bound = bind(problems, parseObject(problems, text), type, "");
        problems.throwIfAny();
        return bound.orElseThrow();
    }

    /** Reads the whole of {@code file} as a {@code type}. */
    public static <T extends Record> T read(Path file, Class<T> type) {
        return read(file.toString(), readText(file), type);
    }

    /** Binds a tree to a {@code type}; all faults at once. */
    public static <T extends Record> T bind(String name, JsonObject tree, Class<T> type) {
        var problems = new Problems(name);
        Optional<T> bound = bind(problems, tree, type, "");
        problems.throwIfAny();
        return bound.orElseThrow();
    }

    /**
     * Binds a part of a larger input to a {@code type}.
     *
     * @param type a record, or a sealed interface with {@code JsonbTypeInfo}
     * @param pointer of the part in its input
     * @return the value; absent exactly if {@code problems} has faults of it
     */
    public static <T> Optional<T> bind(Problems problems, JsonValue tree, Class<T> type, String pointer) {
        int before = problems.count();
        var shape = new ShapeCheck(problems);
        JsonValue checked = shape.check(tree, type, null, pointer);
        if (problems.count() > before || shape.metReported()) {
            new ConstructorFaults(Binding.JSONB, problems).findInSoundParts(tree, type, pointer);
            new PartFaults(problems).add(tree, type, pointer);
            return Optional.empty();
        }
        try {
            return Optional.of(Binding.JSONB.fromJson(checked.toString(), type));
        } catch (JsonbException e) {
            new ConstructorFaults(Binding.JSONB, problems).find(checked, type, pointer);
            if (problems.count() == before) {
                throw new IllegalStateException("JSON-B refused what the shape check let pass: " + e.getMessage(), e);
            }
            new PartFaults(problems).add(tree, type, pointer);
            return Optional.empty();
        }
    }

    /** Binds an object whose shape was checked; its faults are JSON-B's exceptions. */
    static <T> T bindChecked(JsonObject object, Class<T> type) {
        return Binding.JSONB.fromJson(object.toString(), type);
    }

    /**
     * Binds what is sound of a tree that {@link #bind} refuses, for a reader that looks for more faults in it.
     *
     * @param sample a tree of the same type, from which come the parts that are faulty and must not be missing
     * @param replaced gets the pointers of all parts that are not as they were written
     * @return absent if {@code sample} has nothing for such a part
     */
    public static <T extends Record> Optional<T> bindSoundParts(
            JsonObject tree, Class<T> type, JsonObject sample, Set<String> replaced) {
        return new SoundParts(Binding.JSONB, replaced)
                .of(tree, type, null, sample, "")
                .flatMap(parts -> bind(new Problems(""), parts, type, ""));
    }

    /** Whether a value of a parsed tree was already reported by the parser. */
    public static boolean isReported(JsonValue value) {
        return value == StrictParser.REPORTED;
    }

    /**
     * Indented JSON of a record, map, list or tree, ending with a line feed. The same value gives the same bytes:
     * record components come in the order of their declaration, map entries in that of the map.
     *
     * @throws IllegalArgumentException if a number is infinite or NaN; the message starts with its pointer
     */
    public static String write(Object value) {
        return JsonPrinter.print(JsonTree.of(value, ""));
    }

    /** {@code text} as a JSON string, quotes included. */
    public static String quoted(String text) {
        return JsonNodes.text(text).toString();
    }
}
