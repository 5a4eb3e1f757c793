package archsim.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.engine.pe.SlotStack;
import archsim.reports.result.LayersCsv;
import archsim.reports.result.ResultJson;
import archsim.reports.text.TextReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {

    @TempDir
    private Path folder;

    private List<String> filesInFolder() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aResultIsFourFilesAndNothingElse() throws IOException {
        List<String> written = ReportFiles.write(folder, SampleResults.three());
        assertThat(written).containsExactly("result.json", "layers.csv", "cycles-energy.png", "cycles-energy.svg");
        assertThat(filesInFolder()).containsExactlyInAnyOrderElementsOf(written);
        assertThat(folder.resolve("result.json")).hasContent(ResultJson.of(SampleResults.three()));
    }

    @Test
    void aResultThatCannotBeShownLeavesNoFile() throws IOException {
        var metrics = SampleResults.metrics(SlotStack.useful(4), 1, 1, 1, 1, 1, Double.NaN);
        var result = SampleResults.of(SampleResults.run("w", SampleResults.layer("conv1", "", metrics)));
        assertThatThrownBy(() -> ReportFiles.write(folder, result)).isInstanceOf(IllegalArgumentException.class);
        assertThat(filesInFolder()).isEmpty();
    }

    /** In a machine of its own, since other tests load the classes of charts. */
    @Test
    void textAndJsonAndCsvLoadNoClassOfTheCharts() throws Exception {
        Path log = folder.resolve("classes.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + log,
                        "-cp",
                        System.getProperty("java.class.path"),
                        WithoutCharts.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(Files.readString(log))
                .contains("archsim.reports.text.TextReport")
                .doesNotContain("org.jfree")
                .doesNotContain("org.apache.batik")
                .doesNotContain("java.awt.Graphics2D");
    }

    /** Makes everything but the figure. */
    static final class WithoutCharts {

        public static void main(String[] arguments) {
            var result = SampleResults.three();
            if (ResultJson.of(result).isEmpty()
                    || LayersCsv.of(result).isEmpty()
                    || TextReport.of(result).isEmpty()) {
                throw new IllegalStateException("nothing was written");
            }
        }
    }
}
