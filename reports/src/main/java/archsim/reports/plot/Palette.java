package archsim.reports.plot;

import java.awt.Color;
import java.util.List;

/**
 * Fills of stacked bars that people with any colour vision can distinguish, and that stay distinct in a grey print.
 *
 * <p>Source: M. Okabe and K. Ito, "Color Universal Design", 2008, with its black replaced by a light grey. The order is
 * ours: neighbours differ in luminance.
 */
public final class Palette {

    private static final List<Color> FILLS = List.of(
            new Color(0x0072B2), // blue
            new Color(0x56B4E9), // sky blue
            new Color(0xD55E00), // vermilion
            new Color(0xE69F00), // orange
            new Color(0xCC79A7), // reddish purple
            new Color(0xD0D0D0), // light grey
            new Color(0x009E73), // bluish green
            new Color(0xF0E442)); // yellow

    private Palette() {}

    /** How many fills there are. */
    public static int size() {
        return FILLS.size();
    }

    /** The fill of the part at {@code index} of a stack. */
    public static Color fill(int index) {
        return FILLS.get(index);
    }

    /** Black or white, whichever is easier to read on that fill. */
    static Color textOn(int index) {
        return luminance(fill(index)) < 0.18 ? Color.WHITE : Color.BLACK;
    }

    /** Relative luminance as WCAG 2 defines it, 0 (black) to 1 (white). */
    public static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
