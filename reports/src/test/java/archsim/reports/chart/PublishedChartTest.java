package archsim.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.Confidence;
import archsim.base.Source;
import archsim.validation.ValidationReport;
import archsim.validation.fact.Check;
import archsim.validation.fact.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedChartTest {

    @TempDir
    private Path folder;

    private static Check check(String name, double simulated, Verdict verdict) {
        return check(name, 16.5, simulated, "ms", verdict);
    }

    private static Check check(String name, double published, double simulated, String unit, Verdict verdict) {
        return check(name, published, simulated, unit, verdict, "Authors, Venue 2017, Table " + name.length());
    }

    private static Check check(
            String name, double published, double simulated, String unit, Verdict verdict, String citation) {
        var source = new Source(citation, Confidence.A);
        return new Check(
                name,
                "",
                published,
                simulated,
                unit,
                simulated / published - 1,
                0.1,
                verdict,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                source);
    }

    private String drawn(Check... checks) throws IOException {
        PublishedChart.of("eyeriss", new ValidationReport(List.of(checks)))
                .orElseThrow()
                .write(folder);
        return Files.readString(folder.resolve("published-eyeriss.svg"));
    }

    @Test
    void aLineSaysWhatWasSimulatedAndWhatWasPublished() throws IOException {
        assertThat(drawn(check("eyeriss-conv1-latency", 17.0, Verdict.PASS)))
                .contains(">conv1 latency</text", ">17, published 16.5 ms</text", ">within the tolerance</text")
                .doesNotContain("off, and the reason is known");
    }

    /** A part of a set, whose name is not what its lines begin with. */
    @Test
    void whatAllLinesBeginWithIsLeftOut() throws IOException {
        assertThat(drawn(
                        check("scnn-energy-vgg", 17.0, Verdict.PASS), check("scnn-energy-alexnet", 17.0, Verdict.PASS)))
                .contains(">VGG</text", ">alexnet</text");
        assertThat(drawn(check("scnn-energy-vgg", 17.0, Verdict.PASS), check("scnn-speed-vgg", 17.0, Verdict.PASS)))
                .contains(">energy VGG</text", ">speed VGG</text");
        assertThat(drawn(check("scnn-energy-vgg", 17.0, Verdict.PASS), check("dcnn-energy-vgg", 17.0, Verdict.PASS)))
                .contains(">SCNN energy VGG</text");
    }

    @Test
    void namesAreWrittenAsTheFieldDoes() throws IOException {
        assertThat(drawn(
                        check("scnn-speed-up-vgg", 17.0, Verdict.PASS),
                        check("scnn-speed-dense", 17.0, Verdict.PASS),
                        check("scnn-vgg-5-3-dram", 17.0, Verdict.PASS),
                        check("scnn-use-4-pes", 17.0, Verdict.PASS)))
                .contains(">speed-up VGG</text", ">speed dense</text", ">VGG 5-3 DRAM</text", ">use 4 PEs</text");
    }

    /** A name of 21 letters and one of 5. */
    @Test
    void theCaptionCitesEverySourceOnce() throws IOException {
        assertThat(drawn(
                        check("eyeriss-conv1-latency", 17.0, Verdict.PASS),
                        check("eyeriss-conv5-latency", 30.0, Verdict.REPORTED),
                        check("power", 9.0, Verdict.FAIL)))
                .containsOnlyOnce("Table 21")
                .containsOnlyOnce("Table 5")
                .contains("off without a known reason");
    }

    /** Tables of one paper are cited once, a title of two words is no source. */
    @Test
    void whatCitationsHaveInCommonIsSaidOnce() throws IOException {
        assertThat(drawn(
                        check("a", 8.9, 9, "us", Verdict.PASS, "A. Han, ISCA 2016, Table III: 8.9 us"),
                        check("b", 9.9, 9, "mm2", Verdict.PASS, "A. Han, ISCA 2016, Table III: 9.9 mm2"),
                        check("c", 8.9, 9, "x", Verdict.PASS, "B. Wu, Loops: sparse, MICRO 2022"),
                        check("d", 8.9, 9, "x", Verdict.PASS, "B. Wu, Loops: dense, MICRO 2023"),
                        check("e", 8.9, 9, "x", Verdict.PASS, "C. Yuan, VLSI 2018: by hand")))
                .contains("8.90 \u00b5s<", "9.90 mm\u00b2<", "Table III; B.", "sparse,", "dense,", "by hand")
                .containsOnlyOnce("Table III");
    }

    @Test
    void aVerdictKeepsItsColourWhereOthersAreAbsent() throws IOException {
        String reported = "rgb(0,158,115)";
        assertThat(drawn(check("a", 30, Verdict.REPORTED))).contains(reported);
        assertThat(drawn(check("a", 17, Verdict.PASS), check("b", 30, Verdict.REPORTED)))
                .contains(reported);
    }

    @Test
    void whatIsNoRatioIsNotDrawn() {
        assertThat(PublishedChart.of("x", new ValidationReport(List.of(check("a", 0, Verdict.FAIL)))))
                .isEmpty();
    }

    /** Of a range from 0.9 to 1.1 that ends where the words begin, the words would hide a part. */
    @Test
    void longWordsLeaveTheRangeThatPassesInSight() throws IOException {
        String svg =
                drawn(check("a", 1_650_000_000, 1_650_000_001, "multiply-accumulates of all layers", Verdict.PASS));
        double words = Stream.of(svg.split("<text"))
                .filter(text -> text.contains(">1,650,000,001, published"))
                .mapToDouble(text -> number(text, " x=\"([\\d.]+)\""))
                .findFirst()
                .orElseThrow();
        double grey = Stream.of(svg.split("<rect"))
                .filter(bar -> bar.substring(0, bar.indexOf('>')).contains("fill=\"rgb(221,221,221)\""))
                .mapToDouble(bar -> number(bar, " x=\"([\\d.]+)\"") + number(bar, " width=\"([\\d.]+)\""))
                .max()
                .orElseThrow();
        assertThat(grey).isLessThan(words);
    }

    private static double number(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        return found.find() ? Double.parseDouble(found.group(1)) : Double.NaN;
    }
}
