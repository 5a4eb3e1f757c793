package archsim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Python package's own tests, against the classes of this build. */
class PythonPackageTest {

    private static final int LACKS_A_MODULE = 9;
    private static final Path PACKAGE = Path.of("../python").toAbsolutePath().normalize();

    @TempDir
    private Path home;

    @Test
    void itsTestsPass() throws IOException, InterruptedException {
        Optional<String> python = python();
        assumeTrue(python.isPresent(), "python3 is not installed");
        Path launcher = home.resolve("bin/archsim");
        Files.createDirectories(launcher.getParent());
        Files.writeString(
                launcher,
                "#!/bin/sh\nexec '" + System.getProperty("java.home") + "/bin/java' -XX:+UseSerialGC -Xshare:auto"
                        + " -XX:TieredStopAtLevel=1 -Djava.awt.headless=true -cp '"
                        + System.getProperty("java.class.path") + "' archsim.cli.Main \"$@\"\n");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        Map<String, String> environment = Map.of(
                "ARCHSIM_HOME",
                home.toString(),
                "PYTHONPATH",
                PACKAGE.resolve("src").toString(),
                "PYTHONDONTWRITEBYTECODE",
                "1");
        assertThat(runs(
                        List.of(
                                python.get(),
                                "-W",
                                "error::ResourceWarning",
                                "-m",
                                "unittest",
                                "discover",
                                "-s",
                                PACKAGE.resolve("tests").toString()),
                        environment))
                .as("see %s", home.resolve("output"))
                .isTrue();
    }

    /** One that can run notebooks, if there is one: Debian's own has Debian's packages, another on the path may not. */
    private Optional<String> python() throws InterruptedException {
        for (String name : List.of("python3", "/usr/bin/python3")) {
            if (runs(
                    List.of(
                            name,
                            "-c",
                            "import sys\ntry:\n import nbclient\nexcept ImportError:\n sys.exit(" + LACKS_A_MODULE
                                    + ")"),
                    Map.of())) {
                return Optional.of(name);
            }
        }
        System.out.println("the notebooks of archsim/python are not run: no python3 has nbclient");
        return runs(List.of("python3", "--version"), Map.of()) ? Optional.of("python3") : Optional.empty();
    }

    /** Whether a program starts and ends with 0; what it says becomes part of a failure. */
    private boolean runs(List<String> command, Map<String, String> environment) throws InterruptedException {
        File output = home.resolve("output").toFile();
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
            if (process.exitValue() == LACKS_A_MODULE) {
                return false;
            }
            if (process.exitValue() != 0) {
                throw new AssertionError(Files.readString(output.toPath(), StandardCharsets.UTF_8));
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
