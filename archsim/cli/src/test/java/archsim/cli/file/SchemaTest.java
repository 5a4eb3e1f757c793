package archsim.cli.file;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.json.JsonSchema;
import archsim.base.json.StrictJson;
import archsim.cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Schemas, their words and the page of keys are made of the records; {@code -Darchsim.schemas.write=true} writes them anew
 * after a record changed.
 */
class SchemaTest {

    private static final boolean WRITE = Boolean.getBoolean("archsim.schemas.write");
    private static final Path WORDS = Path.of("src/main/resources/archsim/cli/file", SchemaWords.FILE);
    private static final Path DOCS = Path.of("../docs");

    @Test
    void wordsAreThoseOfTheSources() throws IOException {
        Collection<Class<?>> types = JsonSchema.records(Stream.of(FileKind.values())
                .<Class<? extends Record>>map(FileKind::type)
                .toList());
        SortedMap<String, String> words = new JavadocWords(types).of(types);
        assertThat(words).containsEntry("Accelerator.clockMhz", "of the PEs and on-chip memories");
        hold(WORDS, StrictJson.write(words));
    }

    @ParameterizedTest
    @EnumSource(FileKind.class)
    void schemasInTheDocumentationAreThoseOfTheRecords(FileKind kind) throws IOException {
        hold(
                DOCS.resolve("schemas").resolve(kind.schemaFile()),
                Outcome.of("schema", kind.toString()).out());
    }

    @Test
    void pageOfKeysIsMadeOfTheSchemas() throws IOException {
        hold(DOCS.resolve("keys.md"), Outcome.of("schema", "--keys").out());
    }

    @Test
    void pageOfKeysHasEveryKeyOfEveryMachine() {
        String page = Outcome.of("schema", "--keys").out();
        assertThat(List.of("accumulatorEntries", "stationary", "wordBits", "capacityBytes", "tRCDWrite", "steps"))
                .allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
    }

    @Test
    void rangesEnumsDefaultsAndWordsAreStated() {
        var run = StrictJson.parseObject("run", Outcome.of("schema", "run").out());
        var properties = run.getJsonObject("properties");
        assertThat(properties.getJsonObject("seed").getInt("default")).isEqualTo(1);
        assertThat(properties.getJsonObject("fidelity").getString("default")).isEqualTo("event");
        assertThat(properties.getJsonObject("fidelity").getJsonArray("enum")).hasSize(2);
        var machine = run.getJsonObject("$defs").getJsonObject("Accelerator").getJsonObject("properties");
        assertThat(machine.getJsonObject("clockMhz").getInt("maximum")).isEqualTo(5000);
    }

    @Test
    void kindsOfFilesAreListed() {
        assertThat(Outcome.of("schema").out().lines()).hasSize(FileKind.values().length + 2);
    }

    private static void hold(Path file, String made) throws IOException {
        if (WRITE) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, made);
        }
        assertThat(Files.readString(file))
                .as("%s is stale: run this test with -Darchsim.schemas.write=true", file)
                .isEqualTo(made);
    }
}
