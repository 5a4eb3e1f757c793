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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Python package's own tests, against the classes of this build. */
class PythonPackageTest {

    private static final Path PACKAGE = Path.of("../python").toAbsolutePath().normalize();

    @TempDir
    private Path home;

    @Test
    void itsTestsPass() throws IOException, InterruptedException {
        assumeTrue(runs(List.of("python3", "--version"), Map.of()), "python3 is not installed");
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
                                "python3",
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

    /** Whether a program starts and ends with 0; what it says becomes part of a failure. */
    private boolean runs(List<String> command, Map<String, String> environment) throws InterruptedException {
        File output = home.resolve("output").toFile();
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            if (process.exitValue() != 0) {
                throw new AssertionError(Files.readString(output.toPath(), StandardCharsets.UTF_8));
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
