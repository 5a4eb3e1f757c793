package archsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.sweep.Journal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Processes killed at any moment: gone on with or repeated, they end in the bytes of one that was left alone, and leave
 * nothing beside them.
 *
 * <p>Two kills a command unless {@code -Darchsim.kills=N} asks for more; {@code -Darchsim.kills.seed=N} picks others.
 */
class KillTest {

    private static final int KILLS = Integer.getInteger("archsim.kills", 1);
    private static final long SEED = Long.getLong("archsim.kills.seed", 1);

    private static final String RUN = """
            {"schemaVersion": 1, "accelerator": "sticker", "memory": "lpddr4-2400", "fidelity": "event",
             "workloads": [
               {"name": "dense", "network": "lenet5", "sparsity": {"kind": "bernoulli", "weightDensity": 1}},
               {"name": "pruned", "network": "lenet5", "sparsity": {"kind": "bernoulli", "weightDensity": 0.5}}]}
            """;

    private static final String SWEEP = """
            {"schemaVersion": 1, "base": %s,
             "axes": [{"pointer": "/accelerator", "values": ["cambricon-x", "sticker", "scnn"]},
                      {"name": "density", "pointer": "/workloads/1/sparsity/weightDensity",
                       "from": 0.1, "to": 0.9, "steps": 20}]}
            """.formatted(RUN);

    private static final String SEARCH = """
            {"schemaVersion": 1, "base": %s, "objectives": ["time", "area"],
             "axes": [{"pointer": "/accelerator", "values": ["cambricon-x", "diannao"]},
                      {"pointer": "/accelerator/peArray/rows", "values": [4, 8, 16, 32]},
                      {"pointer": "/accelerator/clockMhz", "from": 100, "to": 1000, "steps": 5}]}
            """.formatted(RUN);

    private static final String COMPRESS = """
            {"schemaVersion": 1, "network": "lenet5", "scheme": "column-filter", "seed": 3, "batchSize": 32,
             "shiftPixels": 1, "validationImages": 32,
             "dense": {"epochs": 3, "learningRate": 2e-3, "finalLearningRate": 1e-3},
             "rounds": [{
               "layers": {"conv1": {"filters": 8, "columns": 16}, "fc1": {"filters": 40, "columns": 100}},
               "admm": {"iterations": 3, "epochsPerIteration": 1, "rhoStart": 0.01, "rhoGrowth": 3,
                        "learningRate": 1e-3, "finalLearningRate": 1e-3},
               "retraining": {"epochs": 2, "learningRate": 2e-3, "finalLearningRate": 1e-3}}],
             "quantisation": {"grid": "equal-distance", "bits": 3, "steps": [
               {"share": 1, "retraining": {"epochs": 2, "learningRate": 1e-3, "finalLearningRate": 1e-3}}]}}
            """;

    private static final String EQUAL = """
            {"schemaVersion": 1, "title": "killed", "schemes": ["non-structured", "column-filter"],
             "recipe": {"schemaVersion": 1, "network": "lenet5", "scheme": "dense", "seed": 1, "batchSize": 32,
               "shiftPixels": 0, "validationImages": 32,
               "dense": {"epochs": 2, "learningRate": 2e-3, "finalLearningRate": 1e-3}, "rounds": []},
             "rounds": [{
               "admm": {"iterations": 1, "epochsPerIteration": 1, "rhoStart": 0.01, "rhoGrowth": 3,
                        "learningRate": 1e-3, "finalLearningRate": 1e-3},
               "retraining": {"epochs": 2, "learningRate": 2e-3, "finalLearningRate": 1e-3}}],
             "rates": {"first": 2, "growth": 2, "most": 2, "resolution": 2}, "withinPoints": 50, "seeds": [1, 2]}
            """;

    /** A command that writes a folder, and how it is started again after a kill. */
    enum Command {
        COMPRESS_RUN("--resume", KillTest.COMPRESS, "compress --config CONFIG --data DATA"),
        EQUAL_RUN("--force", KillTest.EQUAL, "study equal-accuracy --config CONFIG --data DATA"),
        SWEEP_RUN("--resume", KillTest.SWEEP, "sweep --config CONFIG --threads 2"),
        SEARCH_RUN("--resume", KillTest.SEARCH, "search CONFIG --threads 2"),
        STUDY_RUN("--force", "", "study lenet5 --fidelity analytical"),
        TRACED_RUN("--force", KillTest.RUN, "run --config CONFIG --trace");

