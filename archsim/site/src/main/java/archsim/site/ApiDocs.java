package archsim.site;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** Javadoc of what is public. */
final class ApiDocs {

    private static final List<String> MODULES = List.of(
            "archsim/base",
            "workloads",
            "dram-sram-tables",
            "energy-models",
            "archsim/engine",
            "archsim/sweep",
            "validation",
            "reports");

    private ApiDocs() {}

    /**
     * Writes it to {@code folder}.
     *
     * @throws IOException if the tool fails, with what it said
     */
    static void write(Path root, Path folder) throws IOException {
        var arguments = new ArrayList<String>(List.of(
                "-quiet",
                "-notimestamp",
                "-Xdoclint:none",
                "-public",
                "-encoding",
                "UTF-8",
                "--release",
                "17",
                "-windowtitle",
                "archsim",
                "-d",
                folder.toString(),
                "-classpath",
                System.getProperty("java.class.path")));
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .map(Path::toString)
                        .sorted()
                        .forEach(arguments::add);
            }
        }
        var said = new StringWriter();
        var writer = new PrintWriter(said);
        ToolProvider javadoc =
                ToolProvider.findFirst("javadoc").orElseThrow(() -> new IOException("this Java has no javadoc tool"));
        if (javadoc.run(writer, writer, arguments.toArray(String[]::new)) != 0) {
            throw new IOException("javadoc failed:\n" + said);
        }
    }
}
