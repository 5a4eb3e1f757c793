package archsim.reports.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import archsim.reports.SampleResults;
import archsim.reports.SixtyLayers;
import archsim.reports.result.NamedResult;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of sixty layers in a real browser; left out where there is none. */
@Timeout(180)
class ReportPageInBrowserTest {

    private static final String TRACE = "{\"traceEvents\":[]}";

    @TempDir
    private static Path folder;

    private static Chromium browser;
    private static Path page;

    @BeforeAll
    static void startBrowser() throws IOException, InterruptedException {
        assumeTrue(Chromium.onPath().isPresent(), "no Chromium on the path");
        page = folder.resolve("report.html");
        Files.writeString(
                page,
                ReportPage.of(
                        List.of(new NamedResult("out", SixtyLayers.result())),
                        List.of(EmbeddedTrace.of("out/trace.json", TRACE.getBytes(StandardCharsets.UTF_8))),
                        "archsim report out"));
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

    /** A table that is wider than its box scrolls there, and nothing makes the page itself wider than the screen. */
    @ParameterizedTest
    @ValueSource(ints = {390, 1000, 1300})
    void nothingIsCutAtAnyWidth(int width) throws InterruptedException {
        browser.command(
                "Emulation.setDeviceMetricsOverride",
                Json.createObjectBuilder()
                        .add("width", width)
                        .add("height", 900)
                        .add("deviceScaleFactor", 1)
                        .add("mobile", width < 500));
        browser.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })");
        assertThat(browser.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .isEqualTo("0");
        assertThat(browser.evaluate("[...document.querySelectorAll('table')].filter(t => {"
                        + " const box = t.closest('.scroll');"
                        + " return !box || (box.scrollWidth > box.clientWidth"
                        + " && getComputedStyle(box).overflowX !== 'auto'); }).length"))
                .isEqualTo("0");
        assertThat(browser.evaluate("[...document.querySelectorAll('caption span')]"
                        + ".filter(s => s.getBoundingClientRect().right > innerWidth).length"))
                .isEqualTo("0");
        assertThat(Double.parseDouble(
                        browser.evaluate("document.querySelector('figure svg').getBoundingClientRect().width")))
                .isGreaterThan(340);
        browser.command("Emulation.clearDeviceMetricsOverride", Json.createObjectBuilder());
    }

    /** layer3 is an fc1: 50 + 500 cycles of DENSE over those of the pruned one; sixty layers and a total. */
    @Test
    void anyTwoWorkloadsStandSideBySide() throws InterruptedException {
        assertThat(browser.evaluate("document.querySelectorAll('#compared tbody tr').length"))
                .isEqualTo("61");
        browser.evaluate("(() => { const s = document.querySelectorAll('#side-by-side select');"
                + " s[1].value = s[0].value; s[1].dispatchEvent(new Event('input', {bubbles: true})); })()");
        assertThat(browser.evaluate("[...document.querySelectorAll('#compared tbody tr')]"
                        + ".map(r => r.cells[3].textContent).join(' ')"))
                .matches("(1\\.00 ){60}1\\.00");
    }

    /** The tab gets the trace once it has answered, and nobody else gets anything. */
    @Test
    void theTraceGoesToPerfetto() throws InterruptedException {
        browser.evaluate("(() => { window.sent = []; window.open = (url) => { window.opened = url;"
                + " return { postMessage: (message, to) => window.sent.push([message, to]) }; }; })()");
        browser.click("button.trace");
        Thread.sleep(500);
        assertThat(browser.evaluate("window.opened")).isEqualTo("https://ui.perfetto.dev");
        assertThat(browser.evaluate("window.sent[0].join(' ')")).isEqualTo("PING https://ui.perfetto.dev");
        browser.evaluate("window.dispatchEvent(new MessageEvent('message', {data: 'PONG', origin: 'https://evil'}))");
        assertThat(browser.evaluate("window.sent.some(s => s[0].perfetto)")).isEqualTo("false");
        browser.evaluate("window.dispatchEvent(new MessageEvent('message',"
                + " {data: 'PONG', origin: 'https://ui.perfetto.dev'}))");
        assertThat(browser.evaluate("new TextDecoder().decode(window.sent.at(-1)[0].perfetto.buffer)"))
                .isEqualTo(TRACE);
        assertThat(browser.evaluate("window.sent.at(-1)[0].perfetto.title + window.sent.at(-1)[1]"))
                .isEqualTo("out/trace.jsonhttps://ui.perfetto.dev");
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
