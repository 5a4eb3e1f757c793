package archsim.sweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps by {@code archsim/bin/archsim} and by {@code spark-submit}, on a standalone cluster that loses machines. */
class SparkClusterIT {

    private static final int POINTS = 600;
    private static final String SWEEP = """
            {"schemaVersion": 1,
             "base": {"schemaVersion": 1, "accelerator": "sticker", "memory": "lpddr4-2400",
               "workloads": [
                 {"name": "dense", "network": "lenet5", "sparsity": {"kind": "bernoulli", "weightDensity": 1}},
                 {"name": "pruned", "network": "lenet5", "sparsity": {"kind": "bernoulli", "weightDensity": 0.5}}]},
             "axes": [
               {"pointer": "/accelerator", "values": ["sticker", "cambricon-x", "eie"]},
               {"name": "weightDensity", "pointer": "/workloads/1/sparsity/weightDensity",
                "from": 0.01, "to": 0.9, "steps": 200}]}
            """;
    private static final Path ROOT = Path.of("../../..").toAbsolutePath().normalize();
    private static final List<String> FILES = List.of("points.csv", "points.jsonl", "sweep.json");

    @TempDir
    private static Path folder;

    private static StandaloneCluster cluster;
    private static Path config;
    private static Path alone;

    @BeforeAll
    static void runOnOneThread() throws IOException, InterruptedException {
        cluster = new StandaloneCluster(folder);
        config = Files.writeString(folder.resolve("sweep.json"), SWEEP);
        alone = folder.resolve("alone");
        Process local = archsim("local", alone, "--threads", "1");
        assertThat(local.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(local.exitValue()).as(log("local")).isZero();
    }

    @AfterAll
    static void stop() throws IOException {
        cluster.close();
    }

    private static String log(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".log"));
    }

    private static List<String> arguments(Path out, String... options) {
        var all = new ArrayList<>(List.of("sweep", "--config", config.toString(), "--out", out.toString()));
        all.addAll(List.of(options));
        return all;
    }

    private static Process archsim(String name, Path out, String... options) throws IOException {
        var command =
                new ArrayList<>(List.of(ROOT.resolve("archsim/bin/archsim").toString()));
        command.addAll(arguments(out, options));
        return start(name, new ProcessBuilder(command));
    }

    private static Process submitted(String name, Path out, String... options) throws IOException {
        var command = new ArrayList<>(List.of("org.apache.spark.deploy.SparkSubmit", "--master", cluster.url()));
        command.add(Path.of("target/archsim-job.jar").toAbsolutePath().toString());
        command.addAll(arguments(out, options));
        return start(name, cluster.process(command));
    }

    private static Process start(String name, ProcessBuilder process) throws IOException {
        return cluster.configured(process)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
    }

    private static long linesOfJournal(Path out) throws IOException {
        Path journal = out.resolve("points.journal");
        return Files.exists(journal) ? Files.readString(journal).lines().count() : 0;
    }

    private static void assertSameBytes(Path out) throws IOException {
        for (String file : FILES) {
            assertThat(out.resolve(file)).hasSameBinaryContentAs(alone.resolve(file));
        }
        assertThat(out.resolve("points.journal")).doesNotExist();
    }

    /** First the driver is killed, then, under {@code spark-submit} with {@code --resume}, one of the two workers. */
    @Test
    void aKilledDriverAndAKilledWorkerDoNotShowInTheResult() throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Process killed = archsim("killed", out, "--engine", "spark", "--master", cluster.url());
        Wait.until("ten points are kept", () -> linesOfJournal(out) > 10);
        killed.destroyForcibly().waitFor();
        long kept = linesOfJournal(out);
        assertThat(kept).isLessThan(POINTS);

        Process resumed = submitted("resumed", out, "--engine", "spark", "--resume");
        Wait.until("ten more points are kept", () -> linesOfJournal(out) > kept + 10);
        cluster.killBusy(0);
        assertThat(linesOfJournal(out)).isBetween(kept + 1, POINTS - 10L);

        assertThat(resumed.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(resumed.exitValue()).as(log("resumed")).isZero();
        assertThat(log("resumed")).contains("of 600 points were finished").contains("Lost executor");
        assertSameBytes(out);
    }
}
