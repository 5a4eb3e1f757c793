package archsim.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.run.result.LayerResult;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.reports.LenetResult;
import archsim.reports.SampleResults;
import archsim.reports.result.NamedResult;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportPageTest {

    private static final String HOSTILE = "</style></script><img src=x onerror=\"alert('&lt;')\">\u0000\u202e\ud800";

    private static String page(SimulationResult... results) {
        var named = new ArrayList<NamedResult>();
        for (SimulationResult result : results) {
            named.add(new NamedResult("out/" + named.size(), result));
        }
        return ReportPage.of(named, "archsim report out");
    }

    /** But for the script a page is well-formed XML, in which a name that escapes its place would show. */
    private static Document parsed(String page) throws Exception {
        String markup = page.replaceAll("(?s)<script>.*?</script>", "<script/>");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(markup)));
    }

    private static List<Element> elements(Document page, String name) {
        NodeList found = page.getElementsByTagName(name);
        var elements = new ArrayList<Element>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static List<String> texts(Document page, String name) {
        return elements(page, name).stream().map(Element::getTextContent).toList();
    }

    @Test
    void theSummaryComesFirstAndTheOriginLast() throws Exception {
        assertThat(texts(parsed(page(SampleResults.three())), "h2"))
                .containsExactly(
                        "Summary",
                        "Layers",
                        "Cycles by cause",
                        "Energy and traffic",
                        "Storage",
                        "Roofline",
                        "Comparisons",
                        "Provenance");
    }

    @Test
    void thePageSaysWhatItWasMadeFromAndHow() {
        assertThat(page(SampleResults.three()))
                .contains("0123456789abcdef0123456789abcdef01234567", "c".repeat(64), "a".repeat(64))
                .contains("Micron LPDDR4 data sheet", "archsim report out")
                .contains("&quot;name&quot;: &quot;sticker&quot;");
    }

    @Test
    void everyTableHasACaptionAndSaysWhatItsHeadersHead() throws Exception {
        Document page = parsed(page(SampleResults.three()));
        assertThat(elements(page, "table")).hasSizeGreaterThan(10).allSatisfy(table -> assertThat(
                        table.getElementsByTagName("caption").item(0).getTextContent())
                .isNotBlank());
        assertThat(elements(page, "th"))
                .allSatisfy(header -> assertThat(header.getAttribute("scope")).isIn("col", "row"));
    }

    @Test
    void everyDrawingHasANameAndACaption() throws Exception {
        Document page = parsed(page(LenetResult.result()));
        List<Element> drawings = elements(page, "svg");
        assertThat(drawings).hasSize(12);
        assertThat(elements(page, "figcaption"))
                .hasSameSizeAs(drawings)
                .allSatisfy(caption -> assertThat(caption.getTextContent()).contains("Simulated by archsim"));
        assertThat(drawings).allSatisfy(drawing -> assertThat(drawing.getAttribute("aria-labelledby"))
                .isEqualTo(((Element) drawing.getElementsByTagName("title").item(0)).getAttribute("id")));
    }

    @Test
    void idsAreUniqueAndLinksLeadToThem() throws Exception {
        Document page = parsed(page(LenetResult.result(), SampleResults.three()));
        List<String> ids = elements(page, "*").stream()
                .map(element -> element.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(elements(page, "a")).isNotEmpty().allSatisfy(link -> assertThat(ids)
                .contains(link.getAttribute("href").substring(1)));
    }

    @Test
    void nothingIsAskedFromElsewhere() {
        assertThat(page(LenetResult.result()).replaceAll("xmlns(:xlink)?=\"[^\"]*\"", ""))
                .doesNotContain("http:", "https:", "src=");
    }

    @Test
    void theSameResultsGiveTheSameBytes() {
        assertThat(page(LenetResult.result())).isEqualTo(page(LenetResult.result()));
    }

    @Test
    void namesFromFilesAreTextAndNothingElse() throws Exception {
        LayerResult layer = SampleResults.three().runs().get(0).layers().get(0);
        LayerResult renamed =
                new LayerResult(HOSTILE, HOSTILE, true, HOSTILE, layer.operands(), layer.metrics(), layer.actions());
        RunResult run = RunResult.of(HOSTILE, HOSTILE, List.of(renamed));
        String page = ReportPage.of(
                List.of(new NamedResult(HOSTILE, SampleResults.of(run, run))), "archsim report '" + HOSTILE + "'");
        Document parsed = parsed(page);
        assertThat(elements(parsed, "img")).isEmpty();
        assertThat(elements(parsed, "script")).hasSize(1);
        assertThat(texts(parsed, "h1"))
                .singleElement()
                .asString()
                .contains("onerror=\"alert('&lt;')\">\ufffd\ufffd\ufffd");
        assertThat(page).doesNotContain("\u0000", "\u202e");
    }

    @Test
    void aSingleWorkloadIsAReportToo() throws Exception {
        String page = page(SampleResults.of(SampleResults.three().runs().get(0)));
        assertThat(texts(parsed(page), "p")).contains("One workload, so there is nothing to compare it with.");
    }

    @Test
    void workloadsThatTookNothingAreAReportToo() throws Exception {
        var idle = SampleResults.run("idle", SampleResults.layer("fc1", "", SampleResults.withoutEnergy(100)));
        assertThat(parsed(page(SampleResults.of(idle, idle)))).isNotNull();
    }
}
