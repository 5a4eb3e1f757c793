package archsim.reports.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;

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

    private PlotStyle() {}
}
