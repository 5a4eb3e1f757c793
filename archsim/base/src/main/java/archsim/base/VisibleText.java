package archsim.base;

/**
 * Text of which every character is seen: without those that move a terminal's cursor, end a line, or turn the direction of
 * what follows, by which a name could pass for another or hide what stands behind it.
 */
public final class VisibleText {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private VisibleText() {}

    /** Whether {@code text} is free of control characters, bidirectional marks, line separators and half surrogates. */
    public static boolean isVisible(String text) {
        return text.codePoints().noneMatch(VisibleText::isHidden);
    }

    /** {@code text} with each hidden character as <code>\</code><code>uXXXX</code>. */
    public static String of(String text) {
        if (isVisible(text)) {
            return text;
        }
        var visible = new StringBuilder();
        text.codePoints().forEach(c -> append(visible, c));
        return visible.toString();
    }

    /** {@link #of} that leaves the line feeds and tabs of a text of several lines. */
    public static String ofLines(String text) {
        if (text.codePoints().noneMatch(VisibleText::isHiddenInLines)) {
            return text;
        }
        var visible = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isHiddenInLines(c)) {
                append(visible, c);
            } else {
                visible.appendCodePoint(c);
            }
        });
        return visible.toString();
    }

    private static void append(StringBuilder visible, int c) {
        if (isHidden(c)) {
            for (char half : Character.toChars(c)) {
                visible.append(RootLocale.format("\\u%04x", (int) half));
            }
        } else {
            visible.appendCodePoint(c);
        }
    }

    private static boolean isHiddenInLines(int c) {
        return c != '\n' && c != '\t' && isHidden(c);
    }

    /** The joiners belong to the spelling of many languages. */
    private static boolean isHidden(int c) {
        if (c >= ' ' && c < 127) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> c != ZERO_WIDTH_NON_JOINER && c != ZERO_WIDTH_JOINER;
            default -> false;
        };
    }
}
