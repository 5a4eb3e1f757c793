package archsim.cli.fuzz;

import archsim.base.json.StrictJson;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonPatchBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** Changes of a JSON document that keep it JSON: one to three values are lost, moved, doubled, renamed or made hostile. */
final class JsonDamage implements Damage {

    private static final List<String> HOSTILE_NUMBERS = List.of(
            "0",
            "-1",
            "1",
            "3",
            "0.5",
            "16.7",
            "1e-12",
            "1e-400",
            "1e308",
            "1e400",
            "255",
            "4097",
            "65537",
            "2147483647",
            "2147483648",
            "9007199254740993",
            "9223372036854775807",
            "9223372036854775808",
            "-0.0",
            "1e6");

    private static final List<String> HOSTILE_TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "a\u001b[2Jb",
            "a\nb",
            "\u202Eabc",
            "\u2028",
            "<script>alert(1)</script>",
            "=1+1",
            "-2+3",
            "@x",
            "../../x",
            "a/b",
            "total",
            "dense",
            "lenet5",
            "null",
            "x".repeat(3000),
            "\u0660\u0661",
            "caf\u00e9",
            "\ud83d\ude00");

    private static final double STOP = 0.15;

    @Override
    public byte[] of(byte[] sound, SplittableRandom random) {
        if (random.nextInt(8) == 0) {
            return new TextDamage().of(sound, random);
        }
        JsonStructure tree = StrictJson.parseObject("sound", new String(sound, StandardCharsets.UTF_8));
        for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
            tree = changed(tree, random);
        }
        return tree.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonStructure changed(JsonStructure tree, SplittableRandom random) {
        String pointer = pointer(tree, random);
        if (pointer.isEmpty()) {
            return tree;
        }
        JsonValue value = Json.createPointer(pointer).getValue(tree);
        JsonPatchBuilder patch = Json.createPatchBuilder();
        switch (random.nextInt(8)) {
            case 0 -> patch.remove(pointer);
            case 1 -> patch.replace(pointer, hostile(random));
            case 2 -> patch.remove(pointer).add(renamed(pointer, random), value);
            case 3 -> patch.add(renamed(pointer, random), value);
            case 4 ->
                patch.replace(pointer, Json.createPointer(pointer(tree, random)).getValue(tree));
            default -> patch.replace(pointer, changed(value, random));
        }
        return patch.build().apply(tree);
    }

    /** From the root down, a random child each, until a leaf or by chance above one. */
    private static String pointer(JsonStructure tree, SplittableRandom random) {
        var pointer = new StringBuilder();
        JsonValue at = tree;
        while (pointer.isEmpty() || random.nextDouble() >= STOP) {
            if (at instanceof JsonObject object && !object.isEmpty()) {
                String key = List.copyOf(object.keySet()).get(random.nextInt(object.size()));
                pointer.append('/').append(Json.encodePointer(key));
                at = object.get(key);
            } else if (at instanceof JsonArray array && !array.isEmpty()) {
                int index = random.nextInt(array.size());
                pointer.append('/').append(index);
                at = array.get(index);
            } else {
                break;
            }
        }
        return pointer.toString();
    }

    /** A key beside that of {@code pointer}; in an array its place. */
    private static String renamed(String pointer, SplittableRandom random) {
        int last = pointer.lastIndexOf('/') + 1;
        String key = pointer.substring(last);
        boolean inArray = key.chars().allMatch(Character::isDigit);
        return inArray
                ? pointer.substring(0, last) + 0
                : pointer.substring(0, last) + key + (random.nextBoolean() ? "s" : "\u0007");
    }

    private static JsonValue changed(JsonValue value, SplittableRandom random) {
        if (value instanceof JsonNumber number) {
            return random.nextInt(3) == 0 ? number(pick(HOSTILE_NUMBERS, random)) : nudged(number, random);
        }
        if (value instanceof JsonString text && text.getString().startsWith("{")) {
            byte[] inner = text.getString().getBytes(StandardCharsets.UTF_8);
            return Json.createValue(new String(new JsonDamage().of(inner, random), StandardCharsets.UTF_8));
        }
        if (value instanceof JsonString) {
            return Json.createValue(pick(HOSTILE_TEXTS, random));
        }
        if (value instanceof JsonArray array) {
            return rearranged(array, random);
        }
        return value.equals(JsonValue.TRUE)
                ? JsonValue.FALSE
                : value.equals(JsonValue.FALSE) ? JsonValue.TRUE : hostile(random);
    }

    private static JsonValue nudged(JsonNumber number, SplittableRandom random) {
        BigDecimal value = number.bigDecimalValue();
        return Json.createValue(
                switch (random.nextInt(6)) {
                    case 0 -> value.add(BigDecimal.ONE);
                    case 1 -> value.subtract(BigDecimal.ONE);
                    case 2 -> value.multiply(BigDecimal.valueOf(2));
                    case 3 -> value.divide(BigDecimal.valueOf(2));
                    case 4 -> value.negate();
                    default -> value.multiply(new BigDecimal("1.25"));
                });
    }

    /** Empty, doubled, or backwards. */
    private static JsonValue rearranged(JsonArray array, SplittableRandom random) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        switch (random.nextInt(3)) {
            case 0 -> {}
            case 1 -> {
                array.forEach(all::add);
                array.forEach(all::add);
            }
            default -> {
                for (int i = array.size() - 1; i >= 0; i--) {
                    all.add(array.get(i));
                }
            }
        }
        return all.build();
    }

    private static JsonValue hostile(SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0 -> JsonValue.NULL;
            case 1 -> JsonValue.TRUE;
            case 2 -> JsonValue.EMPTY_JSON_ARRAY;
            case 3 -> JsonValue.EMPTY_JSON_OBJECT;
            case 4 -> Json.createValue(pick(HOSTILE_TEXTS, random));
            default -> number(pick(HOSTILE_NUMBERS, random));
        };
    }

    private static JsonValue number(String text) {
        return Json.createValue(new BigDecimal(text));
    }

    private static String pick(List<String> list, SplittableRandom random) {
        return list.get(random.nextInt(list.size()));
    }
}
