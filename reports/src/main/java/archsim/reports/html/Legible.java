package archsim.reports.html;

/** Text from files, which may hold anything, without what neither XML nor a page can hold. */
public final class Legible {

    private static final String SUBSTITUTE = "\uFFFD";

    private Legible() {}

    /** {@code text} with a mark in place of each control character, mark of direction, non-character and half of a pair. */
    public static String of(String text) {
        var legible = new StringBuilder();
        text.codePoints().forEach(point -> {
            boolean half = point >= 0xD800 && point <= 0xDFFF;
            boolean none = (point & 0xFFFE) == 0xFFFE || Character.getType(point) == Character.FORMAT;
            if (Character.isISOControl(point) || half || none) {
                legible.append(SUBSTITUTE);
            } else {
                legible.appendCodePoint(point);
            }
        });
        return legible.toString();
    }
}
