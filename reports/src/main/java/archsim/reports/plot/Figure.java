package archsim.reports.plot;

import archsim.reports.html.Legible;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.entity.EntityCollection;
import org.jfree.chart.entity.StandardEntityCollection;

/**
 * Panels below each other between a title and a caption, as PNG, SVG and PDF.
 *
 * <p>Bytes depend on what is drawn and on the fonts of the machine, which place the text, and on nothing else.
 *
 * @param panels from top to bottom
 * @param panelHeight of each panel in pixels
 * @param caption below the panels, broken into lines as needed
 */
public record Figure(String title, List<JFreeChart> panels, int panelHeight, String caption, Theme theme) {

    public static final int WIDTH = 760;

    private static final int MARGIN = 14;
    private static final int TITLE_HEIGHT = 34;
    private static final int CAPTION_LINE = 15;
    private static final int PNG_SCALE = 2;
    private static final int TITLE_LINE = 19;

    public Figure {
        panels = List.copyOf(panels);
    }

    /** Dark on light. */
    public Figure(String title, List<JFreeChart> panels, int panelHeight, String caption) {
        this(title, panels, panelHeight, caption, Theme.LIGHT);
    }

    /** The same figure under another look, into which its panels are repainted: this one is not to be drawn again. */
    Figure in(Theme other) {
        if (theme != Theme.LIGHT) {
            throw new IllegalStateException("repainted already");
        }
        panels.forEach(panel -> Repaint.into(panel, other));
        return new Figure(title, panels, panelHeight, caption, other);
    }

    /** The figure as PNG, twice as many pixels as its {@link #toSvg() SVG} is wide and high. */
    public byte[] toPng() {
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
    public byte[] toSvg() {
        return new SvgDrawing("", WIDTH, height(), this::draw).document().getBytes(StandardCharsets.UTF_8);
    }

    /** The figure as a page of PDF of its own size; text is drawn as shapes, so that no font needs to be embedded. */
    byte[] toPdf() {
        return PdfDrawing.of(WIDTH, height(), this::draw);
    }

    /**
     * The panels as a part of a page in HTML, which has a title and a caption of its own.
     *
     * @param id on the page; prefix of all ids inside
     */
    public String toInlineSvg(String id) {
        EntityCollection drawn = new StandardEntityCollection();
        var drawing = new SvgDrawing(
                id, WIDTH, panels.size() * panelHeight, graphics -> drawn.addAll(drawPanels(graphics, 0)));
        return new InlineSvg(id, title).of(drawing.root(), drawn);
    }

    private int height() {
        return titleHeight()
                + panels.size() * panelHeight
                + wrapped(caption, PlotStyle.SMALL).size() * CAPTION_LINE
                + MARGIN;
    }

    private int titleHeight() {
        return TITLE_HEIGHT + TITLE_LINE * (wrapped(title, PlotStyle.TITLE).size() - 1);
    }

    private void draw(Graphics2D graphics) {
        graphics.setPaint(theme.of(PlotStyle.PAPER));
        graphics.fillRect(0, 0, WIDTH, height());
        graphics.setPaint(theme.of(PlotStyle.INK));
        graphics.setFont(PlotStyle.TITLE);
        float baseline = 24;
        for (String line : wrapped(title, PlotStyle.TITLE)) {
            graphics.drawString(line, MARGIN, baseline);
            baseline += TITLE_LINE;
        }
        drawPanels(graphics, titleHeight());
        graphics.setPaint(theme.of(PlotStyle.INK));
        graphics.setFont(PlotStyle.SMALL);
        float y = titleHeight() + (float) panels.size() * panelHeight + CAPTION_LINE;
        for (String line : wrapped(caption, PlotStyle.SMALL)) {
            graphics.drawString(line, MARGIN, y);
            y += CAPTION_LINE;
        }
    }

    /** What of the drawn a pointer can rest on. */
    private EntityCollection drawPanels(Graphics2D graphics, int top) {
        var info = new ChartRenderingInfo(new StandardEntityCollection());
        EntityCollection drawn = new StandardEntityCollection();
        for (int i = 0; i < panels.size(); i++) {
            var area = new Rectangle2D.Double(0, top + (double) i * panelHeight, WIDTH, panelHeight);
            panels.get(i).draw(graphics, area, info);
            drawn.addAll(info.getEntityCollection());
        }
        return drawn;
    }

    private static List<String> wrapped(String text, Font font) {
        var lines = new ArrayList<String>();
        String line = "";
        for (String word : Legible.of(text).split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && PlotStyle.width(longer, font) > WIDTH - 2 * MARGIN) {
                lines.add(line);
                longer = word;
            }
            line = longer;
        }
        lines.add(line);
        return lines;
    }
}
