package archsim.reports.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import archsim.reports.SampleResults;
import archsim.reports.SixtyLayers;
import archsim.reports.result.NamedResult;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page of sixty layers in a real browser; left out where there is none. */
@Timeout(180)
class ReportPageInBrowserTest {

    @TempDir
    private static Path folder;

    private static Chromium browser;
    private static Path page;

    @BeforeAll
    static void startBrowser() throws IOException, InterruptedException {
        assumeTrue(Chromium.onPath().isPresent(), "no Chromium on the path");
        page = folder.resolve("report.html");
        Files.writeString(
                page, ReportPage.of(List.of(new NamedResult("out", SixtyLayers.result())), "archsim report out"));
        browser = Chromium.start(Chromium.onPath().orElseThrow(), folder);
    }

    @AfterAll
    static void endBrowser() throws InterruptedException {
        if (browser != null) {
            browser.end();
        }
    }

    @BeforeEach
    void open() throws InterruptedException {
        browser.open(page);
    }

    private static String cells(String row) throws InterruptedException {
        return browser.evaluate("[...document.querySelector('#layer-table tbody').rows]"
                + ".filter(r => !r.hidden).map(r => " + row + ").join(' ')");
    }

    /** What makes a page slow is how much there is to lay out; 60 layers of 3 workloads must not need more than this. */
    @Test
    void sixtyLayersStayALightPage() throws InterruptedException {
        assertThat(Integer.parseInt(browser.evaluate("document.querySelectorAll('*').length")))
                .isBetween(1_000, 25_000);
        assertThat(browser.evaluate("document.body.offsetHeight > 10000")).isEqualTo("true");
    }

    @Test
    void nothingIsLoadedFromElsewhereAndNothingComplained() throws InterruptedException {
        assertThat(browser.evaluate("document.querySelectorAll('figure svg').length"))
                .isNotEqualTo("0");
        browser.click("#layer-table thead th:nth-child(6) button");
        browser.hover(".covers rect");
        assertThat(browser.complaints()).isEmpty();
    }

    /** The most cycles have the layers like fc1 of the dense workload, the 3rd, 7th, 11th; equals keep their order. */
    @Test
    void aHeaderSortsByTheNumbersDownThenUp() throws InterruptedException {
        String header = "#layer-table thead th:nth-child(6)";
        browser.click(header + " button");
        assertThat(browser.evaluate("document.querySelector('" + header + "').getAttribute('aria-sort')"))
                .isEqualTo("descending");
        assertThat(cells("r.cells[0].textContent + '/' + r.cells[1].textContent"))
                .startsWith(SampleResults.DENSE + "/layer3 " + SampleResults.DENSE + "/layer7 ");
        browser.click(header + " button");
        assertThat(browser.evaluate("document.querySelector('" + header + "').getAttribute('aria-sort')"))
                .isEqualTo("ascending");
        assertThat(cells("r.cells[0].textContent")).startsWith(SampleResults.STRUCTURED);
        assertThat(browser.evaluate("document.querySelectorAll('[aria-sort]').length"))
                .isEqualTo("1");
    }

    /** layer1, layer10 to layer19 of one of three workloads: eleven of 180 rows. */
    @Test
    void rowsAreFilteredByWorkloadAndByText() throws InterruptedException {
        browser.evaluate("(() => { const f = document.querySelector('form.filter');"
                + " f.querySelector('select').value = '" + SampleResults.STRUCTURED + "';"
                + " f.querySelector('input').value = 'LAYER1';"
                + " f.querySelector('input').dispatchEvent(new Event('input', {bubbles: true})); })()");
        assertThat(browser.evaluate("document.querySelector('form.filter output').textContent"))
                .isEqualTo("11 of 180 rows");
        assertThat(cells("r.cells[1].textContent").split(" ", -1)).hasSize(11).contains("layer1", "layer19");
    }

    @Test
    void whatIsUnderThePointerSaysItsNumbers() throws InterruptedException {
        assertThat(browser.evaluate("document.getElementById('tip').hidden")).isEqualTo("true");
        browser.hover(".covers rect");
        assertThat(browser.evaluate("document.getElementById('tip').hidden")).isEqualTo("false");
        assertThat(browser.evaluate("document.getElementById('tip').textContent"))
                .startsWith(SampleResults.DENSE + ", useful: ")
                .contains("cycles")
                .endsWith("%");
    }

    @Test
    void inksFollowTheSchemeOfTheReader() throws InterruptedException {
        String ink = "getComputedStyle(document.querySelector('figure svg text')).fill";
        scheme("light");
        assertThat(browser.evaluate(ink)).isEqualTo("rgb(32, 32, 32)");
        scheme("dark");
        assertThat(browser.evaluate(ink)).isEqualTo("rgb(232, 232, 232)");
        assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(22, 24, 29)");
        scheme("light");
    }

    private static void scheme(String value) throws InterruptedException {
        var feature =
                Json.createObjectBuilder().add("name", "prefers-color-scheme").add("value", value);
        browser.command(
                "Emulation.setEmulatedMedia",
                Json.createObjectBuilder()
                        .add("features", Json.createArrayBuilder().add(feature)));
    }
}
