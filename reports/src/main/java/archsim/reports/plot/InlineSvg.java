package archsim.reports.plot;

import archsim.base.RootLocale;
import archsim.reports.html.Legible;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jfree.chart.entity.ChartEntity;
import org.jfree.chart.entity.EntityCollection;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A drawing as a part of a page in HTML: inks follow the page's light or dark scheme, and what has a meaning says it under
 * the pointer.
 *
 * <p>Inks become the page's custom properties {@code --paper}, {@code --ink} and {@code --faint}. What is drawn is covered
 * with transparent shapes that have titles, which browsers show without any script.
 *
 * @param id on the page
 * @param title for those who cannot see the drawing
 */
record InlineSvg(String id, String title) {

    private static final Map<String, String> INKS =
            Map.of("white", "var(--paper)", name(PlotStyle.INK), "var(--ink)", name(PlotStyle.FAINT), "var(--faint)");
    /** The element {@code svg}; {@code root} is changed. */
    String of(Element root, EntityCollection drawn) {
        inherit(root, root.getAttribute("fill"));
        recolour(root);
        root.removeAttribute("height");
        root.removeAttribute("width");
        root.setAttributeNS(null, "role", "img");
        root.setAttributeNS(null, "aria-labelledby", id + "-title");
        Element name = element(root, "title");
        name.setAttributeNS(null, "id", id + "-title");
        name.setTextContent(Legible.of(title));
        root.insertBefore(name, root.getFirstChild());
        root.appendChild(covers(root, drawn));
        return text(root);
    }

    /** Text on a fill keeps its colour whatever the scheme, so it must not take over the paper's. */
    private static void inherit(Element element, String fill) {
        String own = element.hasAttribute("fill") ? element.getAttribute("fill") : fill;
        if (element.getTagName().equals("text")) {
            element.setAttributeNS(null, "fill", own);
        }
        children(element).forEach(child -> inherit(child, own));
    }

    private static void recolour(Element element) {
        boolean text = element.getTagName().equals("text");
        for (String attribute : List.of("fill", "stroke")) {
            String ink = INKS.get(element.getAttribute(attribute));
            if (ink != null && !(text && element.getAttribute(attribute).equals("white"))) {
                element.setAttributeNS(null, attribute, ink);
            }
        }
        if (element.getAttribute("id").equals("genericDefs")) {
            element.removeAttribute("id");
        }
        children(element).forEach(InlineSvg::recolour);
    }

    private static Element covers(Element root, EntityCollection drawn) {
        Element covers = element(root, "g");
        covers.setAttributeNS(null, "class", "covers");
        covers.setAttributeNS(null, "fill", "transparent");
        covers.setAttributeNS(null, "stroke", "none");
        for (Object each : drawn.getEntities()) {
            var entity = (ChartEntity) each;
            Rectangle2D area = area(entity.getArea());
            if (entity.getToolTipText() != null && area.getWidth() > 0.2) {
                Element cover = element(root, "rect");
                cover.setAttributeNS(null, "x", shown(area.getX()));
                cover.setAttributeNS(null, "y", shown(area.getY()));
                cover.setAttributeNS(null, "width", shown(area.getWidth()));
                cover.setAttributeNS(null, "height", shown(area.getHeight()));
                Element title = element(root, "title");
                title.setTextContent(Legible.of(entity.getToolTipText()));
                cover.appendChild(title);
                covers.appendChild(cover);
            }
        }
        return covers;
    }

    private static Rectangle2D area(Shape shape) {
        return shape == null ? new Rectangle2D.Double() : shape.getBounds2D();
    }

    private static String shown(double pixels) {
        return String.format(Locale.ROOT, "%.1f", pixels);
    }

    private static Element element(Element root, String name) {
        return root.getOwnerDocument().createElementNS(SvgDrawing.NAMESPACE, name);
    }

    private static List<Element> children(Element element) {
        var children = new ArrayList<Element>();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element each) {
                children.add(each);
            }
        }
        return children;
    }

    /** As Batik writes colours. */
    private static String name(Color color) {
        return RootLocale.format("rgb(%d,%d,%d)", color.getRed(), color.getGreen(), color.getBlue());
    }

    private static String text(Element root) {
        var text = new StringWriter();
        try {
            Transformer writer = TransformerFactory.newInstance().newTransformer();
            writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            writer.transform(new DOMSource(root), new StreamResult(text));
        } catch (TransformerException e) {
            throw new IllegalStateException("a drawing can be written", e);
        }
        return text.toString();
    }
}
