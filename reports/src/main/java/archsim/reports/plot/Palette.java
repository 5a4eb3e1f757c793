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

    /** Lighter and darker shades of the same hues, for parts that have a colour of their own in all figures. */
    private static final List<Color> SHADES = List.of(
            new Color(0x7A7A7A), // 8 grey
            new Color(0x404040), // 9 dark grey
            new Color(0xB5DFF6), // 10 light sky blue
            new Color(0x003C5F), // 11 dark blue
            new Color(0xF2A579), // 12 light vermilion
            new Color(0x7A3500), // 13 dark vermilion
            new Color(0xF9D48F), // 14 light orange
            new Color(0x8A6000), // 15 dark orange
            new Color(0xE9C3D9), // 16 light purple
            new Color(0x7B3F61), // 17 dark purple
            new Color(0x8ED8C0), // 18 light green
            new Color(0x00543E)); // 19 dark green

    private Palette() {}

    /** How many fills there are for parts in the order of a stack. */
    public static int size() {
        return FILLS.size();
    }

    /** How many fills there are, shades included. */
    static int sizeWithShades() {
        return FILLS.size() + SHADES.size();
    }

    /** The fill at {@code index}; those from {@link #size()} on are shades. */
    public static Color fill(int index) {
        return index < FILLS.size() ? FILLS.get(index) : SHADES.get(index - FILLS.size());
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
