package archsim.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.Interval;
import archsim.reports.plot.FigureFiles;
import archsim.reports.text.AnalysisTables;
import archsim.reports.words.AxisName;
import archsim.sweep.analysis.BreakEven;
import archsim.sweep.analysis.BreakEven.Verdict;
import archsim.sweep.analysis.Objective;
import archsim.sweep.analysis.Tornado;
import archsim.sweep.analysis.WinShare;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts that the figures of analyses show; a number is drawn in the unit that its axis names. */
class AnalysisChartsTest {

    private static final List<JsonValue> STICKER = List.of(Json.createValue("sticker"));

    @TempDir
    private Path folder;

    private String svg(FigureFiles figure, String stem) throws IOException {
        figure.write(folder);
        return Files.readString(folder.resolve(stem + ".svg"));
    }

    private static BreakEven breakEven(Objective objective, Verdict verdict, Double... crossings) {
        return new BreakEven(STICKER, "pruned", "dense", objective, verdict, List.of(crossings), 1, List.of());
    }

    /** Where there is no mark, words say why; a rival on a machine of its own is not on the same one. */
    @Test
    void breakEvensHaveAMarkOrWords() throws IOException {
        String same = svg(
                BreakEvenChart.of(
                        "sweep",
                        "scnn, 16 nm",
                        "weightDensity",
                        0.1,
                        1,
                        List.of(
                                breakEven(Objective.ENERGY, Verdict.FROM_HERE, 0.5),
                                breakEven(Objective.CYCLES, Verdict.NEVER))),
                "break-even");

        assertThat(same)
                .contains("sticker: pruned", "cycles: never", "break-even pruning rate (times fewer weights)")
                .contains("dense on the same machine", "Scnn,", "16 nm.")
                .doesNotContain("energy: ");
        assertThat(svg(
                        BreakEvenChart.of(
                                "sweep",
                                "scnn, 16 nm",
                                "weightDensity",
                                0.1,
                                1,
                                List.of(new BreakEven(
                                        STICKER,
                                        "pruned",
                                        "dense on diannao",
                                        Objective.ENERGY,
                                        Verdict.ALWAYS,
                                        List.of(),
                                        0,
                                        List.of()))),
                        "break-even"))
                .contains("dense on diannao", "energy: always")
                .doesNotContain("same machine");
    }

    /** Without a mark, the figure says within which rates none lies. */
    @Test
    void aFigureWithoutMarksSaysSo() throws IOException {
        assertThat(svg(
                        BreakEvenChart.of(
                                "sweep",
                                "scnn, 16 nm",
                                "weightDensity",
                                0.1,
                                1,
                                List.of(breakEven(Objective.CYCLES, Verdict.NEVER))),
                        "break-even"))
                .contains("between 1 and 10.");
    }

    /** 2,000,000 pJ at the most are 2,000 nJ: the axis says nJ, and axes go by the names that people use. */
    @Test
    void swingsAreDrawnInAUnitThatFits() throws IOException {
        var bar = new Tornado.Bar("/accelerator/clockMhz", 1e6, "400", 2e6, "100", 0);

        assertThat(svg(
                        TornadoChart.of(
                                "sweep", "scnn, 16 nm", new Tornado("pruned", Objective.ENERGY, 1.5e6, List.of(bar))),
                        "tornado"))
                .contains("clock (MHz)", "energy (nJ)", "What moves the energy of pruned", "1500)")
                .doesNotContain("clockMhz");
    }

    @Test
    void winsAreCountedInPerCentAlongTheLastAxis() throws IOException {
        var share = new WinShare(
                List.of(STICKER.get(0), Json.createValue(0.25)), "pruned", "dense", 0.75, new Interval(2, 1, 2, 3));

        assertThat(svg(WinsChart.of("sweep", "scnn, 16 nm", "weightDensity", 1000, List.of(share, share)), "wins"))
                .contains(
                        "pruning rate (times fewer weights)",
                        "a   sticker",
                        "pruned",
                        "in 1,000 draws",
                        "Scnn,",
                        "16 nm.");
        assertThat(AnalysisTables.wins(List.of("machine", "weightDensity"), List.of(share))
                        .rows()
                        .get(0))
                .hasToString("[pruned, sticker, 0.25, dense, 75.0, 1.0, 2.0, 3.0]");
    }

    @ParameterizedTest
    @CsvSource({
        "/accelerator/clockMhz, clock (MHz)",
        "weightDensity, weight density",
        "/accelerator, accelerator",
        "/workloads/1/weightBits, weight (bits)",
        "/accelerator/buffers/weights/capacityBytes, capacity (bytes)",
        "/accelerator/dataflow/levels/1/technologyNm, technology of levels/1 (nm)",
        "/accelerator/dataflow/levels/2/ports, ports of levels/2",
        "'rate, as I call it', 'rate, as I call it'"
    })
    void axesHaveNamesForPeople(String axis, String name) {
        assertThat(AxisName.of(axis)).isEqualTo(name);
    }
}
