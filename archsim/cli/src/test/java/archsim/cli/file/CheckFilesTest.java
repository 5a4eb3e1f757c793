package archsim.cli.file;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.Fault;
import archsim.base.json.JsonSchema;
import archsim.base.json.StrictJson;
import archsim.cli.Outcome;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckFilesTest {

    private static final String FAULTY = """
        {
          "schemaVersion": 1,
          "accelerator": "scn",
          "memory": "lpddr4-2400",
          "workloads": [
            { "network": "lenet5", "weightBits": 99 }
          ],
          "sede": 1
        }
        """;

    @TempDir
    private Path folder;

    /** Sweeps and studies read all models they name, which takes seconds; their own tests do so. */
    @Test
    void filesThatShipAreInOrderAndNameTheirSchema() throws IOException {
        List<Path> files = shipped();
        assertThat(files).hasSizeGreaterThan(90);
        for (Path file : files) {
            JsonObject tree =
                    StrictJson.parse(file.toString(), Files.readString(file)).asJsonObject();
            Path schema = file.resolveSibling(tree.getString(JsonSchema.KEY)).normalize();
            assertThat(schema).as("%s", file).exists();
            assertThat(FileKind.of(tree)).as("%s", file).hasSize(1);
            assertThat(schema).hasFileName(FileKind.of(tree).get(0).schemaFile());
        }
        Outcome checked = Outcome.of(Stream.concat(
                        Stream.of("check"),
                        files.stream()
                                .filter(file -> !file.toString().contains("sweep"))
                                .map(Path::toString))
                .toArray(String[]::new));
        assertThat(checked.out().lines()).allMatch(line -> line.contains(": in order ("));
        assertThat(checked.exitCode()).isZero();
    }

    private static List<Path> shipped() throws IOException {
        List<String> folders = List.of(
                "archsim/configs",
                "archsim/engine/accelerators",
                "archsim/sweep/configs",
                "archsim/sweep/studies",
                "compression/configs",
                "dram-sram-tables/tables",
                "workloads/densities",
                "workloads/networks");
        var files = new ArrayList<Path>();
        for (String each : folders) {
            try (Stream<Path> found = Files.walk(Path.of("../..", each))) {
                found.filter(file -> file.toString().endsWith(".json")).sorted().forEach(files::add);
            }
        }
        return files;
    }

    @Test
    void everyFaultHasItsLineAndCode() throws IOException {
        Path file = Files.writeString(folder.resolve("run.json"), FAULTY);
        Outcome checked = Outcome.of("check", file.toString());
        assertThat(checked.exitCode()).isEqualTo(2);
        assertThat(checked.out().lines())
                .anyMatch(line -> line.startsWith(file + ":8: AS103 /sede is not a known key"))
                .anyMatch(line -> line.startsWith(file + ":3: AS107 /accelerator must be one of"))
                .anyMatch(line -> line.startsWith(file + ":6: AS106 /workloads/0/weightBits must be a whole number"));
    }

    @Test
    void jsonTellsWhatWasExpectedAndFound() throws IOException {
        Path file = Files.writeString(folder.resolve("run.json"), FAULTY);
        JsonObject document = StrictJson.parseObject(
                "check",
                Outcome.of("check", file.toString(), "--format", "json").out());
        JsonObject checked = document.getJsonArray("files").getJsonObject(0);
        assertThat(checked.getString("kind")).isEqualTo("run");
        JsonObject bits = checked.getJsonArray("faults").getValuesAs(JsonObject.class).stream()
                .filter(fault -> fault.getString("pointer").equals("/workloads/0/weightBits"))
                .findFirst()
                .orElseThrow();
        assertThat(bits.getString("expected")).isEqualTo("a whole number from 1 to 32");
        assertThat(bits.getString("found")).isEqualTo("99");
        assertThat(bits.getInt("line")).isEqualTo(6);
    }

    @Test
    void sarifHasARuleForEachCodeAndAPlaceForEachFault() throws IOException {
        Path file = Files.writeString(folder.resolve("run.json"), FAULTY);
        JsonObject run = StrictJson.parse(
                        "sarif",
                        Outcome.of("check", file.toString(), "--format", "sarif")
                                .out())
                .asJsonObject()
                .getJsonArray("runs")
                .getJsonObject(0);
        assertThat(run.getJsonObject("tool").getJsonObject("driver").getJsonArray("rules"))
                .hasSize(Fault.Code.values().length);
        assertThat(run.getJsonArray("results").getValuesAs(JsonObject.class))
                .hasSize(3)
                .allSatisfy(result -> assertThat(result.getJsonArray("locations")
                                .getJsonObject(0)
                                .getJsonObject("physicalLocation")
                                .getJsonObject("region")
                                .getInt("startLine"))
                        .isBetween(3, 8));
    }

    @Test
    void brokenAbsentAndUnknownFilesAreFaultsToo() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{ \"a\": 1,\n ]");
        Path unknown = Files.writeString(folder.resolve("unknown.json"), "{ \"colour\": 1 }");
        Outcome checked = Outcome.of("check", broken.toString(), unknown.toString(), folder + "/absent.json");
        assertThat(checked.exitCode()).isEqualTo(2);
        assertThat(checked.out())
                .contains("broken.json:2: AS101")
                .contains("unknown.json:1: AS100 has no keys of any file that archsim reads: name its kind by --kind")
                .contains("absent.json:1: AS110 does not exist");
        assertThat(Outcome.of("check", unknown.toString(), "--kind", "network").out())
                .contains("AS102 /name is missing");
    }

    /** {@code archsim init} leaves them among the files that a user checks. */
    @Test
    void aSchemaBesideAFileIsNoFault() throws IOException {
        Path schema = Files.writeString(
                folder.resolve("run.schema.json"), Outcome.of("schema", "run").out());

        Outcome checked = Outcome.of("check", schema.toString());

        assertThat(checked.exitCode()).isZero();
        assertThat(checked.out()).isEqualTo(schema + ": a JSON Schema, not read\n");
        assertThat(Outcome.of("check", schema.toString(), "--kind", "run").exitCode())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Fault.Code.class)
    void codesAreExplained(Fault.Code code) {
        assertThat(Outcome.of("explain", code.id()).out()).startsWith(code.id()).contains(code.meaning());
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "accelerator", "network", "sweep", "search", "compress"})
    void startingFilesAreInOrderAndHaveTheirSchemaBesideThem(String kind) throws IOException {
        Path file = folder.resolve("my-" + kind + ".json");
        assertThat(Outcome.of("init", kind, file.toString()).exitCode()).isZero();
        assertThat(folder.resolve(kind + ".schema.json")).exists();
        assertThat(Outcome.of("check", file.toString()).out()).contains(": in order (");
        Outcome again = Outcome.of("init", kind, file.toString());
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("is there already (--force replaces it)");
        assertThat(Outcome.of("init", kind, file.toString(), "--force").exitCode())
                .isZero();
    }

    @Test
    void startingFilesRun() {
        for (String kind : List.of("run", "sweep")) {
            Path file = folder.resolve(kind + ".json");
            Outcome.of("init", kind, file.toString());
            assertThat(Outcome.of(kind, "--config", file.toString()).err()).doesNotContain("/");
        }
        Outcome.of("init", "search", folder.resolve("search.json").toString());
        assertThat(Outcome.of("search", folder.resolve("search.json").toString())
                        .exitCode())
                .isZero();
        Outcome.of("init", "accelerator", folder.resolve("accelerator.json").toString());
        assertThat(Outcome.of("area", folder.resolve("accelerator.json").toString())
                        .exitCode())
                .isZero();
    }

    @Test
    void kindsWithoutAStartingFileAreRefused() {
        Outcome outcome = Outcome.of("init", "sram");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("KIND must be one of accelerator, compress, network, run, search, sweep, was sram");
    }

    @Test
    void aFilePutIntoAnotherMayKeepTheNameOfItsSchema() throws IOException {
        JsonObject machine = StrictJson.parse(
                        "scnn", Outcome.of("show", "accelerators/scnn").out())
                .asJsonObject();
        assertThat(machine).containsKey(JsonSchema.KEY);
        Path file = Files.writeString(
                folder.resolve("run.json"),
                FAULTY.replace("\"scn\"", machine.toString()).replace("99", "8").replace("sede", "seed"));
        assertThat(Outcome.of("check", file.toString()).out()).contains("in order");
    }

    @Test
    void theNameOfASchemaMustBeAText() throws IOException {
        Path file = Files.writeString(folder.resolve("run.json"), FAULTY.replace("\"sede\"", "\"$schema\""));
        assertThat(Outcome.of("check", file.toString()).out())
                .contains("AS105 /$schema must be the address of a schema, was 1");
    }
}
