package archsim.base.json;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JSON Schema (2020-12) of a record, made of what {@link StrictJson} holds a file against: components, {@link
 * Range ranges}, enums, subtypes. What a record's constructor asks beyond that, such as one value that must not exceed another, no
 * schema says.
 */
public final class JsonSchema {

    /** The key by which a file names its schema; of no meaning to archsim. */
    public static final String KEY = "$schema";

    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";
    private static final String PART = " in part";
    private static final Pattern DEFAULT = Pattern.compile("(?:^|[ :;,])([a-zA-Z0-9.-]+) (?:unless given|if absent)");

    private static final Map<String, String> UNITS = Map.of(
            "Pj", "in picojoules",
            "Um2", "in square micrometres",
            "Bits", "in bits",
            "Bytes", "in bytes",
            "Nm", "in nanometres",
            "Mhz", "in megahertz",
            "Mw", "in milliwatts",
            "Ps", "in picoseconds");

    private final Map<String, String> words;
    private final Map<String, Class<?>> types = new LinkedHashMap<>();
    private final Map<String, JsonValue> definitions = new TreeMap<>();

    private JsonSchema(Map<String, String> words) {
        this.words = words;
    }

    /**
     * The schema of files that are read as a {@code type}.
     *
     * @param title of such files, e.g. {@code run configuration}
     * @param words one line by name of a record ({@link #name}) and by name and component, as in {@code PeArray.rows}
     */
    public static JsonObject of(Class<? extends Record> type, String title, Map<String, String> words) {
        return new JsonSchema(words).document(type, title, false);
    }

    /** The same of files that may start from another by {@code "base"}. */
    public static JsonObject ofBased(Class<? extends Record> type, String title, Map<String, String> words) {
        return new JsonSchema(words).document(type, title, true);
    }

    /** A record's name, with that of the type around it: {@code DramStandard.Timing}. */
    public static String name(Class<?> type) {
        return type.getEnclosingClass() == null
                ? type.getSimpleName()
                : name(type.getEnclosingClass()) + "." + type.getSimpleName();
    }

    /** Keys that an object which becomes a {@code type} may have. */
    public static List<String> keys(Class<? extends Record> type) {
        return Components.of(type).stream().map(RecordComponent::getName).toList();
    }

    /** All records that {@code roots} are made of, themselves among them. */
    public static List<Class<?>> records(List<Class<? extends Record>> roots) {
        var schema = new JsonSchema(Map.of());
        roots.forEach(root -> schema.reference(root, false, () -> schema.record(root, null, false)));
        return schema.types.entrySet().stream()
                .filter(type -> type.getValue().isRecord() && !type.getKey().endsWith(PART))
                .<Class<?>>map(Map.Entry::getValue)
                .toList();
    }

    private JsonObject document(Class<?> type, String title, boolean based) {
        JsonObjectBuilder document = JsonNodes.object().add(KEY, DRAFT).add("title", title);
        JsonObject whole = rooted(record(type, null, false));
        JsonObject root = based ? wholeOrBased(whole, rooted(based(type))) : whole;
        root.forEach(document::add);
        JsonObjectBuilder all = JsonNodes.object();
        definitions.forEach(all::add);
        return document.add("$defs", all).build();
    }

    /** With the key that a file has at its root, also where it was put into another. */
    private static JsonObject rooted(JsonObject root) {
        JsonObject schema = JsonNodes.object()
                .add("description", "Schema of this file, for editors.")
                .add("type", "string")
                .build();
        return withProperty(KEY, schema, root);
    }

    /** {@code object} with one more property in front of its own. */
    private static JsonObject withProperty(String key, JsonObject schema, JsonObject object) {
        JsonObjectBuilder properties = JsonNodes.object().add(key, schema);
        object.getJsonObject("properties").forEach(properties::add);
        JsonObjectBuilder more = JsonNodes.object();
        object.forEach(more::add);
        return more.add("properties", properties).build();
    }

    private JsonObject schema(Type type, Range range, boolean part) {
        Class<?> raw = (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            JsonObject element = schema(arguments[arguments.length - 1], range, part && raw == Optional.class);
            if (raw == Optional.class) {
                return element;
            }
            return raw == List.class
                    ? typed("array", "items", element)
                    : typed("object", "additionalProperties", element);
        }
        if (raw == JsonValue.class) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        if (raw == Map.class) {
            return JsonNodes.object().add("type", "object").build();
        }
        if (raw.isRecord()) {
            return raw.isAnnotationPresent(Listed.class)
                    ? listed(raw)
                    : reference(raw, part, () -> record(raw, null, part));
        }
        return KnownSubtypes.of(raw)
                .map(subtypes -> reference(raw, part, () -> subtypes(subtypes, part)))
                .orElseGet(() -> scalar(raw, range));
    }

