package archsim.base.json;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.JsonbException;
import jakarta.json.bind.config.PropertyOrderStrategy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * JSON in and out. Input is checked before JSON-B binds it, so that nothing is truncated, defaulted or ignored.
 *
 * <p>An {@link IllegalArgumentException} of a record's constructor is reported as a fault of that record.
 */
public final class StrictJson {

    /** Configurations and tables are small; a larger file is a mistake. */
    public static final long LARGEST_FILE_BYTES = 16L << 20;

    private static final Jsonb JSONB = JsonbBuilder.create(new JsonbConfig()
            .withFormatting(true)
            .withCreatorParametersRequired(false)
            .withPropertyOrderStrategy(PropertyOrderStrategy.ANY));

    private StrictJson() {}

    /**
     * The text of a file of JSON.
     *
     * @throws InvalidInputException if it is absent, a folder, unreadable, too large or not UTF-8
     */
    public static String readText(Path file) {
        String name = file.toString();
        if (!Files.exists(file)) {
            throw InvalidInputException.of(name, "does not exist");
        }
        if (!Files.isRegularFile(file)) {
            throw InvalidInputException.of(
                    name, "must be a file, was a %s", Files.isDirectory(file) ? "folder" : "device");
        }
        try {
            long sizeBytes = Files.size(file);
            if (sizeBytes > LARGEST_FILE_BYTES) {
                throw InvalidInputException.of(
                        name, "must have at most %d bytes, was %d bytes", LARGEST_FILE_BYTES, sizeBytes);
            }
            return decode(name, Files.readAllBytes(file));
        } catch (IOException e) {
            throw InvalidInputException.of(name, "cannot be read (%s)", e.getMessage());
        }
    }

    /** The UTF-8 text in {@code bytes}; anything else is a fault of the input called {@code name}. */
    public static String decode(String name, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw InvalidInputException.of(name, "must be text in UTF-8");
        }
    }

    /** The tree of {@code text}, whose root must be an object. */
    public static JsonObject parseObject(String name, String text) {
        var problems = new Problems(name);
        if (StrictParser.parse(text, problems) instanceof JsonObject object) {
            return object;
        }
        problems.add("", "must hold a JSON object");
        throw problems.toException();
    }

    /** Reads {@code text} as a {@code type}. */
    public static <T extends Record> T read(String name, String text, Class<T> type) {
        return bind(name, parseObject(name, text), type);
    }

    /** Reads the whole of {@code file} as a {@code type}. */
    public static <T extends Record> T read(Path file, Class<T> type) {
        return read(file.toString(), readText(file), type);
    }

    /** Binds a tree to a {@code type}; all faults at once. */
    public static <T extends Record> T bind(String name, JsonObject tree, Class<T> type) {
        var problems = new Problems(name);
        T bound = bind(problems, tree, type, "");
        problems.throwIfAny();
        return bound;
    }

    /**
     * Binds a part of a larger input to a {@code type}.
     *
     * @param type a record, or a sealed interface with {@code JsonbTypeInfo}
     * @param pointer of the part in its input
     * @return the value; {@code null} exactly if faults were added to {@code problems}
     */
    public static <T> T bind(Problems problems, JsonValue tree, Class<T> type, String pointer) {
        var found = new Problems("");
        JsonValue checked = new ShapeCheck(found).check(tree, type, null, pointer);
        if (!found.isEmpty()) {
            found.toException().faults().forEach(fault -> problems.add("", "%s", fault));
            return null;
        }
        try {
            return JSONB.fromJson(checked.toString(), type);
        } catch (JsonbException e) {
            var constructors = new Problems("");
            new ConstructorFaults(JSONB, constructors).find(checked, type, pointer);
            if (constructors.isEmpty()) {
                throw new IllegalStateException("JSON-B refused what the shape check let pass: " + e.getMessage(), e);
            }
            constructors.toException().faults().forEach(fault -> problems.add("", "%s", fault));
            return null;
        }
    }

    /** Indented JSON of a record, map, list or tree, ending with a line feed. */
    public static String write(Object value) {
        return JSONB.toJson(value).strip() + "\n";
    }
}
