package archsim.workloads.model;

import archsim.base.Problems;
import archsim.base.Suggestion;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the JSON header of a safetensors file against the bytes of data that follow it. */
final class TensorHeader {

    /** The static methods of {@link Json} look their provider up on each call, which is slow. */
    static final JsonProvider JSON = JsonProvider.provider();

    static final String METADATA = "__metadata__";

    private static final List<String> TYPES =
            Arrays.stream(ElementType.values()).map(Enum::name).toList();

    private static final List<String> KEYS = List.of("dtype", "shape", "data_offsets");

    private final Problems problems;
    private final long dataBytes;
    private final Map<String, String> metadata = new TreeMap<>();
    private final List<TensorEntry> entries = new ArrayList<>();

    private TensorHeader(Problems problems, long dataBytes) {
        this.problems = problems;
        this.dataBytes = dataBytes;
    }

    /** The header in {@code tree}; faults go to {@code problems}, and then the result must not be used. */
    static TensorHeader read(JsonObject tree, long dataBytes, Problems problems) {
        var header = new TensorHeader(problems, dataBytes);
        tree.forEach((name, value) -> {
            if (name.equals(METADATA)) {
                header.readMetadata(value);
            } else {
                header.readTensor(name, value);
            }
        });
        if (problems.isEmpty()) {
            header.checkCoverage();
        }
        return header;
    }

    Map<String, String> metadata() {
        return metadata;
    }

    List<TensorEntry> entries() {
        return entries;
    }

    static String pointer(String... keys) {
        return String.join(
                "",
                Arrays.stream(keys).map(key -> "/" + Json.encodePointer(key)).toList());
    }

    private void readMetadata(JsonValue value) {
        if (!(value instanceof JsonObject object)) {
            problems.add(pointer(METADATA), "must be an object of strings, was %s", kind(value));
            return;
        }
        object.forEach((key, text) -> {
            if (text instanceof JsonString string) {
                metadata.put(key, string.getString());
            } else {
                problems.add(pointer(METADATA, key), "must be a string, was %s", kind(text));
            }
        });
    }

    private void readTensor(String name, JsonValue value) {
        if (!(value instanceof JsonObject object)) {
            problems.add(pointer(name), "must be an object with dtype, shape and data_offsets, was %s", kind(value));
            return;
        }
        for (String key : object.keySet()) {
            if (!KEYS.contains(key)) {
                problems.add(pointer(name, key), "is not a known key%s", Suggestion.sentence(key, KEYS));
            }
        }
        Optional<ElementType> type = type(name, object.get("dtype"));
        Optional<List<Long>> shape = numbers(name, "shape", object.get("shape"), Integer.MAX_VALUE);
        Optional<List<Long>> offsets = numbers(
                name, "data_offsets", object.get("data_offsets"), Math.max(dataBytes, TensorFile.LARGEST_FILE_BYTES));
        if (type.isPresent() && shape.isPresent() && offsets.isPresent()) {
            addTensor(name, type.get(), shape.get(), offsets.get());
        }
    }

    private Optional<ElementType> type(String name, JsonValue value) {
        if (value instanceof JsonString text && TYPES.contains(text.getString())) {
            return Optional.of(ElementType.valueOf(text.getString()));
        }
        problems.add(
                pointer(name, "dtype"),
                "must be one of %s, was %s",
                String.join(", ", TYPES),
                value == null ? "missing" : kind(value));
        return Optional.empty();
    }

    private Optional<List<Long>> numbers(String name, String key, JsonValue value, long largest) {
        if (!(value instanceof JsonArray array)) {
            problems.add(
                    pointer(name, key),
                    "must be a list of whole numbers, was %s",
                    value == null ? "missing" : kind(value));
            return Optional.empty();
        }
        var numbers = new ArrayList<Long>();
        for (int i = 0; i < array.size(); i++) {
            Optional<Long> number = number(array.get(i), largest);
            if (number.isEmpty()) {
                problems.add(
                        pointer(name, key) + "/" + i,
                        "must be a whole number from 0 to %d, was %s",
                        largest,
                        kind(array.get(i)));
                return Optional.empty();
            }
            numbers.add(number.get());
        }
        return Optional.of(numbers);
    }

    private static Optional<Long> number(JsonValue value, long largest) {
        if (!(value instanceof JsonNumber number)) {
            return Optional.empty();
        }
        BigDecimal decimal = number.bigDecimalValue();
        boolean sound = decimal.signum() >= 0
                && decimal.compareTo(BigDecimal.valueOf(largest)) <= 0
                && decimal.stripTrailingZeros().scale() <= 0;
        return sound ? Optional.of(decimal.longValueExact()) : Optional.empty();
    }

    private void addTensor(String name, ElementType type, List<Long> shape, List<Long> offsets) {
        if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
            problems.add(pointer(name, "data_offsets"), "must be a begin and an end not before it, was %s", offsets);
            return;
        }
        long heldBytes = offsets.get(1) - offsets.get(0);
        Optional<Long> neededBytes = sizeBytes(type, shape);
        if (neededBytes.isEmpty()) {
            problems.add(pointer(name, "shape"), "must describe less than 2^63 bytes, was %s", shape);
        } else if (neededBytes.get() != heldBytes) {
            problems.add(
                    pointer(name),
                    "has shape %s of %s, %d bytes, but its data_offsets hold %d bytes",
                    shape,
                    type,
                    neededBytes.get(),
                    heldBytes);
        } else {
            List<Integer> axes = shape.stream().map(Math::toIntExact).toList();
            entries.add(new TensorEntry(name, type, axes, offsets.get(0), offsets.get(1)));
        }
    }

    private static Optional<Long> sizeBytes(ElementType type, List<Long> shape) {
        if (shape.contains(0L)) {
            return Optional.of(0L);
        }
        try {
            long bits = shape.stream().reduce((long) type.bits(), Math::multiplyExact);
            return Optional.of(bits / 8 + (bits % 8 == 0 ? 0 : 1));
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** The format allows neither overlaps nor unused bytes. */
    private void checkCoverage() {
        long covered = 0;
        String before = "the header";
        List<TensorEntry> inOrder = entries.stream()
                .sorted(Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end))
                .toList();
        for (TensorEntry entry : inOrder) {
            if (entry.begin() != covered) {
                problems.add(
                        pointer(entry.name(), "data_offsets"),
                        "must begin at byte %d where %s ends, was %d",
                        covered,
                        before,
                        entry.begin());
                return;
            }
            covered = entry.end();
            before = '"' + entry.name() + '"';
        }
        if (covered != dataBytes) {
            problems.add("", "has %d bytes of data, but its tensors end at byte %d", dataBytes, covered);
        }
    }

    private static String kind(JsonValue value) {
        String text = value.toString();
        return switch (value.getValueType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            default -> text.length() <= 60 ? text : text.substring(0, 57) + "...";
        };
    }
}
