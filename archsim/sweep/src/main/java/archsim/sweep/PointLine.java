package archsim.sweep;

import archsim.base.InvalidInputException;
import archsim.base.json.StrictJson;
import archsim.sweep.RowCheck.FaultyRowException;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * One line of {@code points.jsonl}: an object whose last key is the check sum of the object without it.
 *
 * <p>Files of earlier versions have none, in no line.
 *
 * @param text of the object without the check sum
 * @param summed whether there was one, and it was that of the text
 */
record PointLine(String text, boolean summed) {

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String KEY = ",\"" + Columns.CHECK_SUM + "\":\"";
    private static final String END = "\"}";
    private static final int TAIL_LENGTH = KEY.length() + CheckSum.LENGTH + END.length();

    /** The line of an object, without its line feed. */
    static String summed(String object) {
        return object.substring(0, object.length() - 1) + KEY + CheckSum.of(object) + END;
    }

    /** @throws FaultyRowException if it is not text, or has the check sum of another */
    static PointLine read(byte[] line) {
        int length = line.length - TAIL_LENGTH;
        String tail = length < 0 ? "" : new String(line, length, TAIL_LENGTH, StandardCharsets.ISO_8859_1);
        if (!tail.startsWith(KEY) || !tail.endsWith(END)) {
            return new PointLine(decoded(line), false);
        }
        byte[] object = Arrays.copyOf(line, length + 1);
        object[length] = '}';
        String found = CheckSum.of(object);
        String expected = tail.substring(KEY.length(), KEY.length() + CheckSum.LENGTH);
        if (!found.equals(expected)) {
            throw new FaultyRowException("its check sum must be %s, was %s", expected, found);
        }
        return new PointLine(decoded(object), true);
    }

    private static String decoded(byte[] bytes) {
        try {
            return StrictJson.decode("line", bytes);
        } catch (InvalidInputException e) {
            throw RowCheck.unreadable(e);
        }
    }

    /** @throws FaultyRowException with the first fault found */
    PointRow row(RowCheck check) {
        JsonObject object = object();
        List<String> headers = check.columns().headers();
        if (!List.copyOf(object.keySet()).equals(headers)) {
            throw new FaultyRowException("its keys are not the columns of the sweep");
        }
        JsonArrayBuilder cells = JSON.createArrayBuilder();
        for (JsonValue cell : object.values()) {
            cells.add(cell);
        }
        return check.row(cells.build(), List.of());
    }

    private JsonObject object() {
        try {
            return StrictJson.parseObject("line", text);
        } catch (InvalidInputException e) {
            throw RowCheck.unreadable(e);
        }
    }
}
