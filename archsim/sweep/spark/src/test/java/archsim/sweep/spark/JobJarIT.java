package archsim.sweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The jar for {@code spark-submit}, which holds other people's classes beside archsim's. */
class JobJarIT {

    @ParameterizedTest
    @CsvSource({"META-INF/LICENSE, LICENSE", "META-INF/THIRD-PARTY.md, THIRD-PARTY.md"})
    void itCarriesItsLicences(String entry, String file) throws IOException {
        assertThat(content(entry)).isEqualTo(Files.readString(Path.of("../../..", file)));
    }

    /** Those of the Apache projects in it ask for this. */
    @ParameterizedTest
    @CsvSource({"Apache Commons Math", "Apache XML Graphics"})
    void itCarriesTheNoticesOfWhatItHolds(String project) throws IOException {
        assertThat(content("META-INF/NOTICE")).contains(project);
    }

    private static String content(String entry) throws IOException {
        try (var jar = new ZipFile("target/archsim-job.jar")) {
            ZipEntry found = jar.getEntry(entry);
            assertThat(found).as(entry).isNotNull();
            try (InputStream content = jar.getInputStream(found)) {
                return new String(content.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
