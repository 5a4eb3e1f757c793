package archsim.base.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** A JSON tree as text, two spaces a level; lists of plain values stand in one line. */
final class JsonPrinter {

    private final StringBuilder text = new StringBuilder();

    private JsonPrinter() {}

    /** The text of {@code tree}, ending with a line feed. */
    static String print(JsonValue tree) {
        var printer = new JsonPrinter();
        printer.value(tree, "\n");
        return printer.text.append('\n').toString();
    }

    /** @param line the line feed and indentation that {@code value} stands in */
    private void value(JsonValue value, String line) {
        if (value instanceof JsonObject object) {
            block("{", "}", object.entrySet(), line, line + "  ", member -> {
                text.append(JsonNodes.text(member.getKey())).append(": ");
                value(member.getValue(), line + "  ");
            });
        } else if (value instanceof JsonArray list) {
            boolean plain = list.stream().noneMatch(JsonPrinter::isNested);
            if (plain) {
                text.append('[');
                separated(list, ", ", element -> text.append(element));
                text.append(']');
            } else {
                block("[", "]", List.copyOf(list), line, line + "  ", element -> value(element, line + "  "));
            }
        } else {
            text.append(value);
        }
    }

    private <T> void block(
            String open, String close, Collection<T> parts, String line, String inner, Consumer<T> print) {
        text.append(open);
        if (!parts.isEmpty()) {
            text.append(inner);
            separated(parts, "," + inner, print);
            text.append(line);
        }
        text.append(close);
    }

    private <T> void separated(Collection<T> parts, String separator, Consumer<T> print) {
        boolean first = true;
        for (T part : parts) {
            text.append(first ? "" : separator);
            print.accept(part);
            first = false;
        }
    }

    private static boolean isNested(JsonValue value) {
        return value instanceof JsonObject || value instanceof JsonArray;
    }
}
