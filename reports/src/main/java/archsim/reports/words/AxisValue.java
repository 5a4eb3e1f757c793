package archsim.reports.words;

import archsim.base.InvalidInputException;
import archsim.base.json.StrictJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Optional;

/** A value of a sweep's axis as people name it: an object, such as a machine in full, by its name or by what it starts from. */
public final class AxisValue {

    private AxisValue() {}

    /** {@code my-scnn} for {@code {"base": "scnn", "name": "my-scnn", ...}}, {@code scnn with clockMhz 800} if it has no name. */
    public static String of(String value) {
        if (!value.startsWith("{")) {
            return value;
        }
        try {
            JsonObject object = StrictJson.parseObject("value", value);
            return text(object, "name")
                    .or(() -> text(object, "base").map(base -> base + changes(object)))
                    .orElse(value);
        } catch (InvalidInputException e) {
            return value;
        }
    }

    private static String changes(JsonObject object) {
        var words = new StringBuilder();
        object.forEach((key, value) -> {
            if (!key.equals("base")) {
                words.append(words.isEmpty() ? " with " : ", ")
                        .append(key)
                        .append(' ')
                        .append(value);
            }
        });
        return words.toString();
    }

    private static Optional<String> text(JsonObject object, String key) {
        return object.get(key) instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }
}
