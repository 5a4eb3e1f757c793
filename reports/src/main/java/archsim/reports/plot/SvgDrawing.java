package archsim.reports.plot;

import archsim.base.RootLocale;
import archsim.reports.html.Legible;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/** A drawing as SVG. */
final class SvgDrawing {

    static final String NAMESPACE = "http://www.w3.org/2000/svg";

    /** DejaVu Sans is what Java on Linux places text by; Verdana is as wide, and on the other systems. */
    private static final String FONTS = "'DejaVu Sans', Verdana, sans-serif";

    private final SVGGraphics2D graphics;
    private final Element root;

    /**
     * Draws.
     *
     * @param prefix of all ids, so that several drawings can share a page
     */
    SvgDrawing(String prefix, int width, int height, Consumer<Graphics2D> draw) {
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document("svg"));
        context.setComment("archsim");
        context.setIDGenerator(new SVGIDGenerator() {
            @Override
            public String generateID(String kind) {
                return prefix + super.generateID(kind);
            }
        });
        this.graphics = new SVGGraphics2D(context, false);
        graphics.setSVGCanvasSize(new Dimension(width, height));
        draw.accept(graphics);
        this.root = graphics.getRoot();
        makePortable(root);
        root.setAttributeNS(null, "viewBox", RootLocale.format("0 0 %d %d", width, height));
    }

    /** The outermost element, which may be changed before the {@link #document() document} is asked for. */
    Element root() {
        return root;
    }

    /** The drawing as a file. */
    String document() {
        var text = new StringWriter();
        try {
            graphics.stream(root, text, false, false);
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be written", e);
        }
        return text.toString();
    }

    /** Names from files are drawn as they are, but not every text can be written; nor has every system every font. */
    private static void makePortable(Node node) {
        if (node instanceof Text text) {
            text.setData(Legible.of(text.getData()));
        }
        if (node instanceof Element element
                && element.getAttribute("font-family").equals("sans-serif")) {
            element.setAttributeNS(null, "font-family", FONTS);
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            makePortable(child);
        }
    }

    private static Document document(String name) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(NAMESPACE, name, null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java platform can make XML documents", e);
        }
    }
}
