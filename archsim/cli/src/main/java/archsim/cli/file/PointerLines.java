package archsim.cli.file;

import jakarta.json.Json;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Lines of a text of JSON at which its values stand. */
final class PointerLines {

    private final Map<String, Long> lines = new HashMap<>();

    /** Of as much of {@code text} as can be read. */
    PointerLines(String text) {
        try (JsonParser parser = Json.createParser(new StringReader(text))) {
            read(parser);
        } catch (JsonParsingException e) {
            lines.put("", Math.max(1, e.getLocation().getLineNumber()));
        }
    }

    /** Line of the value at {@code pointer}, or of the nearest one around it, from 1. */
    long of(String pointer) {
        Long line = lines.get(pointer);
        return line != null ? line : pointer.isEmpty() ? 1 : of(pointer.substring(0, pointer.lastIndexOf('/')));
    }

    private void read(JsonParser parser) {
        Deque<String> places = new ArrayDeque<>();
        Deque<Integer> indices = new ArrayDeque<>();
        String key = null;
        while (parser.hasNext()) {
            JsonParser.Event event = parser.next();
            switch (event) {
                case KEY_NAME -> key = parser.getString();
                case END_ARRAY, END_OBJECT -> {
                    places.pop();
                    indices.pop();
                }
                default -> {
                    String place = places.isEmpty() ? "" : places.peek() + "/" + child(key, indices);
                    key = null;
                    lines.put(place, parser.getLocation().getLineNumber());
                    if (event == JsonParser.Event.START_ARRAY || event == JsonParser.Event.START_OBJECT) {
                        places.push(place);
                        indices.push(0);
                    }
                }
            }
        }
    }

    /** The key of an object's value; the next index of a list's. */
    private static String child(String key, Deque<Integer> indices) {
        if (key != null) {
            return Json.encodePointer(key);
        }
        int index = indices.pop();
        indices.push(index + 1);
        return String.valueOf(index);
    }
}
