package archsim.reports.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;

/** Fonts, inks and strokes of figures; at a text width of 7 inches a font of 12 pixels prints at about 8 points. */
public final class PlotStyle {

    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);
    static final Font HEADING = new Font(Font.SANS_SERIF, Font.BOLD, 13);
    public static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    public static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    public static final Color PAPER = Color.WHITE;
    public static final Color INK = new Color(0x202020);
    public static final Color FAINT = new Color(0xDDDDDD);
    public static final BasicStroke HAIR = new BasicStroke(0.75f);

    private static final FontRenderContext MEASURE = new FontRenderContext(null, true, true);

    private PlotStyle() {}

    /** The pixels that {@code text} takes, whatever it is drawn on. */
    static Rectangle2D bounds(String text, Font font) {
        return font.getStringBounds(text, MEASURE);
    }

    /** The same from left to right. */
    public static double width(String text, Font font) {
        return bounds(text, font).getWidth();
    }
}
