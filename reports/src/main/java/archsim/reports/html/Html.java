package archsim.reports.html;

/** A piece of HTML. Whoever holds one knows that the text in it was escaped. */
public final class Html {

    private final StringBuilder html = new StringBuilder();

    /**
     * Appends markup as it is.
     *
     * @param markup that holds no text from outside
     */
    public Html markup(String markup) {
        html.append(markup);
        return this;
    }

    /** Appends text from anywhere. */
    public Html text(String text) {
        html.append(escaped(text));
        return this;
    }

    /** Appends an element that holds only text. */
    public Html element(String name, String text) {
        return markup("<" + name + ">").text(text).markup("</" + name + ">\n");
    }

    /** Appends another piece. */
    public Html append(Html other) {
        html.append(other.html);
        return this;
    }

    /** Text without a meaning in HTML, neither between tags nor in an attribute in double quotes. */
    static String escaped(String text) {
        var escaped = new StringBuilder(text.length());
        Legible.of(text).codePoints().forEach(point -> {
            switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(point);
            }
        });
        return escaped.toString();
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
