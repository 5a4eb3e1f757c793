package archsim.reports;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;

/** Fonts, inks and strokes of figures; at a text width of 7 inches a font of 12 pixels prints at about 8 points. */
final class Look {

    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);
    static final Font HEADING = new Font(Font.SANS_SERIF, Font.BOLD, 13);
    static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    static final Color PAPER = Color.WHITE;
    static final Color INK = new Color(0x202020);
    static final Color FAINT = new Color(0xDDDDDD);
    static final BasicStroke HAIR = new BasicStroke(0.75f);

    private Look() {}
}
