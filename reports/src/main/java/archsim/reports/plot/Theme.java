package archsim.reports.plot;

import java.awt.Color;
import java.awt.Paint;
import java.util.Map;

/** What the inks of a figure stand for: dark on light, or light on dark. Fills of the palette stay as they are. */
public enum Theme {
    LIGHT,
    DARK;

    private static final Map<Color, Color> ON_DARK = Map.of(
            PlotStyle.PAPER, new Color(0x16181D),
            PlotStyle.INK, new Color(0xE8E8E8),
            PlotStyle.FAINT, new Color(0x3A3F47),
            Color.BLACK, new Color(0xE8E8E8),
            Color.GRAY, new Color(0x9A9FA8));

    /** The paint in place of one that is meant for a light figure. */
    Paint of(Paint paint) {
        return this == DARK && paint instanceof Color color ? ON_DARK.getOrDefault(color, color) : paint;
    }
}
