package archsim.base.json;

import archsim.base.Fault.Code;
import archsim.base.Problems;
import archsim.base.json.JsonScanner.Kind;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * JSON text to a tree.
 *
 * <p>A fault of syntax ends the reading. Keys given twice and numbers out of all bounds are recorded, and the tree goes
 * on to the next gate, so that its author hears of everything at once.
 */
final class StrictParser {

    /** Stands in the tree for a value that was already reported; known by identity. */
    static final JsonValue REPORTED = JsonNodes.text("reported");

    private static final int DEEPEST = 100;
    private static final int LONGEST_KEY = 200;
    /** Longer numbers have no use and take quadratic time to read. */
    private static final int LONGEST_NUMBER = 400;

    private final JsonScanner scanner;
    private final Problems problems;

    private StrictParser(JsonScanner scanner, Problems problems) {
        this.scanner = scanner;
        this.problems = problems;
    }

    /** The tree of {@code text}; throws through {@code problems} if it is not JSON. */
    static JsonValue parse(String text, Problems problems) {
        if (text.isBlank()) {
            problems.add(Code.SYNTAX, "", "must hold a JSON object, was %s", text.isEmpty() ? "empty" : "blank");
            throw problems.toException();
        }
        var scanner = new JsonScanner(text, problems);
        scanner.next();
        JsonValue root = new StrictParser(scanner, problems).value("", 0);
        if (scanner.next() != Kind.END) {
            throw scanner.expected("nothing after the JSON value");
        }
        return root;
    }

    /** The value that starts at the current token; ends at its last token. */
    private JsonValue value(String pointer, int depth) {
        if (depth > DEEPEST) {
            problems.add(Code.OUT_OF_RANGE, pointer, "must be nested at most %d levels deep, was deeper", DEEPEST);
            throw problems.toException();
        }
        return switch (scanner.kind()) {
            case OPEN_OBJECT -> object(pointer, depth);
            case OPEN_LIST -> list(pointer, depth);
            case STRING -> JsonNodes.text(string());
            case NUMBER -> number(pointer);
            case TRUE -> JsonValue.TRUE;
            case FALSE -> JsonValue.FALSE;
            case NULL -> JsonValue.NULL;
            default -> throw scanner.expected("a value");
        };
    }

    private JsonValue object(String pointer, int depth) {
        JsonObjectBuilder object = JsonNodes.object();
        Map<String, Integer> lines = new HashMap<>();
        if (scanner.next() == Kind.CLOSE_OBJECT) {
            return object.build();
        }
        while (true) {
            if (scanner.kind() != Kind.STRING) {
                throw scanner.expected("a key in double quotes");
            }
            String key = key(pointer);
            String child = pointer + "/" + Json.encodePointer(key);
            int line = scanner.line();
            if (scanner.next() != Kind.COLON) {
                throw scanner.expected("a colon after the key");
            }
            scanner.next();
            JsonValue value = value(child, depth + 1);
            Integer first = lines.putIfAbsent(key, line);
            if (first == null) {
                object.add(key, value);
            } else {
                problems.add(
                        Code.DUPLICATE_KEY,
                        child,
                        "must be given once, was given in line %d and again in line %d",
                        first,
                        line);
            }
            if (isLast(Kind.CLOSE_OBJECT, "a comma or } after the value")) {
                return object.build();
            }
        }
    }

    private JsonValue list(String pointer, int depth) {
        JsonArrayBuilder list = JsonNodes.list();
        if (scanner.next() == Kind.CLOSE_LIST) {
            return list.build();
        }
        for (int index = 0; ; index++) {
            list.add(value(pointer + "/" + index, depth + 1));
            if (isLast(Kind.CLOSE_LIST, "a comma or ] after the value")) {
                return list.build();
            }
        }
    }

    /** Whether the token after a value closes the object or list; else moves on to what follows the comma. */
    private boolean isLast(Kind close, String expected) {
        Kind after = scanner.next();
        if (after == Kind.COMMA) {
            scanner.next();
        } else if (after != close) {
            throw scanner.expected(expected);
        }
        return after == close;
    }

    private String key(String pointer) {
        String key = string();
        if (key.length() > LONGEST_KEY) {
            problems.add(
                    Code.OUT_OF_RANGE,
                    pointer,
                    "must have keys of at most %d characters, was one of %d",
                    LONGEST_KEY,
                    key.length());
            throw problems.toException();
        }
        return key;
    }

    private String string() {
        String string = scanner.string();
        if (hasLoneSurrogate(string)) {
            throw scanner.expected("\\u escapes that make whole characters");
        }
        return string;
    }

    private static boolean hasLoneSurrogate(String string) {
        for (int i = 0; i < string.length(); i++) {
            if (Character.isSurrogate(string.charAt(i))) {
                return !StandardCharsets.UTF_8.newEncoder().canEncode(string);
            }
        }
        return false; // as nearly always, and an encoder costs more than the string
    }

    private JsonValue number(String pointer) {
        String lexeme = scanner.lexeme();
        double nearest = Double.parseDouble(lexeme);
        boolean vanishes = nearest == 0 && lexeme.split("[eE]", 2)[0].chars().anyMatch(c -> c >= '1' && c <= '9');
        if (lexeme.length() > LONGEST_NUMBER || Double.isInfinite(nearest) || vanishes) {
            problems.add(
                    Code.OUT_OF_RANGE,
                    pointer,
                    "must be a number that 64-bit floating point can hold, was %s",
                    lexeme.length() <= 60 ? lexeme : "one of " + lexeme.length() + " characters");
            return REPORTED;
        }
        // A zero may carry an exponent that no BigDecimal holds.
        return JsonNodes.number(nearest == 0 ? BigDecimal.ZERO : new BigDecimal(lexeme));
    }
}
