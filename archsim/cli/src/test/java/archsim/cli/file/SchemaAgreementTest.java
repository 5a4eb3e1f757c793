package archsim.cli.file;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.Fault;
import archsim.base.Fault.Code;
import archsim.base.InvalidInputException;
import archsim.base.ShippedFiles;
import archsim.base.json.NamedFile;
import archsim.base.json.StrictJson;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonPointer;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A validator that knows nothing of archsim holds sound and damaged files against the schemas, and the readers read them:
 * what a schema refuses the reader refuses, and what the reader calls ill-shaped the schema refuses.
 */
class SchemaAgreementTest {

    private static final int DAMAGED_EACH = 8;

    /** Kinds of faults that a schema can state; names and sums of several values it cannot. */
    private static final Set<Code> OF_SHAPE = EnumSet.of(Code.MISSING, Code.UNKNOWN_KEY, Code.WRONG_TYPE);

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private static final Map<FileKind, Schema> SCHEMAS = new EnumMap<>(FileKind.class);

    private record Example(FileKind kind, String name, JsonObject tree) {}

    @Test
    void schemaAndReaderAgreeOnGoodAndBadFiles() {
        List<Example> examples = examples();
        var random = new Random(22);
        int good = 0;
        int bad = 0;
        for (Example example : examples) {
            assertThat(agreed(example, example.tree())).as(example.name()).isTrue();
            good++;
            for (int i = 0; i < (example.kind() == FileKind.STUDY ? 1 : DAMAGED_EACH); i++) {
                JsonObject damaged = damaged(example.tree(), random);
                if (!agreed(example, damaged)) {
                    bad++;
                }
            }
        }
        assertThat(good).isGreaterThan(60);
        assertThat(bad).isGreaterThan(300);
        assertThat(good * (1 + DAMAGED_EACH)).isGreaterThanOrEqualTo(500);
    }

    /** Whether both call the file sound; fails if they differ. */
    private static boolean agreed(Example example, JsonObject tree) {
        List<?> refused = SCHEMAS.computeIfAbsent(
                        example.kind(), kind -> REGISTRY.getSchema(StrictJson.write(kind.schema())))
                .validate(tree.toString(), InputFormat.JSON);
        var checked = faults(example, tree);
        // What an axis replaces may be anything, which no schema can tell.
        if (!refused.isEmpty() && example.kind() != FileKind.SWEEP) {
            assertThat(checked)
                    .as("%s: the schema refuses %s, the reader does not: %s", example.name(), refused, tree)
                    .isNotEmpty();
        }
        if (refused.isEmpty()) {
            assertThat(checked)
                    .as("%s: the reader refuses a shape that the schema does not: %s", example.name(), tree)
                    .noneMatch(fault -> OF_SHAPE.contains(fault.code()) && !isOfAPoint(fault));
        }
        return refused.isEmpty();
    }

    /** Axes make other files of the base, which may lack what they bring: no schema tells what comes out. */
    private static boolean isOfAPoint(Fault fault) {
        return fault.pointer().matches("/base|/axes/\\d+(/values/.*)?");
    }

    private static List<Fault> faults(Example example, JsonObject tree) {
        try {
            example.kind().read(new NamedFile(example.name(), tree.toString(), Path.of("")));
            return List.of();
        } catch (InvalidInputException e) {
            return e.faults();
        }
    }

    private static List<Example> examples() {
        var examples = new ArrayList<Example>();
        add(examples, FileKind.RUN, "archsim/configs");
        add(examples, FileKind.STUDY, "archsim/studies");
        add(examples, FileKind.COMPRESS, "archsim/compression-configs");
        add(examples, FileKind.ACCELERATOR, "archsim/accelerators");
        add(examples, FileKind.MEMORY, "archsim/tables/dram");
        add(examples, FileKind.NETWORK, "archsim/networks");
        add(examples, FileKind.DENSITIES, "archsim/densities");
        add(examples, FileKind.ARITHMETIC, "archsim/tables/arithmetic");
        add(examples, FileKind.SRAM, "archsim/tables/sram");
        add(examples, FileKind.INTERCONNECT, "archsim/tables/interconnect");
        add(examples, FileKind.AREA, "archsim/tables/area");
        add(examples, FileKind.CLOCK, "archsim/tables/clock");
        add(examples, FileKind.SPARSE_LOGIC, "archsim/tables/sparse-logic");
        add(examples, FileKind.NUMBER_TYPE, "archsim/tables/number-type");
        add(examples, FileKind.OPERATION, "archsim/tables/operation");
        add(examples, FileKind.SCALING, "archsim/tables/scaling");
        InitCommand.FILES
                .names()
                .forEach(name -> examples.add(
                        example(FileKind.valueOf(name.toUpperCase(Locale.ROOT)), InitCommand.FILES, name)));
        return examples;
    }

    private static void add(List<Example> examples, FileKind kind, String folder) {
        var files = new ShippedFiles(folder, ".json");
        files.names().forEach(name -> examples.add(example(kind, files, name)));
    }

    private static Example example(FileKind kind, ShippedFiles files, String name) {
        String text = new String(files.find(name).orElseThrow(), StandardCharsets.UTF_8);
        return new Example(kind, name, StrictJson.parse(name, text).asJsonObject());
    }

    private static JsonObject damaged(JsonObject tree, Random random) {
        List<String> places = new ArrayList<>();
        collect(tree, "", places);
        String place = places.get(random.nextInt(places.size()));
        JsonPointer pointer = Json.createPointer(place);
        JsonValue value = pointer.getValue(tree);
        JsonStructure damaged =
                switch (random.nextInt(5)) {
                    case 0 -> pointer.remove(tree);
                    case 1 ->
                        value instanceof JsonObject object
                                ? pointer.replace(
                                        tree,
                                        Json.createObjectBuilder(object)
                                                .add("unheard" + random.nextInt(9), 1)
                                                .build())
                                : pointer.replace(tree, JsonValue.NULL);
                    case 2 -> pointer.replace(tree, JsonValue.EMPTY_JSON_ARRAY);
                    default -> pointer.replace(tree, other(value));
                };
        return damaged.asJsonObject();
    }

    private static JsonValue other(JsonValue value) {
        if (value instanceof JsonNumber number) {
            return Json.createValue(-number.doubleValue() - 0.5);
        }
        return value instanceof JsonString text ? Json.createValue(text.getString() + "?") : Json.createValue(7);
    }

    private static void collect(JsonValue value, String pointer, List<String> places) {
        if (value instanceof JsonObject object) {
            object.forEach((key, child) -> {
                places.add(pointer + "/" + Json.encodePointer(key));
                collect(child, pointer + "/" + Json.encodePointer(key), places);
            });
        } else if (value instanceof JsonArray list) {
            for (int i = 0; i < list.size(); i++) {
                places.add(pointer + "/" + i);
                collect(list.get(i), pointer + "/" + i, places);
            }
        }
    }
}
