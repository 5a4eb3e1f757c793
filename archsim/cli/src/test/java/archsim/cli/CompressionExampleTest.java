package archsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of compression from Java is compiled and run as it ships. */
class CompressionExampleTest {

    private static final String SOURCE = "examples/compression-api/CompressDigits.java";

    @TempDir
    private Path folder;

    private static Path source() {
        return Files.exists(Path.of("archsim")) ? Path.of("archsim", SOURCE) : Path.of("..", SOURCE);
    }

    /** Of the 25,000 weights of conv2 a tenth stays. */
    @Test
    void theExampleTrainsAndPrunes() throws Exception {
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        source().toString());
        assertThat(failed).isZero();
        Path out = folder.resolve("model");
        try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            loader.loadClass("CompressDigits").getMethod("main", String[].class).invoke(null, (Object)
                    new String[] {out.toString()});
        }
        assertThat(archsim.workloads.model.ModelLibrary.find(
                                out.resolve("model.safetensors").toString())
                        .layers()
                        .get(1)
                        .weights()
                        .mask()
                        .count())
                .isEqualTo(2500);
    }
}
