package archsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines of others that are not sound: the user learns whose jar it is, and nothing is written. */
class PlugInTest {

    private static final String CODE = "org/example/broken/";
    private static final String KIND = """
            package org.example.broken;
            public final class BrokenKind implements archsim.engine.plan.MachineKind {
                @Override public String name() { return "broken"; }
                @Override public Class<? extends archsim.engine.plan.Dataflow> parameters() { return Broken.class; }
                @Override public java.util.List<archsim.energy.Component> components() { return java.util.List.of(); }
            }""";
    private static final String MACHINE = """
            package org.example.broken;
            import archsim.engine.pe.Machine;
            import archsim.engine.plan.*;
            import archsim.workloads.LayerWorkload;
            public record Broken(int lanes) implements Dataflow {
                public Broken { if (lanes > %d) { throw new IllegalStateException("my lanes"); } }
                @Override public LayerPlan plan(LayerWorkload layer, Machine machine) {
                    throw new IllegalStateException("my plan");
                }
                @Override public FunctionalRun compute(LayerWorkload layer, Machine machine, LayerValues values) {
                    throw new IllegalStateException("my values");
                }
            }""";
    private static final String ACCELERATOR = """
            {"schemaVersion": 1, "name": "broken", "title": "%s", "clockMhz": 1000, "technologyNm": 65,
             "peArray": {"rows": 16, "columns": 16},
             "precision": {"weightBits": 16, "activationBits": 16, "accumulatorBits": 32},
             "dataflow": {"kind": "broken", "lanes": 16},
             "buffers": {"weights": {"capacityBytes": 32768, "wordBits": 256, "banks": 16},
               "inputs": {"capacityBytes": 4096, "wordBits": 256, "banks": 2},
               "outputs": {"capacityBytes": 2048, "wordBits": 256, "banks": 1}},
             "source": {"citation": "made up", "confidence": "b"}, "assumptions": []}""";
    private static final String RUN = """
            {"schemaVersion": 1, "accelerator": "broken", "memory": "ddr4-2400", "seed": 1, "workloads":
             [{"network": "lenet5", "sparsity": {"kind": "bernoulli", "weightDensity": 0.5}}]}""";
    /** Of class files; no Java reads this version. */
    private static final int MAJOR_VERSION = 7;

    private static final byte NONE_SUCH = 127;

    @TempDir
    private Path folder;

    /** The files of a sound plug-in but for its plan, by their place in the jar. */
    private Map<String, byte[]> files(int mostLanes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Path sources = Files.createDirectories(folder.resolve("sources"));
        Files.writeString(sources.resolve("BrokenKind.java"), KIND);
        Files.writeString(sources.resolve("Broken.java"), MACHINE.formatted(mostLanes));
        int exitCode = compiler.run(
                null,
                OutputStream.nullOutputStream(),
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                sources.resolve("BrokenKind.java").toString(),
                sources.resolve("Broken.java").toString());
        assertThat(exitCode).isZero();
        var files = new TreeMap<String, byte[]>();
        for (String name : List.of("Broken.class", "BrokenKind.class")) {
            files.put(CODE + name, Files.readAllBytes(folder.resolve(CODE + name)));
        }
        put(files, "META-INF/services/archsim.engine.plan.MachineKind", "org.example.broken.BrokenKind");
        putAccelerator(files, "a broken machine");
        return files;
    }

    private static void put(Map<String, byte[]> files, String place, String text) {
        files.put(place, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void putAccelerator(Map<String, byte[]> files, String title) {
        put(files, "archsim/accelerators/", "");
        put(files, "archsim/accelerators/broken.json", ACCELERATOR.formatted(title));
    }

    private String jar(String name, Map<String, byte[]> files) throws IOException {
        Path jar = folder.resolve(name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.putNextEntry(new JarEntry(file.getKey()));
                out.write(file.getValue());
                out.closeEntry();
            }
        }
        return jar.toString();
    }

    /** What a run says with {@code jars} beside archsim, which must be exit code 2 and leave no output. */
    private String refusal(String... jars) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("run.json"), RUN);
        var words = new ArrayList<String>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path") + File.pathSeparator + String.join(File.pathSeparator, jars),
                "archsim.cli.Main",
                "run",
                "--config",
                folder.resolve("run.json").toString(),
                "--out",
                folder.resolve("out").toString()));
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        int exitCode = process.waitFor();
        assertThat(exitCode).as(Files.readString(said)).isEqualTo(2);
        assertThat(folder.resolve("out")).doesNotExist();
        return Files.readString(said);
    }

    @Test
    void aRecordThatThrowsIsItsJarsFault() throws Exception {
        String jar = jar("lanes.jar", files(15));
        assertThat(refusal(jar)).contains(jar + " failed with IllegalStateException: my lanes");
    }

    @Test
    void aPlanThatThrowsIsItsJarsFault() throws Exception {
        String jar = jar("plan.jar", files(16));
        assertThat(refusal(jar)).contains(jar + " failed with IllegalStateException: my plan");
    }

    @Test
    void aKindOfAnotherJavaIsItsJarsFault() throws Exception {
        aClassOfAnotherJava("BrokenKind.class");
    }

    @Test
    void aRecordOfAnotherJavaIsItsJarsFault() throws Exception {
        aClassOfAnotherJava("Broken.class");
    }

    private void aClassOfAnotherJava(String name) throws Exception {
        Map<String, byte[]> files = files(16);
        files.get(CODE + name)[MAJOR_VERSION] = NONE_SUCH;
        String jar = jar("version.jar", files);
        assertThat(refusal(jar))
                .contains(jar)
                .contains("is no plug-in of this archsim")
                .contains("class file version");
    }

    @Test
    void twoJarsWithDifferentMachinesOfOneNameAreBothNamed() throws Exception {
        Map<String, byte[]> files = files(16);
        String one = jar("one.jar", files);
        var other = new TreeMap<String, byte[]>();
        putAccelerator(other, "another machine");
        assertThat(refusal(one, jar("two.jar", other)))
                .contains("broken")
                .contains("is in two jars: " + one + " and " + folder.resolve("two.jar"));
    }

    @Test
    void twoJarsWithTheSameClassAreBothNamed() throws Exception {
        String one = jar("one.jar", files(16));
        String two = jar("two.jar", files(16));
        assertThat(refusal(one, two)).contains(two + ":").contains("has org.example.broken.BrokenKind, so has " + one);
    }
}