        private final String again;
        private final String config;
        private final String arguments;

        Command(String again, String config, String arguments) {
            this.again = again;
            this.config = config;
            this.arguments = arguments;
        }
    }

    @TempDir
    private Path folder;

    private static String java() {
        return ProcessHandle.current().info().command().orElseThrow();
    }

    /** Starts {@code command} with files that lie in the test's folder. */
    private Process start(Command command, String out, List<String> more) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                java(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        for (String argument : command.arguments.split(" ", -1)) {
            words.add(
                    switch (argument) {
                        case "CONFIG" -> folder.resolve("config.json").toString();
                        case "DATA" -> folder.resolve("data").toString();
                        default -> argument;
                    });
        }
        words.addAll(List.of("--out", folder.resolve(out).toString()));
        words.addAll(more);
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
    }

    private void finish(Process process) throws IOException, InterruptedException {
        assertThat(process.waitFor()).as(() -> said()).isZero();
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("said"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Names and bytes of all files but figures of time. */
    private Map<String, ByteBuffer> files(String out) throws IOException {
        var files = new TreeMap<String, ByteBuffer>();
        try (Stream<Path> found = Files.walk(folder.resolve(out))) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(folder.resolve(out).relativize(file).toString(), ByteBuffer.wrap(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    /** 96 images to train on and 32 to test, striped by class. */
    private void writeData() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        for (String part : List.of("train", "t10k")) {
            int n = part.equals("train") ? 96 : 32;
            ByteBuffer images = ByteBuffer.allocate(16 + n * 28 * 28);
            images.putInt(0x803).putInt(n).putInt(28).putInt(28);
            ByteBuffer labels = ByteBuffer.allocate(8 + n).putInt(0x801).putInt(n);
            for (int i = 0; i < n; i++) {
                for (int pixel = 0; pixel < 28 * 28; pixel++) {
                    images.put((byte) (pixel % (i % 10 + 2) == 0 ? 255 : i));
                }
                labels.put((byte) (i % 10));
            }
            Files.write(data.resolve(part + "-images-idx3-ubyte"), images.array());
            Files.write(data.resolve(part + "-labels-idx1-ubyte"), labels.array());
        }
    }

    @ParameterizedTest
    @EnumSource(Command.class)
    void whatIsKilledEndsInTheSameBytesAndLeavesNothing(Command command) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("config.json"), command.config);
        writeData();
        long begun = System.nanoTime();
        finish(start(command, "whole", List.of()));
        long wholeMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        Map<String, ByteBuffer> whole = files("whole");
        var random = new SplittableRandom(SEED);
        int killed = 0;
        for (int kill = 0; kill < KILLS || killed == 0; kill++) {
            String out = "killed" + kill;
            // Several in a row, as a machine that is short of memory does.
            List<String> more = List.of();
            for (int i = 0; i <= kill % 3; i++) {
                Process victim = start(command, out, more);
                boolean ended = victim.waitFor(random.nextLong(wholeMs), TimeUnit.MILLISECONDS);
                victim.destroyForcibly().waitFor();
                if (ended) {
                    // Later runs find their files in memory: this one was faster than the one that was timed.
                    wholeMs = Math.max(1, wholeMs / 2);
                } else {
                    killed++;
                }
                more = List.of(command.again);
            }
            finish(start(command, out, more));
            assertThat(files(out).keySet()).as("kill %d", kill).isEqualTo(whole.keySet());
            assertThat(files(out)).as("kill %d", kill).isEqualTo(whole);
        }
        System.out.printf("%s: %d kills in %d folders, all bytes equal%n", command, killed, KILLS);
        assertThat(killed).isPositive();
    }

    /** As Ctrl-C does: it is asked to end, and prints what it has found so far. */
    @Test
    void aSearchThatIsInterruptedPrintsTheBestSoFar() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("config.json"), SEARCH.replace("\"steps\": 5", "\"steps\": 2000"));
        Process search = start(Command.SEARCH_RUN, "out", List.of());
        Path journal = folder.resolve("out").resolve(Journal.FILE);
        while (search.isAlive() && (!Files.exists(journal) || Files.size(journal) < 20_000)) {
            Thread.sleep(20);
        }
        search.destroy();
        assertThat(search.waitFor()).isNotZero();
        assertThat(said()).contains("interrupted; the best so far").contains("not yet come to", "that no other beats:");
    }
}
