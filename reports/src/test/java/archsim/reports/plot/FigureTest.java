package archsim.reports.plot;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.run.result.RunResult;
import archsim.reports.LenetResult;
import archsim.reports.SampleResults;
import archsim.reports.chart.ResultFigures;
import archsim.reports.chart.RooflineChart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FigureTest {

    private static final String HOSTILE = "<script>alert('&\u0000\u202e\ud800\")</script>";

    @TempDir
    private Path folder;

    private static Figure figure() {
        return new ResultFigures(LenetResult.result(), "sticker").cycles();
    }

    private static Stream<Figure> all() {
        var figures = new ResultFigures(LenetResult.result(), "sticker");
        return Stream.of(
                figures.cycles(),
                figures.energy(),
                figures.energyByDataType(),
                figures.dram(),
                figures.storage(),
                figures.layerCycles(LenetResult.result().runs().get(1)),
                figures.layerEnergy(LenetResult.result().runs().get(1)),
                RooflineChart.of(LenetResult.result()).orElseThrow());
    }

    @Test
    void aFigureIsThreeFiles() throws IOException {
        assertThat(new FigureFiles("cycles", figure()).write(folder))
                .containsExactly("cycles.png", "cycles.svg", "cycles.pdf")
                .allSatisfy(name -> assertThat(folder.resolve(name)).isNotEmptyFile());
    }

    /** The page of the PDF is as large as the drawing, whose pixels are points; it holds no time. */
    @Test
    void thePdfIsOnePageOfTheSizeOfTheDrawing() throws IOException {
        byte[] pdf = figure().toPdf();
        assertThat(pdf).isEqualTo(figure().toPdf());
        var png = ImageIO.read(new ByteArrayInputStream(figure().toPng()));
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(png.getWidth() / 2f);
            assertThat(document.getPage(0).getMediaBox().getHeight()).isEqualTo(png.getHeight() / 2f);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void theSameFigureGivesTheSameBytes(Figure figure) {
        assertThat(figure.toSvg()).isEqualTo(figure.toSvg());
        assertThat(figure.toInlineSvg("x")).isEqualTo(figure.toInlineSvg("x"));
    }

    /** Nothing but fills of the palette may look the same on dark paper, or it could not be read there. */
    @ParameterizedTest
    @MethodSource("all")
    void theDarkLookLeavesNoInkAndNoPaper(Figure figure) {
        assertThat(new String(figure.toSvg(), StandardCharsets.UTF_8)).contains("rgb(32,32,32)");
        String dark = new String(figure.in(Theme.DARK).toSvg(), StandardCharsets.UTF_8);
        assertThat(dark)
                .contains("rgb(232,232,232)")
                .contains("rgb(22,24,29)")
                .doesNotContain("rgb(32,32,32)")
                .doesNotContain("rgb(221,221,221)");
    }

    /** Neither inks nor paper have a colour of their own, and ids start with that of the figure. */
    @ParameterizedTest
    @MethodSource("all")
    void inAPageInksFollowThePage(Figure figure) {
        assertThat(figure.toInlineSvg("figure-7"))
                .startsWith("<svg")
                .contains("var(--ink)", "var(--paper)", "id=\"figure-7-title\"", "url(#figure-7clipPath1)")
                .doesNotContain("rgb(32,32,32)")
                .doesNotContain("fill=\"white\" stroke=\"white\"");
    }

    /** Three bars of up to seven causes, each to scale and stretched. */
    @Test
    void inAPageEveryPartSaysWhatItIs() {
        assertThat(figure().toInlineSvg("x"))
                .contains("<title>" + SampleResults.NON_STRUCTURED + ", imbalance: ")
                .containsPattern("<title>[^<]+, DRAM stall: [0-9,.]+ cycles, [0-9.]+ %</title>");
    }

    @Test
    void namesFromFilesAreTextAndNothingElse() {
        var run = LenetResult.result().runs().get(0);
        var named = RunResult.of(HOSTILE, HOSTILE, run.layers());
        var figure = new ResultFigures(SampleResults.of(run, named), HOSTILE).cycles();
        for (String svg : List.of(new String(figure.toSvg(), StandardCharsets.UTF_8), figure.toInlineSvg("x"))) {
            assertThat(svg).doesNotContain("<script", "\u0000", "\u202e").satisfies(text -> assertThat(
                            StandardCharsets.UTF_8.newEncoder().canEncode(text))
                    .isTrue());
        }
        assertThat(figure.toPng()).isNotEmpty();
        assertThat(figure.toPdf()).isNotEmpty();
    }
}
