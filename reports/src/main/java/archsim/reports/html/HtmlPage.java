package archsim.reports.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A page of sections under a heading, complete in itself: style and script are inside, and it loads nothing.
 *
 * <p>But for its script it is well-formed XML too, so that other programs can parse it.
 */
public final class HtmlPage {

    private record Section(String id, String heading, Html body) {}

    private final String title;
    private final String subtitle;
    private final List<Section> sections = new ArrayList<>();

    public HtmlPage(String title, String subtitle) {
        this.title = title;
        this.subtitle = subtitle;
    }

    /**
     * Adds a section below the others.
     *
     * @param id on the page
     */
    public HtmlPage section(String id, String heading, Html body) {
        sections.add(new Section(id, heading, body));
        return this;
    }

    /** The whole document. */
    public String document() {
        var html = new Html();
        html.markup("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n")
                .markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
                .markup("<meta name=\"color-scheme\" content=\"light dark\"/>\n")
                .markup("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
                        + " 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\"/>\n")
                .markup("<link rel=\"icon\" href=\"data:,\"/>\n")
                .element("title", title)
                .markup("<style>\n" + resource("page.css") + "</style>\n</head>\n<body>\n")
                .markup("<a class=\"skip\" href=\"#" + sections.get(0).id() + "\">Skip to the content</a>\n<header>\n")
                .element("h1", title)
                .markup("<p>")
                .text(subtitle)
                .markup("</p>\n</header>\n<nav aria-label=\"Sections\">\n<ul>\n");
        for (Section section : sections) {
            html.markup("<li><a href=\"#" + section.id() + "\">")
                    .text(section.heading())
                    .markup("</a></li>\n");
        }
        html.markup("</ul>\n</nav>\n<main>\n");
        for (Section section : sections) {
            html.markup("<section id=\"" + section.id() + "\" aria-labelledby=\"" + section.id() + "-heading\">\n")
                    .markup("<h2 id=\"" + section.id() + "-heading\">")
                    .text(section.heading())
                    .markup("</h2>\n")
                    .append(section.body())
                    .markup("</section>\n");
        }
        return html.markup("</main>\n<script>\n" + resource("page.js") + "</script>\n</body>\n</html>\n")
                .toString();
    }

    private static String resource(String name) {
        try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the build's own " + name + " cannot be read", e);
        }
    }
}
