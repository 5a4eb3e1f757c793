package archsim.site;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** The words of all pages, by heading, as a script that a page loads: a page opened from a disk may not fetch. */
final class SearchIndex {

    private final List<Entry> entries = new ArrayList<>();

    /**
     * What stands below one heading.
     *
     * @param address of the heading
     * @param title of the page, and the heading
     * @param text below it
     */
    private record Entry(String address, String title, String text) {}

    /**
     * Adds a page.
     *
     * @param ids of its headings, in their order
     */
    void add(Page page, Node document, List<String> ids) {
        var text = new StringBuilder();
        String address = page.target();
        String title = page.title();
        int heading = 0;
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading) {
                entries.add(new Entry(address, title, text.toString().strip()));
                text.setLength(0);
                address = page.target() + "#" + ids.get(heading);
                title = heading == 0 ? page.title() : page.title() + ": " + words(node);
                heading++;
            } else {
                text.append(words(node)).append(' ');
            }
        }
        entries.add(new Entry(address, title, text.toString().strip()));
    }

    String script() {
        JsonArrayBuilder all = Json.createArrayBuilder();
        entries.stream()
                .filter(entry -> !entry.text().isEmpty())
                .map(entry -> Json.createArrayBuilder(List.of(entry.address(), entry.title(), entry.text())))
                .forEach(all::add);
        return "window.archsimSearch = " + all.build() + ";\n";
    }

    private static String words(Node node) {
        var words = new ArrayList<String>();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                words.add(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                words.add(code.getLiteral());
            }

            @Override
            public void visit(FencedCodeBlock block) {
                words.add(block.getLiteral() + " ");
            }

            @Override
            public void visit(Paragraph paragraph) {
                visitChildren(paragraph);
                words.add(" ");
            }

            @Override
            public void visit(CustomNode cell) {
                visitChildren(cell);
                words.add(" ");
            }

            @Override
            public void visit(SoftLineBreak line) {
                words.add(" ");
            }

            @Override
            public void visit(HardLineBreak line) {
                words.add(" ");
            }
        });
        return words.stream().collect(Collectors.joining()).replaceAll("\\s+", " ");
    }
}
