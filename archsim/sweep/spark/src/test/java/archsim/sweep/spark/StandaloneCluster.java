package archsim.sweep.spark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real master with two workers of one core each, processes on loopback started from Spark's jars. */
final class StandaloneCluster implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("Starting Spark master at (spark://\\S+)");

    private final Path home;
    private final List<Process> workers = new ArrayList<>();
    private final Process master;
    private final String url;

    StandaloneCluster(Path folder) throws IOException {
        home = install(folder.resolve("spark"));
        master = start("org.apache.spark.deploy.master.Master", log("master"), "--host", "127.0.0.1", "--port", "0");
        url = addressIn(log("master"));
        for (int i = 0; i < 2; i++) {
            workers.add(start(
                    "org.apache.spark.deploy.worker.Worker",
                    log("worker" + i),
                    "--host",
                    "127.0.0.1",
                    "--cores",
                    "1",
                    "--memory",
                    "1g",
                    "--work-dir",
                    work(i).toString(),
                    url));
        }
    }

    /** Like a distribution of Spark, as far as its processes look for one. */
    private static Path install(Path home) throws IOException {
        Path jars = Files.createDirectories(home.resolve("jars"));
        String own =
                "archsim|yasson|parsson|jakarta\\.json|fastcsv|picocli|progressbar|jline|jfreechart|batik|xmlgraphics"
                        + "|junit|assertj|archunit|opentest4j|apiguardian|byte-buddy|error_prone";
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path jar = Path.of(entry);
            String name = jar.getFileName().toString();
            if (name.endsWith(".jar")
                    && !Pattern.compile("^(" + own + ")").matcher(name).find()) {
                Files.createSymbolicLink(jars.resolve(name), jar);
            }
        }
        return home;
    }

    private Path log(String name) {
        return home.resolve(name + ".log");
    }

    private Path work(int worker) {
        return home.resolve("work" + worker);
    }

    private Process start(String main, Path log, String... arguments) throws IOException {
        var all = new ArrayList<>(List.of(main, "--webui-port", "0"));
        all.addAll(List.of(arguments));
        return process(all)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** A Java process with Spark's jars. */
    ProcessBuilder process(List<String> mainAndArguments) {
        var command = new ArrayList<>(
                List.of(ProcessHandle.current().info().command().orElseThrow(), "-cp", home + "/jars/*"));
        command.addAll(mainAndArguments);
        return configured(new ProcessBuilder(command));
    }

    /** With the environment that Spark's processes and drivers need. */
    ProcessBuilder configured(ProcessBuilder process) {
        process.environment().put("SPARK_HOME", home.toString());
        process.environment().put("SPARK_SCALA_VERSION", "2.13");
        process.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        process.environment().remove("JAVA_TOOL_OPTIONS");
        return process;
    }

    private static String addressIn(Path log) {
        Wait.until("the master listens", () -> ADDRESS.matcher(Files.readString(log))
                .find());
        try {
            Matcher found = ADDRESS.matcher(Files.readString(log));
            return found.find() ? found.group(1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Address of the master. */
    String url() {
        return url;
    }

    /** Waits until {@code worker} is at a slice, and ends it with all that it started, as a power cut would. */
    void killBusy(int worker) {
        Wait.until("worker " + worker + " runs a slice", () -> isBusy(worker));
        destroy(workers.get(worker));
    }

    private boolean isBusy(int worker) throws IOException {
        try (var files = Files.walk(work(worker))) {
            for (Path log : files.filter(file -> file.endsWith("stderr")).toList()) {
                if (Files.readString(log).contains("Running task")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void destroy(Process process) {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() throws IOException {
        workers.forEach(StandaloneCluster::destroy);
        destroy(master);
        try (var links = Files.list(home.resolve("jars"))) {
            for (Path link : links.toList()) {
                Files.delete(link);
            }
        }
    }
}