    private static JsonObject typed(String name, String key, JsonObject value) {
        JsonObjectBuilder type = JsonNodes.object().add("type", name);
        return value.isEmpty() ? type.build() : type.add(key, value).build();
    }

    private JsonObject scalar(Class<?> raw, Range range) {
        if (raw == String.class) {
            return JsonNodes.object()
                    .add("type", "string")
                    .add("maxLength", ShapeCheck.LONGEST_TEXT)
                    .build();
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return JsonNodes.object().add("type", "boolean").build();
        }
        if (raw.isEnum()) {
            return JsonNodes.object().add("enum", texts(EnumNames.all(raw))).build();
        }
        return number(NumberKind.of(raw), range);
    }

    private static JsonObject number(NumberKind kind, Range range) {
        JsonObjectBuilder number = JsonNodes.object().add("type", kind == NumberKind.DOUBLE ? "number" : "integer");
        double low = range == null ? Double.NEGATIVE_INFINITY : range.min();
        double high = range == null ? Double.POSITIVE_INFINITY : range.max();
        bound(low, kind.smallest()).ifPresent(bound -> number.add("minimum", bound));
        bound(high, kind.largest()).ifPresent(bound -> number.add("maximum", bound));
        return number.build();
    }

    /** A bound as it stands in the schema: the annotation's, or that of the Java type. */
    private static Optional<JsonValue> bound(double stated, Optional<Long> ofType) {
        return Double.isInfinite(stated)
                ? ofType.map(JsonNodes::number)
                : Optional.of(JsonNodes.number(new BigDecimal(
                        new BigDecimal(stated).stripTrailingZeros().toPlainString())));
    }

    private JsonObject listed(Class<?> raw) {
        List<RecordComponent> components = Components.of(raw);
        JsonArrayBuilder items = JsonNodes.list();
        components.forEach(component -> items.add(component(component, false)));
        JsonObject list = JsonNodes.object()
                .add("type", "array")
                .add("prefixItems", items)
                .add("minItems", components.size())
                .add("maxItems", components.size())
                .build();
        RecordComponent first = components.get(0);
        return anyOf(List.of(schema(first.getGenericType(), first.getAnnotation(Range.class), false), list));
    }

    private JsonObject reference(Class<?> type, boolean part, Supplier<JsonObject> definition) {
        String name = name(type) + (part ? PART : "");
        Class<?> other = types.putIfAbsent(name, type);
        if (other != null && other != type) {
            throw new IllegalStateException("one name for " + other + " and " + type);
        }
        if (other == null) {
            definitions.put(name, definition.get());
        }
        return JsonNodes.object()
                .add("$ref", "#/$defs/" + name.replace(" ", "%20"))
                .build();
    }

    /** @param typeKey and the name under it, where the record is one of several subtypes; else {@code null} */
    private JsonObject record(Class<?> type, Map.Entry<String, String> typeKey, boolean part) {
        JsonObjectBuilder properties = JsonNodes.object();
        List<String> required = new ArrayList<>();
        if (typeKey != null) {
            properties.add(typeKey.getKey(), JsonNodes.object().add("const", typeKey.getValue()));
        }
        for (RecordComponent component : Components.of(type)) {
            properties.add(component.getName(), described(component, part));
            if (!part && !ShapeCheck.mayBeMissing(component.getType())) {
                required.add(component.getName());
            }
        }
        JsonObjectBuilder object = JsonNodes.object();
        Optional.ofNullable(words.get(name(type))).ifPresent(line -> object.add("description", line));
        object.add("type", "object").add("properties", properties);
        if (!required.isEmpty()) {
            object.add("required", texts(required));
        }
        return object.add("additionalProperties", false).build();
    }

    private JsonObject described(RecordComponent component, boolean part) {
        JsonObject schema = component(component, part);
        Optional<String> said = line(component);
        if (said.isEmpty()) {
            return schema;
        }
        String line = said.get();
        JsonObjectBuilder described = JsonNodes.object().add("description", line);
        schema.forEach(described::add);
        defaultIn(line, schema).ifPresent(value -> described.add("default", value));
        return described.build();
    }

