package archsim.reports;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Panels below each other between a title and a caption, as PNG and as SVG.
 *
 * <p>Bytes depend on what is drawn and on the fonts of the machine, which place the text, and on nothing else.
 *
 * @param panels from top to bottom
 * @param panelHeight of each panel in pixels
 * @param caption below the panels, broken into lines as needed
 */
record Figure(String title, List<JFreeChart> panels, int panelHeight, String caption) {

    static final int WIDTH = 760;

    private static final int MARGIN = 14;
    private static final int TITLE_HEIGHT = 34;
    private static final int CAPTION_LINE = 15;
    private static final int PNG_SCALE = 2;

    Figure {
        panels = List.copyOf(panels);
    }

    /** The figure as PNG, twice as many pixels as its {@link #toSvg() SVG} is wide and high. */
    byte[] toPng() {
        var image = new BufferedImage(PNG_SCALE * WIDTH, PNG_SCALE * height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(PNG_SCALE, PNG_SCALE);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        draw(graphics);
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        try (var inMemory = new MemoryCacheImageOutputStream(bytes)) { // else through a file, which a full disk refuses
            ImageIO.write(image, "png", inMemory);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }

    /** The figure as SVG; text is text, in whatever the reader's sans-serif font is. */
    byte[] toSvg() {
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document());
        context.setComment("archsim");
        var graphics = new SVGGraphics2D(context, false);
        graphics.setSVGCanvasSize(new Dimension(WIDTH, height()));
        draw(graphics);
        Element root = graphics.getRoot();
        root.setAttributeNS(null, "viewBox", "0 0 %d %d".formatted(WIDTH, height()));
        var text = new StringWriter();
        try {
            graphics.stream(root, text, false, false);
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be written", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private int height() {
        return TITLE_HEIGHT + panels.size() * panelHeight + wrapped(caption).size() * CAPTION_LINE + MARGIN;
    }

    private void draw(Graphics2D graphics) {
        graphics.setPaint(Color.WHITE);
        graphics.fillRect(0, 0, WIDTH, height());
        graphics.setPaint(Look.INK);
        graphics.setFont(Look.TITLE);
        graphics.drawString(title, MARGIN, 24);
        int top = TITLE_HEIGHT;
        for (JFreeChart panel : panels) {
            panel.draw(graphics, new Rectangle2D.Double(0, top, WIDTH, panelHeight));
            top += panelHeight;
        }
        graphics.setPaint(Look.INK);
        graphics.setFont(Look.SMALL);
        float y = (float) top + CAPTION_LINE;
        for (String line : wrapped(caption)) {
            graphics.drawString(line, MARGIN, y);
            y += CAPTION_LINE;
        }
    }

    private static List<String> wrapped(String text) {
        var measure = new FontRenderContext(null, true, true);
        var lines = new ArrayList<String>();
        String line = "";
        for (String word : text.split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && Look.SMALL.getStringBounds(longer, measure).getWidth() > WIDTH - 2 * MARGIN) {
                lines.add(line);
                longer = word;
            }
            line = longer;
        }
        lines.add(line);
        return lines;
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument("http://www.w3.org/2000/svg", "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java platform can make XML documents", e);
        }
    }
}
