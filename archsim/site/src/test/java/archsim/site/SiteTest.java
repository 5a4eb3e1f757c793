package archsim.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages as a browser gets them, with the output that they were committed with. */
class SiteTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");

    @TempDir
    private static Path folder;

    private static List<Page> pages;

    @BeforeAll
    static void make() throws IOException {
        pages = new ArrayList<>(Contents.pages(ROOT));
        for (String made : List.of("commands", "gallery", "validation")) {
            Path source = ROOT.resolve("archsim/site/pages/" + made + ".md");
            SiteMain.add(pages, new Page("Reference", source, List.of("# " + made, "text")));
        }
        new Site(pages).write(folder, false);
    }

    @Test
    void allLinksLeadSomewhereAndNoneNeedsANetwork() throws IOException {
        assertThat(pages).hasSizeGreaterThan(25);
        for (Page page : pages) {
            String html = Files.readString(folder.resolve(page.target()));
            for (MatchResult link : LINK.matcher(html).results().toList()) {
                String[] parts = link.group(1).split("#", 2);
                Path target = parts[0].isEmpty() ? folder.resolve(page.target()) : folder.resolve(parts[0]);
                assertThat(target).as("%s: %s", page.target(), link.group(1)).exists();
                if (parts.length == 2) {
                    assertThat(Files.readString(target))
                            .as("%s: %s", page.target(), link.group(1))
                            .contains("id=\"" + parts[1] + "\"");
                }
            }
        }
    }

    @Test
    void aLinkToNowhereIsRefused() {
        Page page = new Page("x", ROOT.resolve("x.md"), List.of("# X", "[y](y.md)"));
        assertThatThrownBy(() -> new Site(List.of(page)).write(folder.resolve("x"), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("leads to y.md, which is not there");
    }

    @Test
    void thatWhichLooksLikeHtmlIsText() throws IOException {
        Page page = new Page("x", ROOT.resolve("z.md"), List.of("# <b>X", "<script>alert(1)</script>"));
        new Site(List.of(page)).write(folder.resolve("z"), false);
        assertThat(folder.resolve("z/z.html"))
                .content()
                .doesNotContain("<b>", "<script>alert")
                .contains("&lt;script&gt;");
    }

    /** A page beside the others looks at one of them through a frame of that width. */
    @ParameterizedTest
    @ValueSource(ints = {390, 1000, 1300})
    void noPageIsWiderThanItsWindow(int width) throws IOException, InterruptedException {
        String widths = inFrames(
                width, "frame.contentDocument.documentElement.scrollWidth + ' ' + frame.contentWindow.innerWidth");
        assertThat(widths.lines()).hasSize(pages.size()).allSatisfy(line -> {
            String[] words = line.split(" ", -1);
            assertThat(Integer.parseInt(words[1]))
                    .as(line)
                    .isPositive()
                    .isLessThanOrEqualTo(Integer.parseInt(words[2]));
            assertThat(Integer.parseInt(words[2])).as(line).isEqualTo(width);
        });
    }

    @Test
    void theSearchFindsKeysCommandsAndPages() throws IOException, InterruptedException {
        String found = inFrames(
                1000,
                "(w => ['dataflow kind', 'imbalance', 'nosuchword'].map(words => {"
                        + " const field = w.document.getElementById('search'); field.value = words;"
                        + " field.dispatchEvent(new w.Event('input'));"
                        + " return w.document.querySelectorAll('#found a').length; }).join('/'))(frame.contentWindow)");
        assertThat(found.lines()).hasSize(pages.size()).allSatisfy(line -> assertThat(line)
                .matches("\\S+ [1-9]\\d*/[1-9]\\d*/0"));
    }

    /** A line a page: its file, a space, and the value of {@code expression}, in which {@code frame} shows it. */
    private static String inFrames(int width, String expression) throws IOException, InterruptedException {
        Path browser = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .flatMap(path -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(path, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeTrue(browser != null, "no Chromium is installed");
        String files = String.join(
                ",", pages.stream().map(page -> "'" + page.target() + "'").toList());
        Path harness = Files.writeString(
                folder.resolve("harness.html"),
                "<!DOCTYPE html><body><pre></pre><script>(async () => { const lines = [];"
                        + "for (const file of [" + files + "]) { const frame = document.createElement('iframe');"
                        + "frame.style.width = '" + width + "px'; frame.style.height = '900px'; frame.style.border = 0;"
                        + "const loaded = new Promise(done => { frame.onload = done; });"
                        + "frame.src = file; document.body.append(frame); await loaded;"
                        + "lines.push('LINE ' + file + ' ' + (" + expression + ")); frame.remove(); }"
                        + "document.querySelector('pre').textContent = lines.join('\\n'); document.title = 'done'; })();</script>");
        Path out = folder.resolve("dom");
        Process process = new ProcessBuilder(
                        browser.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--allow-file-access-from-files",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--window-size=1400,1000",
                        "--virtual-time-budget=60000",
                        "--dump-dom",
                        harness.toUri().toString())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return Files.readString(out, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("LINE "))
                .map(line -> line.substring(line.indexOf("LINE ") + 5).replaceAll("<.*", ""))
                .reduce("", (all, line) -> all + line + "\n");
    }
}