    /** What is said of the component, or else of its type, or else the unit that its name ends with. */
    private Optional<String> line(RecordComponent component) {
        String key = component.getName();
        if (key.equals("schemaVersion")) {
            return Optional.of("of this format: 1");
        }
        return Optional.ofNullable(words.get(name(component.getDeclaringRecord()) + "." + key))
                .or(() -> Optional.ofNullable(words.get(name(component.getType()))))
                .or(() -> UNITS.entrySet().stream()
                        .filter(unit -> key.endsWith(unit.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst());
    }

    /** What the line says, "8 unless given", if it is a value of the schema. */
    private static Optional<JsonValue> defaultIn(String line, JsonObject schema) {
        Matcher said = DEFAULT.matcher(line);
        if (!said.find()) {
            return Optional.empty();
        }
        String value = said.group(1);
        if (schema.containsKey("enum")) {
            return Optional.<JsonValue>of(JsonNodes.text(value)).filter(schema.getJsonArray("enum")::contains);
        }
        boolean number = schema.toString().contains("\"type\":\"integer\"")
                || schema.toString().contains("\"type\":\"number\"");
        return number && value.matches("\\d+(\\.\\d+)?")
                ? Optional.of(JsonNodes.number(new BigDecimal(value)))
                : Optional.empty();
    }

    private JsonObject component(RecordComponent component, boolean part) {
        Holds holds = component.getAnnotation(Holds.class);
        if (holds == null) {
            return schema(component.getGenericType(), component.getAnnotation(Range.class), part);
        }
        JsonObject one = held(holds, component.getAnnotation(Range.class));
        boolean list = component.getGenericType().getTypeName().contains(List.class.getName());
        return list ? typed("array", "items", one) : one;
    }

    private JsonObject held(Holds holds, Range range) {
        List<JsonObject> forms = new ArrayList<>();
        if (holds.orName()) {
            forms.add(scalar(String.class, null));
        }
        for (Class<?> type : holds.value()) {
            JsonObject whole = form(holds, type, range);
            forms.add(whole);
            if (holds.orList()) {
                forms.add(JsonNodes.object()
                        .add("type", "array")
                        .add("items", whole)
                        .add("minItems", 1)
                        .build());
            }
            if (holds.orByName()) {
                forms.add(typed("object", "additionalProperties", whole));
            }
        }
        return anyOf(forms);
    }

    private JsonObject form(Holds holds, Class<?> type, Range range) {
        if (!holds.orName() && !holds.orPart()) {
            return schema(type, range, false);
        }
        if (holds.orBase() && holds.orPart()) {
            return rooted(based(type));
        }
        JsonObject file = reference(type, holds.orPart(), () -> rooted(record(type, null, holds.orPart())));
        return holds.orBase() ? wholeOrBased(file, rooted(based(type))) : file;
    }

    /** An object with all keys; or with {@code "base"}, whose keys it takes over. */
    private static JsonObject wholeOrBased(JsonObject whole, JsonObject based) {
        return JsonNodes.object()
                .add("if", JsonNodes.object().add("type", "object").add("required", texts(List.of("base"))))
                .add("then", based)
                .add("else", whole)
                .build();
    }

    private JsonObject based(Class<?> type) {
        JsonObject base = JsonNodes.object()
                .add("description", "Name of the one that all keys are taken from that are not given here.")
                .add("type", "string")
                .build();
        return withProperty("base", base, record(type, null, true));
    }

    private JsonObject subtypes(Subtypes subtypes, boolean part) {
        Map<String, Class<?>> records = subtypes.byName();
        JsonObjectBuilder object = JsonNodes.object()
                .add("type", "object")
                .add(
                        "properties",
                        JsonNodes.object()
                                .add(subtypes.key(), JsonNodes.object().add("enum", texts(records.keySet()))));
        if (!part) {
            object.add("required", texts(List.of(subtypes.key())));
        }
        JsonArrayBuilder cases = JsonNodes.list();
        records.forEach((name, type) -> {
            JsonObject reference = reference(type, part, () -> record(type, Map.entry(subtypes.key(), name), part));
            cases.add(JsonNodes.object()
                    .add(
                            "if",
                            JsonNodes.object()
                                    .add(
                                            "properties",
                                            JsonNodes.object()
                                                    .add(
                                                            subtypes.key(),
                                                            JsonNodes.object().add("const", name)))
                                    .add("required", texts(List.of(subtypes.key()))))
                    .add("then", reference));
        });
        return object.add("allOf", cases).build();
    }

    private static JsonObject anyOf(List<JsonObject> forms) {
        if (forms.size() == 1) {
            return forms.get(0);
        }
        JsonArrayBuilder any = JsonNodes.list();
        forms.forEach(any::add);
        return JsonNodes.object().add("anyOf", any).build();
    }

    private static JsonArrayBuilder texts(Collection<String> values) {
        JsonArrayBuilder list = JsonNodes.list();
        values.forEach(list::add);
        return list;
    }
}
