package archsim.site;

import archsim.base.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Pages as HTML in one folder: no file needs a network, and none needs a server. */
final class Site {

    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());
    private static final Pattern ID = Pattern.compile("<h\\d id=\"([^\"]*)\"");
    private static final String API = "api/index.html";

    private final List<Page> pages;
    private final Map<Path, String> targets = new HashMap<>();
    private final String frame;

    /** @throws IllegalArgumentException if two pages would have the same file */
    Site(List<Page> pages) throws IOException {
        this.pages = List.copyOf(pages);
        for (Page page : pages) {
            if (targets.containsValue(page.target())) {
                throw new IllegalArgumentException("two pages have the file " + page.target());
            }
            targets.put(page.source(), page.target());
        }
        this.frame = resource("page.html");
    }

    /**
     * Writes all pages, the search and what they need.
     *
     * @param api whether {@code api/index.html} will be there
     */
    void write(Path folder, boolean api) throws IOException {
        Files.createDirectories(folder.resolve("files"));
        var index = new SearchIndex();
        Parser parser = Parser.builder().extensions(EXTENSIONS).build();
        HtmlRenderer renderer =
                HtmlRenderer.builder().extensions(EXTENSIONS).escapeHtml(true).build();
        var copies = new HashMap<String, Path>();
        for (Page page : pages) {
            Node document = parser.parse(page.markdown());
            var links = new Links(page, targets);
            document.accept(links);
            for (Map.Entry<String, Path> copy : links.copies().entrySet()) {
                Path other = copies.put(copy.getKey(), copy.getValue());
                if (other != null && !other.equals(copy.getValue())) {
                    throw new IllegalArgumentException("two files have the name " + copy.getKey());
                }
            }
            String html = renderer.render(document);
            index.add(
                    page,
                    document,
                    ID.matcher(html)
                            .results()
                            .map((MatchResult id) -> id.group(1))
                            .toList());
            AtomicFile.write(folder.resolve(page.target()), framed(page, scrolling(html), api));
        }
        for (Map.Entry<String, Path> copy : copies.entrySet()) {
            Files.copy(copy.getValue(), folder.resolve(copy.getKey()), StandardCopyOption.REPLACE_EXISTING);
        }
        AtomicFile.write(folder.resolve("search-index.js"), index.script());
        AtomicFile.write(folder.resolve("site.js"), resource("site.js"));
        AtomicFile.write(folder.resolve("site.css"), resource("site.css"));
    }

    /** A table that is wider than the page scrolls, and the page does not. */
    private static String scrolling(String html) {
        return html.replace("<table>", "<div class=\"wide\" tabindex=\"0\"><table>")
                .replace("</table>", "</table></div>");
    }

    private String framed(Page page, String body, boolean api) {
        return frame.replace("{title}", escaped(page.title()))
                .replace("{contents}", contents(page, api))
                .replace("{body}", body);
    }

    private String contents(Page current, boolean api) {
        var sections = new LinkedHashMap<String, StringBuilder>();
        for (Page page : pages) {
            String mark = page.equals(current) ? " aria-current=\"page\"" : "";
            sections.computeIfAbsent(page.section(), section -> new StringBuilder())
                    .append("<li><a href=\"" + page.target() + "\"" + mark + ">" + escaped(page.title())
                            + "</a></li>\n");
        }
        if (api) {
            sections.computeIfAbsent("Reference", section -> new StringBuilder())
                    .append("<li><a href=\"" + API + "\">Javadoc</a></li>\n");
        }
        var contents = new StringBuilder();
        sections.forEach(
                (section, items) -> contents.append("<h2>" + escaped(section) + "</h2>\n<ul>\n" + items + "</ul>\n"));
        return contents.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = Site.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
