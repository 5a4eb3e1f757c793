package archsim.cli.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import archsim.base.OutputLock;
import archsim.base.json.NamedFile;
import archsim.base.json.StrictJson;
import archsim.cli.Outcome;
import archsim.cli.option.ShippedConfigs;
import archsim.cli.output.BuildInfo;
import archsim.engine.run.RunCache;
import archsim.sweep.Columns;
import archsim.sweep.Journal;
import archsim.sweep.PointRunner;
import archsim.sweep.Sweep;
import archsim.sweep.SweepCheck;
import archsim.sweep.SweepDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code archsim sweep} and {@code archsim analyse}. */
class SweepCommandTest {

    private static final String SWEEP = """
        {"schemaVersion": 1,
         "base": {"schemaVersion": 1, "accelerator": "sticker", "memory": "lpddr4-2400", "fidelity": "analytical",
           "workloads": [
             {"name": "dense", "network": "lenet5", "sparsity": {"kind": "bernoulli", "weightDensity": 1}},
             {"name": "pruned", "network": "lenet5", "sparsity": {"kind": "bernoulli", "weightDensity": 0.5}}]},
         "axes": [
           {"pointer": "/accelerator", "values": ["cambricon-x", "sticker"]},
           {"name": "weightDensity", "pointer": "/workloads/1/sparsity/weightDensity",
            "from": 0.1, "to": 0.9, "steps": 3}]}
        """;

    @TempDir
    private Path folder;

    private String config;
    private Path out;

    @BeforeEach
    void writeSweep() throws IOException {
        Path file = folder.resolve("sweep.json");
        Files.writeString(file, SWEEP);
        config = file.toString();
        out = folder.resolve("out");
    }

    private Outcome sweep(String... options) {
        String[] arguments = {"sweep", "--config", config, "--out", out.toString()};
        String[] all = Arrays.copyOf(arguments, arguments.length + options.length);
        System.arraycopy(options, 0, all, arguments.length, options.length);
        return Outcome.of(all);
    }

    private List<byte[]> results() throws IOException {
        return List.of(
                Files.readAllBytes(out.resolve("points.csv")),
                Files.readAllBytes(out.resolve("points.jsonl")),
                Files.readAllBytes(out.resolve("sweep.json")));
    }

