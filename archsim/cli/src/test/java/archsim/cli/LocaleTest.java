package archsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Egypt's digits are not ASCII, Germany's point is a comma, Turkey's i has no dot; nothing of it may show. */
@Isolated("changes the locale of the process")
class LocaleTest {

    private static final Locale BEFORE = Locale.getDefault();

    /** SIGMA's mode tells iterations, more than a thousand here: 1600 kept weights of fc1 and more. */
    private static final String RUN = """
        {"schemaVersion": 1, "accelerator": "sigma", "memory": "lpddr4-2400",
         "workloads": [{"model": "lenet5-mnist-dense"}, {"model": "lenet5-mnist-structured"}]}
        """;

    private static final String SWEEP = """
        {"schemaVersion": 1,
         "base": {"schemaVersion": 1, "accelerator": "scnn", "memory": "lpddr4-2400",
                  "workloads": [{"network": "lenet5", "sparsity": {"kind": "bernoulli", "weightDensity": 0.5}}]},
         "axes": [{"pointer": "/workloads/0/sparsity/weightDensity", "from": 0.25, "to": 1, "steps": 3}]}
        """;

    @TempDir
    private Path folder;

    @AfterEach
    void restore() {
        Locale.setDefault(BEFORE);
    }

    private Map<String, String> written(Locale locale, String name) throws IOException {
        Locale.setDefault(locale);
        Path run = Files.writeString(folder.resolve("run.json"), RUN);
        Path sweep = Files.writeString(folder.resolve("sweep.json"), SWEEP);
        Path out = folder.resolve(name);
        var texts = new TreeMap<String, String>();
        Outcome ran = Outcome.of("--config", run.toString(), "--out", out.toString());
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        texts.put("run on standard output", ran.out());
        Path points = folder.resolve(name + "-points");
        Outcome swept = Outcome.of("sweep", "--config", sweep.toString(), "--out", points.toString());
        assertThat(swept.exitCode()).as(swept.err()).isZero();
        texts.put("sweep on standard output", swept.out().replace(points.toString(), "points"));
        texts.put("explain", Outcome.of("explain", out.toString()).out());
        texts.put("memory", Outcome.of("memory", "lpddr4-2400").out());
        for (Path in : new Path[] {out, points}) {
            try (Stream<Path> files = Files.list(in)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    texts.put(
                            file.getFileName().toString(),
                            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return texts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"de-DE", "ar-EG", "tr-TR", "hi-IN-u-nu-deva"})
    void everyLocaleGetsTheSameBytes(String tag) throws IOException {
        Map<String, String> plain = written(Locale.ROOT, "plain");
        Map<String, String> local = written(Locale.forLanguageTag(tag), "local");
        assertThat(local.keySet()).isEqualTo(plain.keySet());
        plain.forEach((name, text) -> assertThat(local.get(name).equals(text))
                .as(name + " under " + tag)
                .isTrue());
    }

    @Test
    void aFaultIsToldInAsciiDigits() {
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        assertThat(Outcome.of("price", "nowhere", "--technology", "7000").err()).contains("was 7000");
    }
}
