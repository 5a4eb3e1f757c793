package archsim.base.json;

import archsim.base.Problems;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.NoSuchElementException;
import java.util.Set;

/** JSON text to a tree; duplicate keys and text after the root are faults. */
final class StrictParser {

    /** The static methods of {@link Json} look their provider up on each call, which takes longer than parsing. */
    private static final JsonProvider JSON = JsonProvider.provider();

    private static final int DEEPEST = 100;
    /** Decimal exponents beyond this would make big numbers whose expansion fills the memory. */
    private static final int LARGEST_SCALE = 400;

    private final Problems problems;
    private final JsonParser parser;

    private StrictParser(Problems problems, JsonParser parser) {
        this.problems = problems;
        this.parser = parser;
    }

    /** The tree of {@code text}; throws through {@code problems} if it is not sound JSON. */
    static JsonValue parse(String text, Problems problems) {
        if (text.isBlank()) {
            problems.add("", "must hold JSON, was empty");
            throw problems.toException();
        }
        try (JsonParser parser = JSON.createParser(new StringReader(text))) {
            var reader = new StrictParser(problems, parser);
            JsonValue root = reader.value(parser.next(), "", 0);
            if (parser.hasNext()) {
                parser.next();
            }
            problems.throwIfAny();
            return root;
        } catch (JsonException | NoSuchElementException | IllegalStateException e) {
            problems.add("", "%s", syntaxFault(e, text));
            throw problems.toException();
        }
    }

    private static String syntaxFault(RuntimeException fault, String text) {
        if (fault instanceof jakarta.json.stream.JsonParsingException parsing && parsing.getLocation() != null) {
            JsonLocation at = parsing.getLocation();
            return "is not JSON at line %d, column %d: expected %s"
                    .formatted(at.getLineNumber(), at.getColumnNumber(), expectation(fault));
        }
        return "is not JSON: ends after %d characters in the middle of a value".formatted(text.length());
    }

    /** The parser's own first line, without its token jargon. */
    private static String expectation(RuntimeException fault) {
        String message = String.valueOf(fault.getMessage()).lines().findFirst().orElse("");
        if (message.contains("EOF")) {
            return "one JSON value and nothing after it";
        }
        int expected = message.indexOf("Expected tokens are:");
        return expected < 0
                ? "a valid token (" + message + ")"
                : message.substring(expected + 20).strip();
    }

    private JsonValue value(Event event, String pointer, int depth) {
        if (depth > DEEPEST) {
            problems.add(pointer, "is nested deeper than %d levels", DEEPEST);
            throw problems.toException();
        }
        return switch (event) {
            case START_OBJECT -> object(pointer, depth);
            case START_ARRAY -> array(pointer, depth);
            case VALUE_STRING -> JSON.createValue(parser.getString());
            case VALUE_NUMBER -> number(pointer);
            case VALUE_TRUE -> JsonValue.TRUE;
            case VALUE_FALSE -> JsonValue.FALSE;
            case VALUE_NULL -> JsonValue.NULL;
            default -> throw new IllegalStateException("unexpected " + event);
        };
    }

    private JsonValue object(String pointer, int depth) {
        JsonObjectBuilder object = JSON.createObjectBuilder();
        Set<String> seen = new HashSet<>();
        for (Event event = parser.next(); event != Event.END_OBJECT; event = parser.next()) {
            String key = parser.getString();
            String child = pointer + "/" + Json.encodePointer(key);
            if (!seen.add(key)) {
                problems.add(
                        child,
                        "is given twice, expected once (line %d)",
                        parser.getLocation().getLineNumber());
            }
            object.add(key, value(parser.next(), child, depth + 1));
        }
        return object.build();
    }

    private JsonValue array(String pointer, int depth) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        int index = 0;
        for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
            array.add(value(event, pointer + "/" + index++, depth + 1));
        }
        return array.build();
    }

    private JsonValue number(String pointer) {
        BigDecimal number = parser.getBigDecimal();
        if (Math.abs((long) number.scale()) > LARGEST_SCALE || number.precision() > LARGEST_SCALE) {
            problems.add(
                    pointer,
                    "must be a number of ordinary size, was one of %d digits at exponent %d",
                    number.precision(),
                    -number.scale());
            return JsonValue.NULL;
        }
        return JSON.createValue(number);
    }
}