    @Test
    void theFolderGetsAllFilesAndTheTerminalASummary() throws IOException {
        Outcome outcome = sweep();

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(out.toFile().list())
                .containsExactlyInAnyOrder(
                        "points.csv",
                        "points.jsonl",
                        "sweep.json",
                        "ppr.png",
                        "ppr.svg",
                        "ppr.pdf",
                        "speed-up.png",
                        "speed-up.svg",
                        "speed-up.pdf",
                        "energy.png",
                        "energy.svg",
                        "energy.pdf");
        assertThat(Files.readString(out.resolve("speed-up.svg"))).contains(">Speed-up by pruning rate</text");
        assertThat(outcome.out()).contains("6 points, 6 done").contains("PPR W");
        assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 120);
        List<String> lines = Files.readAllLines(out.resolve("points.csv"));
        assertThat(lines).hasSize(7);
        assertThat(lines.get(0)).startsWith("index,/accelerator,weightDensity,dense.cycles,");
        assertThat(lines.get(2)).startsWith("1,cambricon-x,0.5,").endsWith(",done,");
    }

    /** Weights are read once for a batch: tokens of four sequences come faster than those of one. */
    @Test
    void tokensOfALanguageModelAreATableOfTheirOwn(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("config.json"), """
            {"model_type": "llama", "hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4,
             "num_key_value_heads": 2, "intermediate_size": 128, "vocab_size": 128, "tie_word_embeddings": true}
            """);
        Path sweep = folder.resolve("batches.json");
        Files.writeString(sweep, """
            {"schemaVersion": 1, "base": {"schemaVersion": 1, "accelerator": "sparten", "memory": "ddr4-2400",
             "workloads": [{"name": "text", "network": "MODEL", "decode": {"context": 8}, "batch": 1}]},
             "axes": [{"pointer": "/workloads/0/batch", "values": [1, 4]}]}
            """.replace("MODEL", folder.toString()));
        Outcome outcome = Outcome.of("sweep", "--config", sweep.toString());
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        List<String> tokens = outcome.out()
                .lines()
                .dropWhile(line -> !line.startsWith("Tokens"))
                .toList();
        assertThat(tokens.get(1)).matches("workload +point +batch +first.*token \\(mJ\\) +tokens/s");
        double one = rate(tokens.get(3), "text +0 +1 +");
        double four = rate(tokens.get(4), "text +1 +4 +");
        assertThat(four).isGreaterThan(one);
    }

    private static double rate(String line, String start) {
        assertThat(line).matches(start + ".*");
        return Double.parseDouble(line.replaceAll(".* ", "").replace(",", ""));
    }

    @Test
    void pointsArePrintedAsCsvAndAsJson() throws IOException {
        String csv = Outcome.of("sweep", "--config", config, "--format", "csv").out();
        String json =
                Outcome.of("sweep", "--config", config, "--format", "json").out();
        sweep();

        assertThat(out.resolve("points.csv")).hasContent(csv);
        assertThat(StrictJson.parseObject("points", "{\"points\": " + json + "}")
                        .getJsonArray("points"))
                .hasSize(6);
    }

    /** What is left after kill -9: of six points two are kept whole and the line of a third is torn. */
    private Path kill() throws IOException {
        Sweep sweep = Sweep.read(NamedFile.find(config, ShippedConfigs.SWEEP.files()), Optional.empty());
        RunCache cache = RunCache.ofBytes(64 << 20);
        Columns columns = SweepCheck.check(sweep, cache);
        String document = SweepDocument.of(sweep, columns, BuildInfo.version(), BuildInfo.commit())
                .text();
        try (Journal journal = Journal.open(Files.createDirectories(out), sweep, columns, document, false)) {
            for (int point : new int[] {4, 0, 3}) {
                journal.append(new PointRunner(sweep, columns, cache).run(point));
            }
        }
        Path file = out.resolve("points.journal");
        String text = Files.readString(file);
        return Files.writeString(file, text.substring(0, text.length() - 20));
    }

    @Test
    void aKilledSweepIsGoneOnWithToTheSameBytes() throws IOException {
        kill();
        Outcome refused = sweep();
        Outcome resumed = sweep("--resume", "--threads", "2");
        List<byte[]> patched = results();
        sweep("--force", "--threads", "1");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("--resume continues it");
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.err()).contains("2 of 6 points were finished; 1 damaged");
        assertThat(patched).usingRecursiveComparison().isEqualTo(results());
        assertThat(out.resolve("points.journal")).doesNotExist();
    }

    /** Even a sweep of one point takes a while: going on with a finished one must run and write nothing. */
    @Test
    void aFinishedSweepIsNotRunAgain() throws IOException {
        String first = sweep().out();
        List<byte[]> before = results();
        Files.delete(out.resolve("ppr.png"));

        Outcome refused = sweep();
        Outcome resumed = sweep("--resume");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("--resume continues it");
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.err()).isEqualTo("all 6 points were finished before: nothing to do\n");
        assertThat(resumed.out()).isEqualTo(first);
        assertThat(results()).usingRecursiveComparison().isEqualTo(before);
        assertThat(out.resolve("ppr.png")).doesNotExist();
    }

    @Test
    void anotherSweepIsNotGoneOnWith() throws IOException {
        Path journal = kill();
        byte[] kept = Files.readAllBytes(journal);
        Files.writeString(Path.of(config), SWEEP.replace("\"steps\": 3", "\"steps\": 4"));

        Outcome begun = sweep("--resume");
        assertThat(begun.exitCode()).isEqualTo(2);
        assertThat(begun.err()).contains("holds points of another sweep");
        assertThat(journal).hasBinaryContent(kept);
        assertThat(sweep("--force").exitCode()).isZero();

        Files.writeString(Path.of(config), SWEEP);
        Outcome finished = sweep("--resume");
        assertThat(finished.exitCode()).isEqualTo(2);
        assertThat(finished.err())
                .contains("sweep.json", "is that of another sweep")
                .contains("--force starts over");
        assertThat(Files.readAllLines(out.resolve("points.csv"))).hasSize(1 + 8);
    }

    /** Cut short as by a full disk that was copied from, of another version as by an archsim of next year. */
    @Test
    void aDocumentThatIsDamagedIsToldAndLeftAsItIs() throws IOException {
        sweep();
        Path document = out.resolve("sweep.json");
        String whole = Files.readString(document);

        Files.writeString(document, whole.replace("\"schemaVersion\": 1", "\"schemaVersion\": 2"));
        assertRefused("/schemaVersion must be 1, was 2");
        Files.writeString(document, whole.replace("\"points\": 6", "\"points\": 7"));
        assertRefused("is not the document of a sweep that this archsim wrote");
        Files.writeString(document, whole.replaceFirst("\"values\": \\[[^]]*]", "\"values\": []"));
        assertRefused("is not the document of a sweep that this archsim wrote");
        Files.writeString(document, whole.substring(0, whole.length() / 2));
        assertRefused("sweep.json");
    }

    private void assertRefused(String reason) {
        for (Outcome outcome : List.of(sweep("--resume"), Outcome.of("analyse", "pareto", out.toString()))) {
            assertThat(outcome.exitCode()).isEqualTo(2);
            assertThat(outcome.err()).contains(reason).doesNotContain("\tat ");
            assertThat(outcome.out()).isEmpty();
        }
    }

    /** How points.jsonl is damaged, and what is said of it. */
    static List<Arguments> damages() {
        return List.of(
                arguments(
                        "the last two lines lost",
                        lines(all -> all.subList(0, 4)),
                        "is cut short: 2 of 6 points are missing"),
                arguments("nothing left", lines(all -> List.of()), "is cut short: 6 of 6 points are missing"),
                arguments(
                        "cut in a line",
                        lines(all -> with(all, 2, line -> line.substring(0, 60))),
                        "line 3 is not a point of the sweep: "),
                arguments(
                        "a digit changed",
                        lines(all -> with(all, 1, line -> line.replaceFirst("\"index\":1", "\"index\":2"))),
                        "line 2 is not a point of the sweep: its check sum must be"),
                arguments(
                        "a line twice",
                        lines(all -> with(all, 3, line -> all.get(2))),
                        "line 4 is not a point of the sweep: it holds point 2 again"),
                arguments(
                        "a check sum taken away",
                        lines(all -> with(all, 5, SweepCommandTest::unsummed)),
                        "line 6 is not a point of the sweep: its check sum is missing"),
                forged(
                        "\"cycles\" as a text",
                        "\"pruned.cycles\":\\d+",
                        "\"pruned.cycles\":\"oops\"",
                        "pruned.cycles must be a whole number, was \"oops\""),
                forged(
                        "another speed-up",
                        "\"pruned.beta\":[^,]+",
                        "\"pruned.beta\":999",
                        "which follows from other figures, was 999"),
                forged(
                        "another energy",
                        "\"pruned.energyTotalPj\":[^,]+",
                        "\"pruned.energyTotalPj\":1",
                        "which follows from other figures, was "),
                forged(
                        "more than all",
                        "\"pruned.utilisation\":[^,]+",
                        "\"pruned.utilisation\":1.5",
                        "pruned.utilisation must be a number from 0 to 1, was 1.5"),
                forged(
                        "a negative count",
                        "\"dense.dramBytes\":[^,]+",
                        "\"dense.dramBytes\":-1",
                        "dense.dramBytes must be a whole number, was -1"),
                forged(
                        "an endless number",
                        "\"dense.dramBytes\":[^,]+",
                        "\"dense.dramBytes\":1e999999",
                        "dense.dramBytes"),
                forged("another time", "\"dense.timeNs\":[^,]+", "\"dense.timeNs\":7", "dense.throughputPerSecond"),
                forged(
                        "figures of nothing",
                        "\"dense.cycles\":[^,]+",
                        "\"dense.cycles\":null",
                        "dense.timeNs must be null"),
                forged(
                        "another machine",
                        "cambricon-x",
                        "scnn",
                        "/accelerator must be \"cambricon-x\" at point 1, was \"scnn\""),
                forged("a point beyond the last", "\"index\":1", "\"index\":6", "index must be 0 to 5, was 6"),
                forged("half a point", "\"index\":1", "\"index\":1.5", "index must be 0 to 5, was 1.5"),
                forged(
                        "a status that is none",
                        "\"done\"",
                        "true",
                        "status must be done, infeasible, invalid or failed, was true"),
                forged(
                        "a status that is not of figures",
                        "\"done\",\"reason\":null",
                        "\"invalid\",\"reason\":\"x\"",
                        "status must not be invalid of a point with figures of 2 of 2 workloads"),
                forged(
                        "a reason for nothing",
                        "\"reason\":null",
                        "\"reason\":5",
                        "reason must be null of a point that is done, was 5"),
                forged("a column too many", "\"index\":1", "\"index\":1,\"x\":0", "its keys are not the columns"),
                forged("a key twice", "\"index\":1", "\"index\":1,\"index\":1", "index"));
    }

    private static Arguments forged(String what, String pattern, String replacement, String fault) {
        return arguments(
                what + " under a right check sum",
                lines(all -> with(all, 1, line -> summed(unsummed(line).replaceFirst(pattern, replacement)))),
                fault);
    }

    private static UnaryOperator<List<String>> lines(UnaryOperator<List<String>> damage) {
        return damage;
    }

    private static List<String> with(List<String> lines, int place, UnaryOperator<String> change) {
        var changed = new ArrayList<>(lines);
        changed.set(place, change.apply(lines.get(place)));
        return changed;
    }

    private static String unsummed(String line) {
        return line.replaceFirst(",\"crc32\":\"[0-9a-f]{8}\"}$", "}");
    }

    /** The check sum is that of the object without it. */
    private static String summed(String object) {
        var sum = new CRC32();
        sum.update(object.getBytes(StandardCharsets.UTF_8));
        return object.substring(0, object.length() - 1) + ",\"crc32\":\"%08x\"}".formatted(sum.getValue());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void damagedPointsAreNamedAndComputedAgain(String what, UnaryOperator<List<String>> damage, String fault)
            throws IOException {
        sweep();
        List<byte[]> whole = results();
        Path points = out.resolve("points.jsonl");
        Files.write(points, damage.apply(Files.readAllLines(points)));

        Outcome pareto = Outcome.of("analyse", "pareto", out.toString());
        Outcome resumed = sweep("--resume");

        assertThat(pareto.exitCode()).as(pareto.err()).isEqualTo(2);
        assertThat(pareto.err()).startsWith(points + ":\n").contains(fault).doesNotContain("\tat ");
        assertThat(pareto.out()).isEmpty();
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.err()).startsWith(points + ":\n").contains(fault).contains(" of 6 points were finished");
        assertThat(results()).usingRecursiveComparison().isEqualTo(whole);
        assertThat(out.resolve("points.journal")).doesNotExist();
    }

    /** Bytes that are no text in any line. */
    @Test
    void aFlippedByteOfPointsIsOnePointComputedAgain() throws IOException {
        sweep();
        List<byte[]> whole = results();
        Path points = out.resolve("points.jsonl");
        byte[] bytes = Files.readAllBytes(points);
        bytes[bytes.length / 2] ^= (byte) 0x80;
        Files.write(points, bytes);

        Outcome resumed = sweep("--resume");

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.err()).contains("5 of 6 points were finished");
        assertThat(results()).usingRecursiveComparison().isEqualTo(whole);
    }

    @Test
    void pointsThatAreGoneAreComputedAgain() throws IOException {
        sweep();
        List<byte[]> whole = results();
        Files.delete(out.resolve("points.jsonl"));

        assertThat(Outcome.of("analyse", "pareto", out.toString()).err()).contains("points.jsonl:\n  does not exist");
        assertThat(sweep("--resume").exitCode()).isZero();
        assertThat(results()).usingRecursiveComparison().isEqualTo(whole);
    }

    /** As archsim wrote them before there were check sums. */
    @Test
    void pointsWithoutCheckSumsAreReadIfTheyAreSound() throws IOException {
        sweep();
        Path points = out.resolve("points.jsonl");
        List<String> old = Files.readAllLines(points).stream()
                .map(SweepCommandTest::unsummed)
                .toList();
        Files.write(points, old);

        assertThat(Outcome.of("analyse", "pareto", out.toString()).exitCode()).isZero();
        assertThat(sweep("--resume").err()).isEqualTo("all 6 points were finished before: nothing to do\n");

        Files.write(points, with(old, 4, line -> line.replaceFirst("\"pruned.beta\":[^,]+", "\"pruned.beta\":999")));
        Outcome pareto = Outcome.of("analyse", "pareto", out.toString());
        assertThat(pareto.exitCode()).isEqualTo(2);
        assertThat(pareto.err()).contains("line 5 is not a point of the sweep: pruned.beta must be");
    }

    /** Two machines times a million seeds: a range is not spelled out, a list is there. */
    @ParameterizedTest
    @CsvSource({
        "sweep",
        "analyse wins",
        "analyse tornado",
        "analyse break-even",
    })
    void tooManyPointsAreRefusedBeforeAnythingIsBuilt(String command) throws IOException {
        for (String axes : List.of(
                "{\"pointer\": \"/accelerator\", \"values\": [\"scnn\", \"sticker\"]}, {\"pointer\": \"/seed\","
                        + " \"from\": 1, \"to\": 1000000, \"steps\": 1000000}",
                "{\"pointer\": \"/seed\", \"from\": 1, \"to\": 1000000, \"steps\": 1000000}, {\"pointer\":"
                        + " \"/fidelity\", \"values\": [\"event\", \"analytical\"]}",
                "{\"pointer\": \"/seed\", \"from\": 1, \"to\": 2000, \"steps\": 2000}, {\"pointer\":"
                        + " \"/accelerator/clockMhz\", \"from\": 1, \"to\": 1000, \"steps\": 1000}")) {
            Files.writeString(Path.of(config), SWEEP.replaceFirst("(?s)\"axes\": .*", "\"axes\": [" + axes + "]}"));
            List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
            words.addAll(List.of("--config", config, "--out", out.toString()));

            Outcome outcome = Outcome.of(words.toArray(String[]::new));

            assertThat(outcome.exitCode()).isEqualTo(2);
            assertThat(outcome.err())
                    .isEqualTo(config + ":\n  /axes must span at most 1,000,000 points, was 2,000,000\n");
            assertThat(out).doesNotExist();
        }
    }

    /** An axis without values does not make the product of the others small. */
    @Test
    void anEmptyAxisDoesNotHideTheOthers() throws IOException {
        String range = "{\"pointer\": \"/seed\", \"from\": 1, \"to\": 1000000, \"steps\": 1000000}";
        Files.writeString(
                Path.of(config),
                SWEEP.replaceFirst(
                        "(?s)\"axes\": .*",
                        "\"axes\": [" + range + ", " + range.replace("seed", "schemaVersion")
                                + ", {\"pointer\": \"/memory\", \"values\": []}]}"));

        assertThat(sweep().err())
                .contains("/axes must span at most 1,000,000 points, was 1,000,000,000,000")
                .contains("/axes/2/values must hold at least one value, was empty");
    }

    @ParameterizedTest
    @CsvSource({"dense.cycles, cycles, dense", "pruned.ppr.params, ppr.params, pruned"})
    void anAxisMustNotHaveTheNameOfAWorkloadsColumn(String name, String figure, String workload) throws IOException {
        Files.writeString(Path.of(config), SWEEP.replace("\"name\": \"weightDensity\"", "\"name\": \"" + name + "\""));

        Outcome outcome = sweep();

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("/axes/1/name must not be the name of another column, was \"%s\": the %s of workload \"%s\""
                        .formatted(name, figure, workload));
        assertThat(out).doesNotExist();
    }

    @Test
    void aFolderThatIsBeingWrittenIsRefused() throws IOException {
        Files.createDirectories(out);
        try (OutputLock held = OutputLock.ofFolder("test", out)) {
            for (Outcome outcome : List.of(sweep(), sweep("--force"), sweep("--resume"))) {
                assertThat(outcome.exitCode()).as("%s", held).isEqualTo(2);
                assertThat(outcome.err()).isEqualTo("--out " + out + ":\n  is being written by another archsim\n");
            }
        }
        assertThat(sweep().exitCode()).isZero();
    }

    /** No file may grow beyond 6 KiB, a few points: what a full disk does, for everyone who can run tests. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskLosesNothing() throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -f 6; exec \"$0\" -XX:-UsePerfData -cp \"$1\" archsim.cli.Main sweep --config \"$2\""
                                + " --out \"$3\" --threads 1 2>&1 | cat > \"$4\"; exit ${PIPESTATUS[0]}",
                        ProcessHandle.current().info().command().orElseThrow(),
                        System.getProperty("java.class.path"),
                        config,
                        out.toString(),
                        said.toString())
                .start();

        assertThat(process.waitFor()).as(Files.readString(said)).isEqualTo(1);
        assertThat(Files.readString(said))
                .contains("points.journal could not be written (File too large)")
                .doesNotContain("\tat ");
        assertThat(out.toFile().list()).containsExactly("points.journal");

        Outcome resumed = sweep("--resume");
        List<byte[]> patched = results();
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.err()).containsPattern("[1-5] of 6 points were finished; 1 damaged");
        assertThat(sweep("--force").exitCode()).isZero();
        assertThat(patched).usingRecursiveComparison().isEqualTo(results());
    }

    /** Nobody, not even root, makes a folder there. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFolderThatCannotBeWrittenIsRefusedBeforeAnyPointIsRun() {
        Outcome outcome = Outcome.of("sweep", "--config", config, "--out", "/proc/archsim");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("--out /proc/archsim:").doesNotContain("\tat ");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void theShareOfDrawsThatAreWonIsPrintedAndDrawn() {
        Outcome wins = Outcome.of("analyse", "wins", "--config", config, "--draws", "50", "--out", out.toString());

        assertThat(wins.exitCode()).as(wins.err()).isZero();
        assertThat(wins.out()).contains("wins (% of draws)").contains("pruned");
        assertThat(wins.out().lines()).hasSize(2 + 6).allMatch(line -> line.length() <= 120);
        assertThat(out.toFile().list()).containsExactlyInAnyOrder("wins.csv", "wins.png", "wins.svg", "wins.pdf");
    }

    @Test
    void aFaultySweepWritesNothing() throws IOException {
        Files.writeString(Path.of(config), SWEEP.replace("cambricon-x", "cambricon-y"));

        Outcome outcome = sweep();

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("/axes/0/values/0 makes a faulty configuration: /accelerator must be one of archsim list"
                        + " accelerators")
                .contains("did you mean \"cambricon-x\"?")
                .doesNotContain("\tat ");
        assertThat(out).doesNotExist();
    }

    /** Spark is not on the class path unless its profile is on. */
    @Test
    void aClusterNeedsABuildWithSpark() {
        Outcome outcome = sweep("--engine", "spark", "--master", "spark://here:7077");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("mvn -B -P spark -DskipTests package")
                .doesNotContain("\tat ");
        assertThat(out).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "--engine spark, needs --master URL",
        "--engine spark --master spark://here:7077 --threads 2, --threads belongs to --engine local only",
        "--master spark://here:7077, --master belongs to --engine spark only",
        "--resume --force, cannot both be given"
    })
    void optionsThatDoNotGoTogetherAreWrongUsage(String options, String reason) {
        Outcome outcome = sweep(options.split(" ", -1));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains(reason);
    }

    @Test
    void theSweepThatShipsIsFoundByName() {
        Outcome outcome = Outcome.of("sweep", "--config", "pruning-rate.json", "--fidelity", "analytical");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).startsWith("pruning-rate.json: 54 points, 54 done");
    }

    @Test
    void aFinishedSweepHasAParetoFront() throws IOException {
        sweep();
        Path front = folder.resolve("front");

        Outcome outcome = Outcome.of("analyse", "pareto", out.toString(), "--out", front.toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains("energy (nJ)", "power (", "EDP (", "TOPS/W")
                .contains("pruned");
        assertThat(front.toFile().list())
                .containsExactlyInAnyOrder("pareto.csv", "pareto.png", "pareto.svg", "pareto.pdf");
    }

    @Test
    void breakEvensAndSwingsAreFound() {
        Outcome breakEven = Outcome.of(
                "analyse",
                "break-even",
                "--config",
                config,
                "--seeds",
                "2",
                "--out",
                out.toString(),
                "--format",
                "csv");
        Outcome tornado = Outcome.of("analyse", "tornado", "--config", config, "--workload", "pruned");

        assertThat(breakEven.exitCode()).as(breakEven.err()).isZero();
        assertThat(breakEven.out().lines()).hasSize(1 + 2 * 3).anyMatch(line -> line.contains("sticker,dense,cycles"));
        assertThat(out.toFile().list())
                .containsExactlyInAnyOrder("break-even.csv", "break-even.png", "break-even.svg", "break-even.pdf");
        assertThat(tornado.exitCode()).as(tornado.err()).isZero();
        assertThat(tornado.out()).contains("weightDensity", "swing (%)");
    }
}
